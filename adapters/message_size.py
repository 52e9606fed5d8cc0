"""No message to a case may be large: a 2 MB Update wedges the workflow that receives it, and bodies belong in the
register anyway (K3)."""

from collections.abc import Sequence
from typing import Any

from temporalio.client import (
    Interceptor,
    OutboundInterceptor,
    QueryWorkflowInput,
    SignalWorkflowInput,
    StartWorkflowInput,
    StartWorkflowUpdateInput,
    StartWorkflowUpdateWithStartInput,
    WorkflowHandle,
    WorkflowUpdateHandle,
)
from temporalio.converter import DataConverter

LARGEST = 64 * 1024


class MessageTooLarge(Exception):
    """A message was not sent; the text gives its name and size, nothing of what it says."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(f"{name}: {size:,} bytes encoded, {limit:,} are allowed; store the text, send its reference")
        self.size = size


class MessageSizeGuard(Interceptor):
    """A client interceptor that refuses starts, Signals, Updates and Queries over `limit` encoded bytes."""

    def __init__(self, converter: DataConverter, limit: int = LARGEST) -> None:
        self._converter = converter
        self._limit = limit

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:
        """Called by the SDK for each client."""
        return _Guarded(next, self)

    def check(self, name: str, arguments: Sequence[Any]) -> None:
        """Raises MessageTooLarge if `arguments`, encoded, are over the limit."""
        payloads = self._converter.payload_converter.to_payloads(arguments)
        size = sum(payload.ByteSize() for payload in payloads)
        if size > self._limit:
            raise MessageTooLarge(name, size, self._limit)


class _Guarded(OutboundInterceptor):
    def __init__(self, next: OutboundInterceptor, guard: MessageSizeGuard) -> None:
        super().__init__(next)
        self._guard = guard

    async def start_workflow(self, input: StartWorkflowInput) -> WorkflowHandle[Any, Any]:
        self._guard.check(input.workflow, [*input.args, *input.start_signal_args])
        return await super().start_workflow(input)

    async def signal_workflow(self, input: SignalWorkflowInput) -> None:
        self._guard.check(input.signal, input.args)
        await super().signal_workflow(input)

    async def query_workflow(self, input: QueryWorkflowInput) -> Any:
        self._guard.check(input.query, input.args)
        return await super().query_workflow(input)

    async def start_workflow_update(self, input: StartWorkflowUpdateInput) -> WorkflowUpdateHandle[Any]:
        self._guard.check(input.update, input.args)
        return await super().start_workflow_update(input)

    async def start_update_with_start_workflow(
        self, input: StartWorkflowUpdateWithStartInput
    ) -> WorkflowUpdateHandle[Any]:
        arguments = [*input.update_workflow_input.args, *input.start_workflow_input.args]
        self._guard.check(input.update_workflow_input.update, arguments)
        return await super().start_update_with_start_workflow(input)
