"""How a part speaks to the case it belongs to: by Signal, to the parent's workflow id."""

from __future__ import annotations

from temporalio import workflow
from temporalio.exceptions import FailureError

from models.case import Part
from models.message import Message
from workflows.addresses import workflow_id


async def tell(case: str, signal: str, message: Message) -> bool:
    """Tell the parent; False where it no longer runs, which then is a person's task."""
    parent = workflow.get_external_workflow_handle(workflow_id(case, Part.REVIEW))
    try:
        await parent.signal(signal, message)
    except FailureError:
        return False
    return True
