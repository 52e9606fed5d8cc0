"""Checks the calendar against worked cases: dates in, dates out, from somebody else's tests (C1, C2).

Each case names an operation, a calendar and, where it matters, a convention. What this calendar does not claim
to do is out of scope, with the reason, and never counts as agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from models.deadlines import (
    add_months,
    add_months_then_roll_back,
    add_months_then_roll_forward,
    cut_off_then_add,
    deadline_with_cut_off,
)
from models.message import Message
from models.working_days import CalendarDay, Convention, DayKind, NoSuchDay, OutsideCalendar, WorkingDays

Answer = date | datetime | int | bool | tuple[date, ...] | Mapping[str, date]
Given = Mapping[str, Any]


class Verdict(StrEnum):
    """What came of one case."""

    AGREED = "agreed"
    DIFFERS = "differs"
    OUT_OF_SCOPE = "out of scope"


class Checked(Message):
    """One case checked: what was expected, what the calendar answers, why it is out of scope."""

    id: str
    op: str
    verdict: Verdict
    expected: str = ""
    answered: str = ""
    why: str = ""


class OutOfScope(ValueError):
    """The calendar does not claim to answer this case."""


class BadCase(ValueError):
    """A case cannot be read: its file is malformed."""


def check(case: Given, calendar: WorkingDays) -> Checked:
    """Ask the calendar one case. Raises :class:`BadCase` when the case itself cannot be read.

    A case marked as a peer's defect is held to its ``correct`` answer.
    """
    name, op = str(case.get("id", "without id")), str(case.get("op", ""))
    expected = case.get("correct") if case.get("peer_defect") else case.get("expected")
    if expected is None or not isinstance(case.get("input"), Mapping):
        raise BadCase(f"case {name}: needs input and expected")
    try:
        answer = _plain(_answer(op, calendar, case))
    except (OutOfScope, OutsideCalendar, NoSuchDay) as error:
        return Checked(id=name, op=op, verdict=Verdict.OUT_OF_SCOPE, why=str(error))
    except (KeyError, TypeError, ValueError) as error:
        raise BadCase(f"case {name}: its input cannot be read ({_short(error)})") from error
    agreed = answer == _expected(op, expected, name)
    verdict = Verdict.AGREED if agreed else Verdict.DIFFERS
    return Checked(id=name, op=op, verdict=verdict, expected=str(expected), answered=str(answer))


def _short(error: Exception) -> str:
    return f"missing {error}" if isinstance(error, KeyError) else str(error)


def _answer(op: str, calendar: WorkingDays, case: Given) -> Answer:
    if op not in OPERATIONS:
        raise OutOfScope(f"the operation {op!r} is not one this calendar offers")
    given = case["input"]
    if given.get("tz", "Europe/London") != "Europe/London":
        raise OutOfScope(f"the time zone {given['tz']!r}: only Europe/London dates are counted")
    if op == "add_working_days" and case.get("convention") is None:
        raise OutOfScope("it names no convention, and the conventions differ")
    return OPERATIONS[op](calendar, given, _convention(case.get("convention")))


def _convention(name: object) -> Convention:
    if name is None:
        return Convention.DAY_AFTER
    try:
        return Convention(str(name))
    except ValueError:
        raise OutOfScope(f"the convention {name!r} is not one of {', '.join(Convention)}") from None


def _start(given: Given) -> date:
    return date.fromisoformat(given["start"])


def _received(given: Given) -> datetime:
    return datetime.fromisoformat(given["start_utc"])


def _include_end(given: Given) -> bool:
    include = given.get("include", "start_only")
    if include not in ("both", "start_only"):
        raise OutOfScope(f"include {include!r}: both or start_only are known")
    return bool(include == "both")


def _count(calendar: WorkingDays, given: Given, _: Convention) -> Answer:
    return calendar.count(_start(given), date.fromisoformat(given["end"]), include_end=_include_end(given))


def _list(calendar: WorkingDays, given: Given, _: Convention) -> Answer:
    return calendar.list(_start(given), date.fromisoformat(given["end"]), include_end=_include_end(given))


def _cut_off(calendar: WorkingDays, given: Given, convention: Convention) -> Answer:
    return cut_off_then_add(
        calendar, _received(given), time.fromisoformat(given["cutoff"]), _whole(given["n"]), convention
    )


def _deadline(calendar: WorkingDays, given: Given, convention: Convention) -> Answer:
    return deadline_with_cut_off(
        calendar,
        _received(given),
        time.fromisoformat(given["cutoff"]),
        time.fromisoformat(given["day_start"]),
        working_days=given.get("working_days"),
        hours=given.get("hours"),
        convention=convention,
    )


def _late_declared(calendar: WorkingDays, given: Given, convention: Convention) -> Answer:
    added = CalendarDay(date=date.fromisoformat(given["holiday_added"]), kind=DayKind.HOLIDAY, reason="declared late")
    before = calendar.without_holiday(added.date)
    after = before.with_days([added], f"{calendar.version}+{added.date.isoformat()}")
    start, n = _start(given), _whole(given["n"])
    return {"before": before.add(start, n, convention), "after": after.add(start, n, convention)}


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise ValueError(f"{number!r} is not a whole number")
    return number


OPERATIONS: Mapping[str, Callable[[WorkingDays, Given, Convention], Answer]] = {
    "add_working_days": lambda days, given, how: days.add(_start(given), _whole(given["n"]), how),
    "count_working_days": _count,
    "list_working_days": _list,
    "is_working_day": lambda days, given, _: days.is_working_day(_start(given)),
    "next_working_day": lambda days, given, _: days.next(_start(given)),
    "previous_working_day": lambda days, given, _: days.previous(_start(given)),
    "working_days_after": lambda days, given, _: days.working_days_after(_start(given), _whole(given["count"])),
    "add_months": lambda _, given, __: add_months(_start(given), _whole(given["months"])),
    "add_months_then_roll_forward": lambda days, given, _: add_months_then_roll_forward(
        days, _start(given), _whole(given["months"])
    ),
    "add_months_then_roll_back": lambda days, given, _: add_months_then_roll_back(
        days, _start(given), _whole(given["months"])
    ),
    "cutoff_then_add_working_days": _cut_off,
    "deadline_with_cutoff": _deadline,
    "late_declared_holiday": _late_declared,
}


def _plain(answer: Answer) -> object:
    """An answer as a case's file would write it, instants as such."""
    if isinstance(answer, tuple):
        return [day.isoformat() for day in answer]
    if isinstance(answer, Mapping):
        return {name: day.isoformat() for name, day in answer.items()}
    if isinstance(answer, date) and not isinstance(answer, datetime):
        return answer.isoformat()
    return answer


def _expected(op: str, expected: object, name: str) -> object:
    if op != "deadline_with_cutoff":
        return expected
    try:
        return datetime.fromisoformat(str(expected))
    except ValueError:
        raise BadCase(f"case {name}: expected is not an instant") from None
