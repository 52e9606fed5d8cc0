"""Why each date of a case is what it is: its rule, the days counted and skipped, the ledger behind it (C5, C8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from admin.case.clocks import step_name
from admin.case.file import CaseFile
from admin.case.sentences import by_words
from desk.words import part_words
from models.case import Part
from models.explanation import DayReason, Explanation, explain_step
from models.timetable import LedgerEntry, LedgerKind, Step, Timetable
from models.wording import counted, date_words

OUTER = "external_deadline"
LISTED = 45  # so many days are listed one by one; of a longer stretch only what is out of the ordinary
_SET = re.compile(r"set to (\S+) by ledger entry \S+")
_MORE = re.compile(r"(\d+) working days more by ledger entry \S+?(?=;|$)")
_BEFORE = re.compile(r"(?<=working days before )([a-z_]+)")
_CLOCKS = (("internal working day", "working day"), ("external working day", "the National Panel's working day"))
_WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True)
class Reason:
    """One date with everything behind it."""

    step: str
    name: str
    due_at: datetime
    clause: str
    explanation: Explanation


@dataclass(frozen=True)
class Line:
    """An entry of the ledger in words. ``reasons``: the document that says why."""

    text: str
    at: datetime
    by: str
    reasons: str | None


@dataclass(frozen=True)
class Plan:
    """The dates of one part."""

    part: str
    policy: str
    calendar: str
    reasons: tuple[Reason, ...]
    ledger: tuple[Line, ...]
    timetable: Timetable


def plans_explained(file: CaseFile, step: str | None = None) -> tuple[Plan, ...]:
    """Every plan that runs, or only its dates of one step; plans without such a step are left out."""
    found = (_plan(file, part, step) for part in file.plans.by_part)
    return tuple(plan for plan in found if plan.reasons)


def _plan(file: CaseFile, part: Part, step: str | None) -> Plan:
    view = file.plans.by_part[part]
    timetable = view.timetable
    steps = sorted((*timetable.steps, *_outer(timetable)), key=lambda each: each.due_at)
    return Plan(
        part=part_words(part),
        policy=view.request.policy,
        calendar=timetable.calendar_version,
        reasons=tuple(_reason(timetable, each) for each in steps if step in (None, each.step)),
        ledger=tuple(_line(file, entry) for entry in view.request.ledger),
        timetable=timetable,
    )


def _outer(timetable: Timetable) -> Iterable[Step]:
    """The National Panel's date, or the six months' end: a date of the plan, though none of its steps."""
    if timetable.external_due is None or timetable.external_due_at is None:
        return
    if timetable.provisional and timetable.days:
        number = next((day.number for day in timetable.days if day.external == timetable.external_due), 0)
        rule = f"external working day {number} after the notification, until the National Panel names its date"
    else:
        rule = "the date the National Panel gave" if timetable.days else "six calendar months after the decision"
    yield Step(
        step=OUTER, due=timetable.external_due, due_at=timetable.external_due_at, clause="C3", rule=rule, external=True
    )


def _reason(timetable: Timetable, step: Step) -> Reason:
    name = "the National Panel's date" if step.step == OUTER and timetable.days else step_name(step.step)
    said = "the last day for publication" if step.step == OUTER and not timetable.days else name
    explained = explain_step(timetable, step)
    told = explained.model_copy(update={"rule": rule_words(explained.rule), **_shortened(explained)})
    return Reason(step.step, said, step.due_at, step.clause, told)


def rule_words(rule: str) -> str:
    """A rule as people say it, without the numbers of ledger entries."""
    for code, said in _CLOCKS:
        rule = rule.replace(code, said)
    rule = _BEFORE.sub(lambda found: step_name(found[1]), rule)
    rule = _SET.sub(lambda found: f"moved to {date_words(date.fromisoformat(found[1]))}", rule)
    return _MORE.sub(lambda found: f"{_days(int(found[1]))} more were given", rule)


def _days(number: int) -> str:
    return counted(number, "working day", "working days")


def _shortened(explained: Explanation) -> dict[str, tuple[DayReason, ...] | tuple[str, ...]]:
    if len(explained.days) <= LISTED:
        return {}
    ends = (explained.days[0], explained.days[-1])
    kept = tuple(day for day in explained.days if day in ends or (day.number is None and not _ordinary(day)))
    note = f"of {len(explained.days)} days only holidays, closures and pauses are listed; weekends never count"
    return {"days": kept, "notes": (*explained.notes, note)}


def _ordinary(day: DayReason) -> bool:
    return day.why in _WEEKEND or day.why.startswith(("working day", "day 0"))


def _line(file: CaseFile, entry: LedgerEntry) -> Line:
    return Line(_said(entry), entry.at, by_words(entry.by, file.who), entry.reasons)


def _said(entry: LedgerEntry) -> str:
    on = date_words(entry.on) if entry.on else ""
    step = step_name(entry.step or "")
    if entry.kind is LedgerKind.PANEL_DATE:
        return f"The National Panel expects the report by {on}."
    if entry.kind is LedgerKind.MOVE:
        return f"Set to {on}: {step}."
    if entry.kind is LedgerKind.EXTENSION:
        return f"{_days(entry.working_days)} more for: {step}."
    if entry.until is None:
        return f"The clock stands still from {on}, and has not been started again."
    return f"The clock stood still from {on}, and runs again from {date_words(entry.until)}."
