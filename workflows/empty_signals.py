"""A Signal that says nothing at all is passed over: its handler would stumble on it, and the case come to a stand.

What cannot be decoded the SDK drops by itself, but an empty payload decodes to None whatever the handler expects.
"""

from __future__ import annotations

from temporalio import workflow
from temporalio.worker import HandleSignalInput, Interceptor, WorkflowInboundInterceptor, WorkflowInterceptorClassInput


class PassOverEmptySignals(Interceptor):
    """For the worker: every workflow passes over empty Signals."""

    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:
        """Called by the SDK for each workflow."""
        return _PassOver


class _PassOver(WorkflowInboundInterceptor):
    async def handle_signal(self, input: HandleSignalInput) -> None:
        if any(argument is None for argument in input.args):
            workflow.logger.warning("an empty signal was passed over", extra={"signal": input.signal})
            return
        await super().handle_signal(input)
