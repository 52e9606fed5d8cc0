"""Whether a case has come to rest: nothing is under way in the history of any of its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from temporalio.client import Client, WorkflowHistory
from temporalio.service import RPCError, RPCStatusCode

from models.case import Part
from workflows.addresses import workflow_id

QUIET_LOOKS = 2
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.02
# what a history says when something begins, and when it has ended
BEGINS = {
    "workflow_task_scheduled": "task",
    "activity_task_scheduled": "activity",
    "start_child_workflow_execution_initiated": "child",
    "signal_external_workflow_execution_initiated": "signal",
}
ENDS = {
    "workflow_task_completed": "task",
    "workflow_task_failed": "task",
    "workflow_task_timed_out": "task",
    "activity_task_completed": "activity",
    "activity_task_failed": "activity",
    "activity_task_timed_out": "activity",
    "child_workflow_execution_started": "child",
    "start_child_workflow_execution_failed": "child",
    "external_workflow_execution_signaled": "signal",
    "signal_external_workflow_execution_failed": "signal",
}


class Unsettled(Exception):
    """A case did not come to rest; the text names it."""


async def settled(client: Client, cases: Iterable[str]) -> None:
    """Return when every part of these cases has done all it has to do at this hour."""
    handles = [workflow_id(case, part) for case in cases for part in Part]
    loop = asyncio.get_running_loop()
    looks, give_up = 0, loop.time() + PATIENCE_SECONDS
    while looks < QUIET_LOOKS:
        under_way = [each for each in await asyncio.gather(*(_under_way(client, each) for each in handles)) if each]
        if under_way and loop.time() > give_up:
            raise Unsettled(f"not at rest after {PATIENCE_SECONDS:g} s: {'; '.join(under_way)}")
        looks = 0 if under_way else looks + 1
        await asyncio.sleep(PAUSE_SECONDS)


async def _under_way(client: Client, workflow: str) -> str:
    """What is under way in a workflow, in words; empty when it is at rest."""
    history = await history_of(client, workflow)
    under_way: dict[str, int] = {}
    for event in history.events if history else ():
        kind = str(event.WhichOneof("attributes")).removesuffix("_event_attributes")
        if what := BEGINS.get(kind):
            under_way[what] = under_way.get(what, 0) + 1
        if what := ENDS.get(kind):
            under_way[what] = under_way.get(what, 0) - 1
    open_ = ", ".join(what for what, times in under_way.items() if times)
    return f"{workflow} ({open_})" if open_ else ""


async def history_of(client: Client, workflow: str) -> WorkflowHistory | None:
    """The history of a workflow's latest run; None where there is no such workflow (yet)."""
    try:
        return await client.get_workflow_handle(workflow).fetch_history()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
