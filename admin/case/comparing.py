"""Now and then, side by side: which dates move, what gets shorter, whether the outer date holds, the slack (C3, C6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from admin.case.clocks import step_name
from admin.case.file import CaseFile
from admin.case.hypotheses import Hypothesis, Imagined
from desk.words import part_words
from models.london import london_date
from models.redating import Effect, preview
from models.timetable import Plan, Step, Timetable
from models.wording import counted, date_words

COURSE = ("chair", "returns", "chronology", "panel", "report", "check", "sign_off", "submission")
_FORWARD = "brought forward"
_FIELD = re.compile(r"^[a-z_]+: ")  # a refusal names the field to mend


class Holds(StrEnum):
    """Whether the outer date can be kept."""

    YES = "yes"
    JUST = "just"  # with no slack, or with steps pushed together before it
    NO = "no"


@dataclass(frozen=True)
class Row:
    """One date, now and then. ``moves``: words, blank where it stays."""

    name: str
    now: date | None
    then: date | None
    moves: str


@dataclass(frozen=True)
class Compared:
    """A part's dates side by side, and what follows from them."""

    part: str
    rows: tuple[Row, ...]
    says: tuple[str, ...]
    holds: Holds | None  # None: this plan has no outer date
    outer: str  # what the outer date is called
    slack: str
    refusals: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Does any date move?"""
        return any(row.moves for row in self.rows)


def compared(file: CaseFile, each: Imagined, what: Hypothesis) -> Compared:
    """One part's plan, now and then."""
    lines = preview(each.now, each.then, file.now).lines
    rows = [
        Row(step_name(it.step), it.old_due, it.new_due, _effect(file, it.old_due, it.new_due, it.effect))
        for it in lines
    ]
    rows += _outer_row(file, each)
    has_outer = each.then.external_due is not None
    return Compared(
        part=part_words(each.part),
        rows=tuple(rows),
        says=tuple([*_shorter(file, each), *_late_chair(file, each, what)]),
        holds=_holds(each.then) if has_outer else None,
        outer=outer_name(each.now),
        slack=_slack(file, each) if has_outer else "",
        refusals=tuple(_capital(_FIELD.sub("", says)) for says in each.refusals.values()),
    )


def _effect(file: CaseFile, old: date | None, new: date | None, effect: Effect) -> str:
    if effect is Effect.STANDS_PAST:
        return "its time has passed: it stands"
    if effect is Effect.NEW or old is None:
        return "new"
    if effect is Effect.GONE or new is None:
        return "no longer needed"
    return _moved(file, old, new) if old != new else ""


def _moved(file: CaseFile, old: date, new: date) -> str:
    days = abs(_between(file, old, new))
    return f"{_days(days) or 'less than a working day'} {'later' if new > old else 'earlier'}"


def _between(file: CaseFile, first: date, last: date) -> int:
    """Working days from one date to another, by the calendar as it is; negative backwards."""
    return file.calendar.count(first, last) if first <= last else -file.calendar.count(last, first)


def _days(number: int) -> str:
    return counted(number, "working day", "working days") if number else ""


def outer_name(timetable: Timetable) -> str:
    """What the date is called that a plan has to keep."""
    return "the National Panel's date" if timetable.plan is Plan.RAPID_REVIEW else "six months after the decision"


def _outer_row(file: CaseFile, each: Imagined) -> list[Row]:
    old, new = each.now.external_due, each.then.external_due
    if old is None or new is None:
        return []
    return [Row(outer_name(each.now), old, new, _moved(file, old, new) if old != new else "")]


# what follows


def _steps(timetable: Timetable) -> dict[str, Step]:
    return {step.step: step for step in timetable.steps}


def _shorter(file: CaseFile, each: Imagined) -> list[str]:
    """Stretches of the course that would have fewer working days than now."""
    now, then = _steps(each.now), _steps(each.then)
    course = [step for step in COURSE if step in now and step in then]
    said = [
        _stretch(file, first, last, now, then)
        for first, last in pairwise(course)
        if _length(file, then, first, last) < _length(file, now, first, last)
    ]
    forward = [name for name in course if _FORWARD in then[name].rule and _FORWARD not in now[name].rule]
    return [
        *said,
        *(f"{_capital(step_name(name))} is brought forward to the National Panel's date." for name in forward),
    ]


def _length(file: CaseFile, steps: dict[str, Step], first: str, last: str) -> int:
    return _between(file, steps[first].due, steps[last].due)


def _stretch(file: CaseFile, first: str, last: str, now: dict[str, Step], then: dict[str, Step]) -> str:
    before, after = _length(file, now, first, last), _length(file, then, first, last)
    left = _days(after) if after > 0 else "no working day"
    said = f"From {step_name(first)} to {step_name(last)}: {left} in place of {_days(before) or 'none'}."
    return said if after >= 0 else f"{_capital(step_name(last))} would be due before {step_name(first)}."


def _holds(then: Timetable) -> Holds:
    """Can the outer date be kept: nothing that comes before the end is due after it?"""
    steps = _steps(then)
    end = steps.get("submission") or steps.get("publication")
    latest = max((steps[name].due for name in COURSE if name in steps), default=None)
    if end is None or then.external_due is None:
        return Holds.YES
    if end.due > then.external_due or (latest is not None and latest > end.due):
        return Holds.NO
    pushed = any(_FORWARD in steps[name].rule for name in COURSE if name in steps)
    return Holds.JUST if pushed or end.due == then.external_due else Holds.YES


def _slack(file: CaseFile, each: Imagined) -> str:
    return f"Slack: {_slack_of(file, each.now)} now, {_slack_of(file, each.then)} then."


def _slack_of(file: CaseFile, timetable: Timetable) -> str:
    steps = _steps(timetable)
    end = steps.get("submission") or steps.get("publication")
    outer = timetable.external_due
    if end is None or outer is None:
        return "none"
    days = _between(file, end.due, outer)
    return _days(days) if days > 0 else "none" if days == 0 else f"{_days(-days)} too few"


def _late_chair(file: CaseFile, each: Imagined, what: Hypothesis) -> list[str]:
    """A Chair who comes late moves no date: there is only less time, unless the steps are moved one by one (R1)."""
    steps = _steps(each.then)
    if what.chair_on is None or "chair" not in steps or "chronology" not in steps:
        return []
    said = []
    for name in ("chronology", "panel", "report"):
        if name in steps:
            left = _between(file, what.chair_on, steps[name].due)
            said.append(
                f"The Chair would have {_days(left) if left > 0 else 'no time'} until {step_name(name)} is due."
            )
    late = late_by(file, each.then, what.chair_on)
    end, outer = steps.get("submission"), each.then.external_due
    if late > 0 and end is not None and outer is not None:
        slipped = file.calendar.add(end.due, late)
        after = _between(file, outer, slipped)
        verdict = f"{_days(after)} after the National Panel's date" if after > 0 else "still in time"
        said.append(
            f"If every later step slipped by {_days(late)}, the report would go on {date_words(slipped)}: {verdict}."
        )
    return said


def late_by(file: CaseFile, timetable: Timetable, chair_on: date) -> int:
    """How many working days a Chair who begins on a day is late; for one in office already, counted from today."""
    steps = _steps(timetable)
    planned = steps["chair"].due if file.row.independent_chair is None and "chair" in steps else london_date(file.now)
    return _between(file, planned, chair_on)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
