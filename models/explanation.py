"""Why this date: every day counted or skipped, with its reason, the rule and the calendar's version (C5).

A working-day answer is explained from its calendar; a timetable explains itself from what it carries, so that a
case can say years later why a date was what it was, whatever the calendar has become.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from models.london import weekday
from models.message import Message
from models.timetable import Step, Timetable
from models.working_days import Convention, WorkingDays

RULES: Mapping[Convention, str] = {
    Convention.DAY_AFTER: "the start is day 0; working days after it are counted",
    Convention.ROLL_START_THEN_ADD: "a start that is not a working day is rolled to the next one, which is day 0",
    Convention.START_IS_DAY_1: "the start, or the next working day, is day 1",
}


class DayReason(Message):
    """One date on the way: its number in the count, or why it does not count."""

    date: date
    weekday: str
    number: int | None = None
    why: str


class Explanation(Message):
    """Why a date is what it is."""

    result: date
    rule: str
    calendar_version: str
    days: tuple[DayReason, ...]
    notes: tuple[str, ...] = ()


class StepReason(Message):
    """Why a step of a timetable is due when it is."""

    step: str
    clause: str
    explanation: Explanation


def explain_add(calendar: WorkingDays, start: date, n: int, convention: Convention) -> Explanation:
    """Why so many working days from a start is the date it is; raises as :meth:`WorkingDays.add` does."""
    result = calendar.add(start, n, convention)
    step = 1 if n >= 0 else -1
    zero = _day_zero(calendar, start, step, convention)
    days, number = [], 0
    for shift in range(0, (result - start).days + step, step):
        day = start + timedelta(days=shift)
        why = calendar.reason(day)
        if why is not None:
            days.append(DayReason(date=day, weekday=weekday(day), why=why))
            continue
        number = 0 if day == zero else number + step
        days.append(_counted(day, number))
    return Explanation(
        result=result,
        rule=_rule(n, convention),
        calendar_version=calendar.version,
        days=tuple(days),
        notes=unpublished(calendar, start, result),
    )


def explain_count(calendar: WorkingDays, start: date, end: date, *, include_end: bool) -> Explanation:
    """Why there are so many working days from a start up to an end: each date between, numbered or not."""
    calendar.count(start, end)  # refuses a date the calendar does not know before any day is listed
    days, number = [], 0
    for shift in range((end - start).days + include_end):
        day = start + timedelta(days=shift)
        why = calendar.reason(day)
        number += why is None
        days.append(_counted(day, number) if why is None else DayReason(date=day, weekday=weekday(day), why=why))
    rule = "both ends are counted" if include_end else "the start is counted, the end is not"
    return Explanation(
        result=end,
        rule=rule,
        calendar_version=calendar.version,
        days=tuple(days),
        notes=unpublished(calendar, start, end),
    )


def unpublished(calendar: WorkingDays, *days: date) -> tuple[str, ...]:
    """A warning for each year whose bank holidays are computed or unknown rather than published."""
    years = range(min(days).year, max(days).year + 1)
    missing = [year for year in years if not calendar.is_published(date(year, 1, 1))]
    return tuple(f"the bank holidays of {year} are not from a published list" for year in missing)


def explain_steps(timetable: Timetable) -> tuple[StepReason, ...]:
    """Why each step of a timetable is due when it is, from the timetable alone."""
    return tuple(
        StepReason(step=step.step, clause=step.clause, explanation=explain_step(timetable, step))
        for step in timetable.steps
    )


def explain_step(timetable: Timetable, step: Step) -> Explanation:
    """Why one step is due when it is: the days from where its count started."""
    skipped = {day.date: day.reason for day in timetable.skipped if not (day.paused and step.external)}
    start = step.counted_from or timetable.start or step.due
    numbers = _plan_numbers(timetable, step) if step.counted_from is None else _offsets(start, step.due, skipped)
    direction = 1 if step.due >= start else -1
    days = []
    for shift in range(0, (step.due - start).days + direction, direction):
        day = start + timedelta(days=shift)
        if day in skipped:
            days.append(DayReason(date=day, weekday=weekday(day), why=skipped[day]))
        else:
            days.append(_counted(day, numbers.get(day)))
    return Explanation(
        result=step.due,
        rule=step.rule,
        calendar_version=timetable.calendar_version,
        days=tuple(days),
        notes=timetable.notes,
    )


def _plan_numbers(timetable: Timetable, step: Step) -> dict[date, int]:
    if step.external:
        return {day.external: day.number for day in timetable.days}
    return {day.internal: day.number for day in timetable.days}


def _offsets(start: date, due: date, skipped: Mapping[date, str]) -> dict[date, int]:
    """Working days counted away from a date that is day 0, in either direction."""
    direction = 1 if due >= start else -1
    between = (start + timedelta(days=shift) for shift in range(direction, (due - start).days + direction, direction))
    counted = (day for day in between if day not in skipped)
    return {start: 0} | {day: number * direction for number, day in enumerate(counted, start=1)}


def _counted(day: date, number: int | None) -> DayReason:
    said = "day 0, not counted" if number in (0, None) else f"working day {number}"
    return DayReason(date=day, weekday=weekday(day), number=number, why=said)


def _day_zero(calendar: WorkingDays, start: date, step: int, convention: Convention) -> date | None:
    if convention is Convention.START_IS_DAY_1:
        return None
    if convention is Convention.DAY_AFTER:
        return start
    return calendar.roll_forward(start) if step > 0 else calendar.roll_back(start)


def _rule(n: int, convention: Convention) -> str:
    return f"{n} working days; {RULES[convention]}"
