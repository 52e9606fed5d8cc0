"""Holds: stretches in which the clock stands, each with its review date (L9, P2, R14).

Several holds may stand at once; the clock stands while any does. A hold never lets anything happen by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from models.commands import Told
from models.london import london_date
from models.message import Message, Refusal
from models.people import SERVICE
from models.timetable import LedgerEntry, LedgerKind, TimetableRequest

NATIONAL_REVIEW = "national_review"


class Hold(Message):
    """One hold: its number (0 for a national review's), its kind, when it is looked at again, its ledger entry."""

    number: int
    kind: str
    review_on: date | None
    entry: LedgerEntry

    @property
    def stands(self) -> bool:
        """Has it not been released?"""
        return self.entry.until is None

    @property
    def key(self) -> str:
        """Names this hold with this review date."""
        return f"hold-{self.number}@{self.review_on}"


class Holds:
    """All holds of one part, released or standing."""

    def __init__(self, carried: Iterable[Hold] = ()) -> None:
        self.all: list[Hold] = list(carried)

    @property
    def standing(self) -> tuple[Hold, ...]:
        """The holds that stand now."""
        return tuple(hold for hold in self.all if hold.stands)

    def in_national_review(self) -> bool:
        """Does a national review pause this part (R14)?"""
        return any(hold.kind == NATIONAL_REVIEW for hold in self.standing)

    def refuses_review_date(self, review_on: date, at: datetime) -> Refusal | None:
        """Why can a hold not be looked at again on this date? None: it can."""
        if review_on <= london_date(at):
            return Refusal(code="review_date_past", says="review_on: choose a date after today.")
        return None

    def refuses_number(self, number: int) -> Refusal | None:
        """Does no hold of this number stand?"""
        numbers = [hold.number for hold in self.standing if hold.kind != NATIONAL_REVIEW]
        if number in numbers:
            return None
        stand = ", ".join(map(str, numbers)) or "none"
        return Refusal(code="no_such_hold", says=f"hold: no hold of this number stands; standing: {stand}.")

    def begin(self, told: Told, kind: str, review_on: date, reasons: str | None = None) -> Hold:
        """A hold begins on the day it is recorded."""
        entry = LedgerEntry(
            id=told.command_id,
            kind=LedgerKind.PAUSE,
            at=told.at,
            by=told.by,
            on=london_date(told.at),
            reasons=reasons,
        )
        number = max((hold.number for hold in self.all), default=0) + 1
        return self._add(Hold(number=number, kind=kind, review_on=review_on, entry=entry))

    def begin_national_review(self, now: datetime) -> Hold | None:
        """A national review pauses the part; None where one does already."""
        if self.in_national_review():
            return None
        count = sum(1 for hold in self.all if hold.kind == NATIONAL_REVIEW) + 1
        entry = LedgerEntry(
            id=f"{NATIONAL_REVIEW}.{count}", kind=LedgerKind.PAUSE, at=now, by=SERVICE, on=london_date(now)
        )
        return self._add(Hold(number=0, kind=NATIONAL_REVIEW, review_on=None, entry=entry))

    def end_national_review(self, now: datetime) -> Hold | None:
        """The national review has ended; None where there was none."""
        hold = next((hold for hold in self.standing if hold.kind == NATIONAL_REVIEW), None)
        return None if hold is None else self._end(hold, now)

    def release(self, number: int, at: datetime) -> Hold:
        """End a hold: the day of its release counts again."""
        return self._end(self._standing(number), at)

    def extend(self, number: int, review_on: date) -> Hold:
        """Keep a hold until its next review date."""
        hold = self._standing(number)
        return self._replace(hold, hold.model_copy(update={"review_on": review_on}))

    def with_ledger(self, request: TimetableRequest) -> TimetableRequest:
        """The request with every hold in its ledger, in place of what stood there under the same id (C8)."""
        ids = {hold.entry.id for hold in self.all}
        others = tuple(entry for entry in request.ledger if entry.id not in ids)
        return request.model_copy(update={"ledger": (*others, *(hold.entry for hold in self.all))})

    def _standing(self, number: int) -> Hold:
        return next(hold for hold in self.standing if hold.number == number)

    def _add(self, hold: Hold) -> Hold:
        self.all.append(hold)
        return hold

    def _end(self, hold: Hold, at: datetime) -> Hold:
        entry = hold.entry.model_copy(update={"until": london_date(at)})
        return self._replace(hold, hold.model_copy(update={"entry": entry}))

    def _replace(self, old: Hold, new: Hold) -> Hold:
        self.all[self.all.index(old)] = new
        return new
