"""Where a case is found in Temporal: the task queue and the workflow ids (N15: references only)."""

from __future__ import annotations

from models.case import Part

TASK_QUEUE = "safeguarding-reviews"


def workflow_id(case: str, part: Part) -> str:
    """The workflow id of a part of a case; the parent's is the case reference itself."""
    return case if part is Part.REVIEW else f"{case}/{part}"
