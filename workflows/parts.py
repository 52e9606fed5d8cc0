"""How a case starts its parts and speaks to them: one child workflow each, abandoned rather than ended with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ChildWorkflowError, FailureError
from temporalio.workflow import ChildWorkflowHandle, ParentClosePolicy

from models.case import Part
from models.message import Message
from models.stages import PARTS
from workflows.addresses import workflow_id
from workflows.docket import Docket

Run = Callable[..., Any]


class Parts:
    """The parts of one case, as its parent knows them."""

    def __init__(self, case: str, docket: Docket) -> None:
        self._case = case
        self._docket = docket
        self._running: list[Part] = []
        self._to_restart: set[Part] = set()

    async def run(self, part: Part, run: Run, brief: Message) -> Any:
        """Run a part to its end. One that ends abnormally waits for an engineer to start it again (K5)."""
        while True:
            handle = await self.start(part, run, brief)
            try:
                return await self.end(part, handle)
            except ChildWorkflowError:
                await self._wait_for_engineer(part)

    async def start(self, part: Part, run: Run, brief: Message) -> ChildWorkflowHandle[Any, Any]:
        """Start a part. It carries statutory duties, so it is not ended with its parent."""
        handle = await workflow.start_child_workflow(
            run,
            brief,
            id=workflow_id(self._case, part),
            parent_close_policy=ParentClosePolicy.ABANDON,
            static_summary=f"{self._case}: {part}",
            static_details=PARTS[part],
        )
        self._running.append(part)
        return handle

    async def end(self, part: Part, handle: ChildWorkflowHandle[Any, Any]) -> Any:
        """Wait for a part's end; the post it leaves for the morning is the case's to deliver (E3)."""
        try:
            result = await handle
        finally:
            self._running.remove(part)
        self._docket.expect_post(result.post_due)
        return result

    async def _wait_for_engineer(self, part: Part) -> None:
        self._docket.add_task(f"part_failed:{part}")
        self._docket.enter("part_failed", clause="K5", part=part)
        await workflow.wait_condition(lambda: part in self._to_restart)
        self._to_restart.discard(part)
        self._docket.end_task(f"part_failed:{part}")

    def restart(self, part: Part) -> None:
        """An engineer says: start it again."""
        self._to_restart.add(part)

    def is_running(self, part: Part) -> bool:
        """Is this part under way?"""
        return part in self._running

    async def tell(self, part: Part, signal: str, *message: Message) -> None:
        """Tell a part something, if it is still there to hear it."""
        if not self.is_running(part):
            return
        handle = workflow.get_external_workflow_handle(workflow_id(self._case, part))
        try:
            await handle.signal(signal, args=list(message))
        except FailureError:
            workflow.logger.info("part had ended before it could be told", extra={"part": part, "signal": signal})

    async def tell_all(self, signal: str, *message: Message) -> None:
        """Tell every part under way."""
        for part in tuple(self._running):
            await self.tell(part, signal, *message)
