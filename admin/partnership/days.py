"""The calendar in words: which days of a year nobody works, why, and who said so (C1, C6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from adapters.bank_holidays import PUBLISHED_YEARS, england_bank_holidays
from adapters.register.calendar_days import CalendarDay, DayKind
from desk.redating import CaseMoves, Change
from desk.words import PARTS
from models.policy import Policy
from models.redating import Effect, Move
from models.wording import STEPS, words
from models.working_days import WorkingDays

KINDS = {
    "holiday": "Bank holiday",
    "closure": "Closure of the partnership's offices",
    "extra_working_day": "Extra working day",
    "withdrawn": "Taken back",
}
OFFERED = (("holiday", "A bank holiday was proclaimed"), ("closure", "Our offices are closed"))
YEARS_EITHER_WAY = 2
_STEPS = {**STEPS, "external_deadline": "the National Panel's date, as long as it is provisional"}
_EFFECTS = {
    Effect.MOVES: "Moves",
    Effect.STANDS_PAST: "Stands: it is past",
    Effect.NEW: "Is new",
    Effect.GONE: "Falls away",
}


@dataclass(frozen=True)
class DayLine:
    """One day of the year: what it is, its reason, where that comes from; ``proclaimed`` ones can be taken back."""

    on: date
    kind: str
    reason: str
    source: str
    proclaimed: bool = False


@dataclass(frozen=True)
class MoveLine:
    """One date of a case that moves: in which part, what, by which clause, from when to when."""

    part: str
    step: str
    clause: str
    before: date | None
    after: date | None
    effect: str


def days_of(year: int, policy: Policy, proclaimed: Iterable[CalendarDay]) -> list[DayLine]:
    """The days of a year that are not as the week would have them, by date; what was proclaimed last holds."""
    first, last = PUBLISHED_YEARS
    england = "Published for England" if first <= year <= last else "Computed: not published yet"
    found = {on: DayLine(on, KINDS["holiday"], title, england) for on, title in england_bank_holidays().items()}
    source = f"Policy {policy.edition}"
    for local in policy.calendar.closures:
        found[local.date] = DayLine(local.date, KINDS["closure"], local.reason, source)
    for local in policy.calendar.extra_working_days:
        found[local.date] = DayLine(local.date, KINDS["extra_working_day"], local.reason, source)
    for day in proclaimed:
        found[day.on] = DayLine(day.on, KINDS[str(day.kind)], day.reason, "Proclaimed", proclaimed=True)
    return sorted((line for line in found.values() if line.on.year == year), key=lambda line: line.on)


def day_in(text: str) -> date | None:
    """The day a link says; None where it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def year_asked(asked: str | None, today: date) -> int:
    """The year that was asked for, if it is at most two away; else this year."""
    text = asked or ""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else today.year
    return year if abs(year - today.year) <= YEARS_EITHER_WAY else today.year


def refuses_day(change: Change, calendar: WorkingDays) -> str:
    """Why would proclaiming this day change nothing? Empty: it would change something."""
    if change.kind in ("holiday", "closure") and not calendar.is_working_day(change.on):
        return "is not a working day as it is: nothing would move"
    return ""


def what_is_proclaimed(day: CalendarDay) -> str:
    """A proclamation in words: what the day is now."""
    if day.kind is DayKind.WITHDRAWN:
        return "The day is as it was before it was proclaimed"
    return f"{KINDS[str(day.kind)]}: {day.reason}"


def moves_by_case(moves: Iterable[CaseMoves]) -> list[tuple[str, list[MoveLine]]]:
    """What moves, in words: each case, in the order given, with its dates in their order."""
    found: dict[str, list[MoveLine]] = {}
    for each in moves:
        found.setdefault(each.case, []).extend(_line(each, move) for move in each.lines)
    for lines in found.values():
        lines.sort(key=lambda line: line.before or line.after or date.max)
    return list(found.items())


def _line(each: CaseMoves, move: Move) -> MoveLine:
    step = words(_STEPS, move.step.split("/")[-1])
    return MoveLine(
        words(PARTS, each.part),
        step,
        move.clause,
        move.old_due,
        move.new_due,
        _EFFECTS.get(move.effect, str(move.effect)),
    )
