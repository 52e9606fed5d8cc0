"""Information requests and returns, agency by agency, as the entries tell them: asked, due, back, chased (R3-R5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from adapters.register.audit import Entry
from adapters.register.documents import DocumentRow
from adapters.register.entry_details import number_of, text_of
from admin.rooms.course import Course, says_yes, words_in
from admin.rooms.dates import Dates
from models.london import london_date
from models.messages.rapid_review import ReturnAnswer
from models.people import Actor, to_agency, to_lead
from models.requests import Request, chases, plan_day, reminders_of

CHASING = ("return_reminder", "return_due_today", "return_overdue", "return_escalated")
NO_NOMINEE = "nominee.name"  # the gap of a return that names nobody


class ReturnState(StrEnum):
    """How an agency's return stands, the most pressing first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    ASKED = "asked"
    PARTIAL = "partial"
    FULL = "full"
    NO_RECORDS = "no_records"
    WITHDRAWN = "withdrawn"


_PRESSING = tuple(ReturnState)


@dataclass(frozen=True)
class ReturnVersion:
    """One version of a return."""

    version: int
    answer: ReturnAnswer
    at: datetime
    by: Actor
    late: bool
    document: str | None
    gaps: tuple[str, ...]
    after_the_end: bool

    @property
    def corrects(self) -> bool:
        """Does it correct or complete an earlier one?"""
        return self.version > 1

    @property
    def nominee(self) -> bool:
        """Does it name somebody for the panel? Nobody has to come from an agency without records."""
        return self.answer is not ReturnAnswer.NO_RECORDS and NO_NOMINEE not in self.gaps


@dataclass(frozen=True)
class Chased:
    """A reminder about one return."""

    purpose: str
    at: datetime


@dataclass(frozen=True)
class AgencyReturns:
    """One agency: what it was asked and what came of it."""

    agency: str
    asked_at: datetime | None  # None: it was never asked, and answered all the same
    due_day: int | None  # working day of the plan
    due_at: datetime | None
    short_notice: bool
    withdrawn: Entry | None
    versions: tuple[ReturnVersion, ...]  # oldest first
    chased: tuple[Chased, ...]
    next_chase: Chased | None
    state: ReturnState

    @property
    def latest(self) -> ReturnVersion | None:
        """The version that counts."""
        return self.versions[-1] if self.versions else None

    @property
    def is_outstanding(self) -> bool:
        """Is an answer still owed?"""
        return self.state in (ReturnState.ASKED, ReturnState.DUE_TODAY, ReturnState.OVERDUE)


def returns_seen(
    course: Course, papers: Iterable[DocumentRow], dates: Dates, now: datetime
) -> tuple[AgencyReturns, ...]:
    """Every agency of a course, the most pressing first, and otherwise in the order in which they were asked."""
    gaps = {paper.id: paper.gaps for paper in papers}
    agencies = dict.fromkeys(
        entry.detail["agency"] for entry in course.of("agency_asked", "return_received") if entry.detail.get("agency")
    )
    found = (_agency(course, agency, gaps, dates, now) for agency in agencies)
    return tuple(sorted(found, key=lambda each: _PRESSING.index(each.state)))


def _agency(
    course: Course, agency: str, gaps: Mapping[str, tuple[str, ...]], dates: Dates, now: datetime
) -> AgencyReturns:
    mine = [entry for entry in course.entries if entry.detail.get("agency") == agency]
    asked = _last(mine, "agency_asked")
    withdrawn = _last(mine, "request_withdrawn")
    if withdrawn is not None and asked is not None and asked.seq > withdrawn.seq:
        withdrawn = None
    versions = tuple(_version(entry, gaps) for entry in mine if entry.action == "return_received")
    due_day = number_of(asked, "due_day", 0) or None if asked else None
    due_at = _due_at(dates, due_day)
    state = _state(versions, withdrawn, due_at, now)
    chased = tuple(_chases(course, agency))
    open_ = state in (ReturnState.ASKED, ReturnState.DUE_TODAY, ReturnState.OVERDUE)
    return AgencyReturns(
        agency=agency,
        asked_at=asked.at if asked else None,
        due_day=due_day,
        due_at=due_at,
        short_notice=asked is not None and says_yes(asked, "short_notice"),
        withdrawn=withdrawn,
        versions=versions,
        chased=chased,
        next_chase=_next_chase(dates, agency, due_day, now) if open_ else None,
        state=state,
    )


def _last(entries: Iterable[Entry], action: str) -> Entry | None:
    found = [entry for entry in entries if entry.action == action]
    return found[-1] if found else None


def _version(entry: Entry, gaps: Mapping[str, tuple[str, ...]]) -> ReturnVersion:
    document = text_of(entry, "document")
    return ReturnVersion(
        version=number_of(entry, "return_version", 1),
        answer=ReturnAnswer(text_of(entry, "answer") or ReturnAnswer.FULL),
        at=entry.at,
        by=entry.by,
        late=says_yes(entry, "late"),
        document=document,
        gaps=gaps.get(document or "", ()),
        after_the_end=says_yes(entry, "after_the_end"),
    )


def _due_at(dates: Dates, due_day: int | None) -> datetime | None:
    if due_day is None or dates.timetable is None or not dates.timetable.days:
        return None
    return plan_day(dates.timetable, due_day).closes_at


def _state(
    versions: tuple[ReturnVersion, ...], withdrawn: Entry | None, due_at: datetime | None, now: datetime
) -> ReturnState:
    if versions:
        return ReturnState(versions[-1].answer)
    if withdrawn is not None:
        return ReturnState.WITHDRAWN
    if due_at is None or now < due_at:
        today = due_at is not None and london_date(due_at) == london_date(now)
        return ReturnState.DUE_TODAY if today else ReturnState.ASKED
    return ReturnState.OVERDUE


def _chases(course: Course, agency: str) -> Iterable[Chased]:
    mine = {to_agency(agency), to_lead(agency)}
    for entry in course.of(*CHASING):
        if mine.intersection(words_in(entry, "to")):
            yield Chased(entry.action, entry.at)


def _next_chase(dates: Dates, agency: str, due_day: int | None, now: datetime) -> Chased | None:
    """The next reminder that concerns this agency: the plan's or, for one asked at short notice, its own."""
    if dates.timetable is None or due_day is None:
        return None
    request = Request(agency=agency, due_day=due_day)
    mine = [alarm for alarm in dates.alarms(*CHASING) if chases(alarm, request, dates.timetable)]
    coming = [alarm for alarm in (*mine, *reminders_of(request, dates.timetable)) if alarm.at > now]
    first = min(coming, key=lambda alarm: alarm.at, default=None)
    return Chased(first.purpose, first.at) if first else None
