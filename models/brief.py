"""What a part is started with, and what the parent tells its parts while they run."""

from __future__ import annotations

from datetime import date

from pydantic import AwareDatetime

from models.case import Opening
from models.message import Message
from models.timetable import LedgerEntry, LedgerKind, Timetable, TimetableRequest


class Brief(Message):
    """A part's start: how the case opened, and the timetable drawn up for it with the request behind it."""

    opening: Opening
    request: TimetableRequest
    timetable: Timetable


class PlanMoved(Message):
    """The plan's start moved (a corrected notification), or the calendar did: the part draws up again (C6)."""

    reason: str  # a code: calendar, correction
    start_on: date | None = None  # the corrected London date of notification


class PlanView(Message):
    """The plan a part obeys right now, and from what it was drawn up: asked for previews and explanations (C5, C6)."""

    request: TimetableRequest
    timetable: Timetable


class ThresholdResult(Message):
    """What a ballot decided."""

    proceeds: bool
    basis: str
    post_due: AwareDatetime | None = None


def with_entry(request: TimetableRequest, entry: LedgerEntry) -> TimetableRequest:
    """The request with one more entry in its ledger (C8)."""
    return request.model_copy(update={"ledger": (*request.ledger, entry)})


def running_pause(request: TimetableRequest) -> LedgerEntry | None:
    """The pause that still runs, if one does (C8)."""
    pauses = (entry for entry in request.ledger if entry.kind is LedgerKind.PAUSE and entry.until is None)
    return next(pauses, None)


def pause_ended(request: TimetableRequest, until: date) -> TimetableRequest:
    """The request with its running pause ended: ``until`` is the first London date that counts again (C8)."""
    ledger = tuple(
        entry.model_copy(update={"until": until}) if entry == running_pause(request) else entry
        for entry in request.ledger
    )
    return request.model_copy(update={"ledger": ledger})


def moved(request: TimetableRequest, told: PlanMoved) -> TimetableRequest:
    """The request after the plan moved."""
    return request if told.start_on is None else request.model_copy(update={"start_on": told.start_on})


def step_due(timetable: Timetable, step: str) -> AwareDatetime | None:
    """When is this step due? None where the plan has no such step."""
    return next((item.due_at for item in timetable.steps if item.step == step), None)


class LcsprReconsidered(Message):
    """The LCSPR decision after the National Panel disagreed (R14), as the panel's reply tells the parent."""

    lcspr: bool


class NationalReview(Message):
    """A national review has begun, which pauses the LCSPR, or has ended (R14)."""

    begun: bool
