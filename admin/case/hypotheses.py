"""What if: the same plan drawn up with one thing otherwise; nothing changes but what is shown (C3, C6, C8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.case.file import CaseFile
from models.brief import PlanView, with_entry
from models.case import Part
from models.forms import FieldError
from models.message import Refusal
from models.messages.clock import ExtendStep, PauseClock
from models.messages.rapid_review import MovePanel
from models.plans import draw_up
from models.rapid_review import refuses_extension, refuses_panel_date, refuses_pause
from models.redating import redated
from models.timetable import LedgerEntry, LedgerKind, Plan, Timetable, TimetableRequest
from models.working_days import CalendarDay, DayKind

MOST_DAYS = 60
FARTHEST_YEARS = 3
DATES = {"panel_on": "The panel's day", "off_on": "The day off", "pause_on": "The pause's first day",
         "chair_on": "The day on which the Chair begins"}  # fmt: skip
NUMBERS = {"step_days": "How many working days more", "pause_days": "How many working days the pause lasts"}
KINDS = (DayKind.HOLIDAY, DayKind.CLOSURE)


@dataclass(frozen=True)
class Hypothesis:
    """What is imagined; None: that stays as it is."""

    panel_on: date | None = None
    off_on: date | None = None
    off_as: DayKind = DayKind.CLOSURE
    step: str | None = None
    step_days: int | None = None
    pause_on: date | None = None
    pause_days: int | None = None
    chair_on: date | None = None

    @property
    def says_something(self) -> bool:
        """Is anything imagined at all?"""
        extends = self.step is not None and self.step_days is not None
        pauses = self.pause_on is not None and self.pause_days is not None
        return extends or pauses or any((self.panel_on, self.off_on, self.chair_on))


@dataclass(frozen=True)
class Imagined:
    """A part's plan now and then, with why the part would refuse it, if it would, by the decision it refuses."""

    part: Part
    now: Timetable
    then: Timetable
    refusals: Mapping[str, str]


def hypothesis_in(asked: Mapping[str, str], today: date) -> tuple[Hypothesis, list[FieldError]]:
    """What the page asks, and what of it cannot be understood."""
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for name, label in DATES.items():
        values[name] = _date(asked.get(name, ""), today)
        if asked.get(name, "").strip() and values[name] is None:
            mend = f"Give a date such as {today.isoformat()}, within {FARTHEST_YEARS} years."
            errors.append(FieldError(name, label, "is not a date that can be used", mend))
    for name, label in NUMBERS.items():
        values[name] = _number(asked.get(name, ""))
        if asked.get(name, "").strip() and values[name] is None:
            errors.append(FieldError(name, label, "is not a number of days", f"Give a number from 1 to {MOST_DAYS}."))
    kind = next((kind for kind in KINDS if kind == asked.get("off_as")), DayKind.CLOSURE)
    return Hypothesis(**values, off_as=kind, step=asked.get("step") or None), errors


def _date(text: str, today: date) -> date | None:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if abs(found.year - today.year) <= FARTHEST_YEARS else None


def _number(text: str) -> int | None:
    text = text.strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    return number if 0 < number <= MOST_DAYS else None


def imagined(file: CaseFile, what: Hypothesis) -> tuple[Imagined, ...]:
    """Every plan that runs, as it would be. Raises OutsideCalendar for days no calendar knows."""
    return tuple(_imagine(file, part, view, what) for part, view in file.plans.by_part.items())


def _imagine(file: CaseFile, part: Part, view: PlanView, what: Hypothesis) -> Imagined:
    policy = file.wiring.policies.edition(view.request.policy)
    calendar = file.wiring.calendars.calendar(policy)
    request = _with_ledger(file, view.request, what)
    then = view.timetable if request == view.request else draw_up(request, policy, calendar)
    if what.off_on is not None:
        day = CalendarDay(date=what.off_on, kind=what.off_as, reason=_REASONS[what.off_as])
        changed = file.wiring.calendars.calendar_with(policy, (day,))
        then = redated(then, draw_up(request, policy, changed), file.now)  # past deadlines stand (C6)
    refusals = {command: each.says for command, each in _refusals(file, view, what) if each is not None}
    return Imagined(part, view.timetable, then, refusals)


_REASONS = {DayKind.HOLIDAY: "imagined bank holiday", DayKind.CLOSURE: "imagined closure"}


def _with_ledger(file: CaseFile, request: TimetableRequest, what: Hypothesis) -> TimetableRequest:
    """The request with what is imagined in its ledger; the clock of a LCSPR can only be held (L9)."""
    of_days = request.plan is Plan.RAPID_REVIEW
    if of_days and what.panel_on is not None:
        request = with_entry(request, _entry(file, LedgerKind.MOVE, step="panel", on=what.panel_on))
    if of_days and what.step and what.step_days:
        entry = _entry(file, LedgerKind.EXTENSION, step=what.step, working_days=what.step_days)
        request = with_entry(request, entry)
    if request.plan in (Plan.RAPID_REVIEW, Plan.LCSPR) and what.pause_on and what.pause_days:
        until = day_after(file, what.pause_on, what.pause_days)
        request = with_entry(request, _entry(file, LedgerKind.PAUSE, on=what.pause_on, until=until))
    return request


def day_after(file: CaseFile, first: date, working_days: int) -> date:
    """The first day that counts again after so many working days from a first one."""
    return file.calendar.add(file.calendar.roll_forward(first), working_days)


def _entry(file: CaseFile, kind: LedgerKind, **fields: Any) -> LedgerEntry:
    return LedgerEntry(id=f"imagined-{kind}", kind=kind, at=file.now, by=file.at.by, **fields)


def _refusals(file: CaseFile, view: PlanView, what: Hypothesis) -> list[tuple[str, Refusal | None]]:
    """What the part would answer to each decision, by its own rules."""
    if view.request.plan is not Plan.RAPID_REVIEW:
        return []
    door = {"command_id": "imagined", "case": file.case, "at": file.now, "by": file.at.by, "reasons": "imagined"}
    found: list[tuple[str, Refusal | None]] = []
    if what.panel_on is not None:
        held = file.last("panel_held") is not None
        told = MovePanel(**door, meets_on=what.panel_on)
        found.append((told.name, refuses_panel_date(told, view.timetable, file.now, held)))
    if what.step and what.step_days:
        more = ExtendStep(**door, step=what.step, working_days=what.step_days)
        found.append((more.name, refuses_extension(more, view.timetable)))
    if what.pause_on and what.pause_days:
        found.append((PauseClock.name, refuses_pause(PauseClock(**door, on=what.pause_on), view.request)))
    return found
