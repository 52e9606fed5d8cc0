"""The stages in the order in which a case goes through them: by which lists are sorted, and filters offer them."""

from __future__ import annotations

from models.stages import LATER_STAGES

_BEFORE_SUBMISSION = (
    "opening",
    "threshold",
    "alte_with_cdop",
    "rapid_review",
    "commissioning_chair",
    "agency_returns",
    "chronology_and_kloes",
    "rapid_review_panel",
    "report",
    "check",
    "sign_off",
    "executive_decision",
    "submission",
)
STAGE_ORDER: tuple[str, ...] = (*_BEFORE_SUBMISSION, *LATER_STAGES, "lcspr", "publication", "learning", "closed")
_PLACES = {stage: place for place, stage in enumerate(STAGE_ORDER, start=1)}
UNKNOWN = len(STAGE_ORDER) + 1


def place_of_stage(stage: str | None) -> int:
    """How far a stage is on the way: 1 is the first; one that is not known comes last."""
    return _PLACES.get(stage or "opening", UNKNOWN)
