"""What a part is started with, and what the parent tells its parts while they run."""

from __future__ import annotations

from pydantic import AwareDatetime

from models.case import Opening
from models.message import Message
from models.timetable import LedgerEntry, Timetable, TimetableRequest


class Brief(Message):
    """A part's start: how the case opened, and the timetable drawn up for it with the request behind it."""

    opening: Opening
    request: TimetableRequest
    timetable: Timetable


class PlanMoved(Message):
    """The plan's start moved (a corrected notification), or the calendar did: the part draws up again (C6)."""

    reason: str  # a code: calendar, correction
    start: AwareDatetime | None = None


class ThresholdResult(Message):
    """What a ballot decided."""

    proceeds: bool
    basis: str
    post_due: AwareDatetime | None = None


def with_entry(request: TimetableRequest, entry: LedgerEntry) -> TimetableRequest:
    """The request with one more entry in its ledger (C8)."""
    return request.model_copy(update={"ledger": (*request.ledger, entry)})


def moved(request: TimetableRequest, told: PlanMoved) -> TimetableRequest:
    """The request after the plan moved."""
    return request if told.start is None else request.model_copy(update={"start": told.start})


def step_due(timetable: Timetable, step: str) -> AwareDatetime | None:
    """When is this step due? None where the plan has no such step."""
    return next((item.due_at for item in timetable.steps if item.step == step), None)


class LcsprReconsidered(Message):
    """The LCSPR decision after the National Panel disagreed (R14), as the panel's reply tells the parent."""

    lcspr: bool


class NationalReview(Message):
    """A national review has begun, which pauses the LCSPR, or has ended (R14)."""

    begun: bool
