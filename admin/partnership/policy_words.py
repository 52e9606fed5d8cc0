"""An edition of the policy line by line: what each value is called, what it says in words, and its clause (C7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from admin.case.letter_words import LETTERS
from admin.partnership.offices import capital
from admin.partnership.policy_names import ADDRESSEES, MEANINGS, NAMES
from models.people import Partner
from models.policy import Policy
from models.policy_parts import AlarmRule, DueAlarm, PlannedAlarm, PlannedStep, Ruled
from models.policy_plans import BackStep, ClockedStep
from models.wording import PARTNERS, ROLES, STEPS, date_words, listed, words

_NUMBERS = ("hours", "counting", "rules", "rapid_review", "lcspr", "publication", "availability", "retention")


@dataclass(frozen=True)
class Line:
    """One value: its key, its section, its name, what it says, its clause; ``letter``: the letter it is about."""

    key: str
    section: str
    name: str
    says: str
    clause: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Difference:
    """A value that two editions do not share; None: the edition has no such value."""

    first: Line | None
    second: Line | None

    @property
    def line(self) -> Line:
        """Whichever there is."""
        found = self.first or self.second
        if found is None:
            raise ValueError("a difference has at least one side")
        return found


def lines_of(policy: Policy) -> list[Line]:
    """Everything an edition says, in the order of the process."""
    return [*_numbers(policy), *_plans(policy), *_own_days(policy), *_names(policy)]


def differences(first: Policy, second: Policy) -> list[Difference]:
    """What two editions do not share, in the order of the first."""
    one, other = ({line.key: line for line in lines_of(policy)} for policy in (first, second))
    keys = [*one, *(key for key in other if key not in one)]
    pairs = (Difference(one.get(key), other.get(key)) for key in keys)
    return [pair for pair in pairs if _told(pair.first) != _told(pair.second)]


def _told(line: Line | None) -> tuple[str, str] | None:
    return (line.says, line.clause) if line else None


def validity(policy: Policy) -> str:
    """From when to when cases open under it."""
    until = f"to {date_words(policy.valid_to)}" if policy.valid_to else "until further notice"
    return f"from {date_words(policy.valid_from)} {until}"


def _numbers(policy: Policy) -> Iterator[Line]:
    for part in _NUMBERS:
        for key, ruled in getattr(policy, part):
            if isinstance(ruled, Ruled):
                name = f"{part}.{key}"
                yield Line(name, part, NAMES.get(name, name), in_words(ruled.value), ruled.clause)


def in_words(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return capital(listed(in_words(each) for each in value))
    if isinstance(value, Partner):
        return words(PARTNERS, value)
    return capital(MEANINGS.get(value, str(value)))


def _plans(policy: Policy) -> Iterator[Line]:
    for part, plan in (
        ("awareness", policy.awareness),
        ("rapid_review", policy.rapid_review),
        ("panel_reply", policy.panel_reply),
        ("lcspr", policy.lcspr),
    ):
        for step in plan.steps:
            key = f"{part}.{step.step}"
            yield Line(key, part, capital(words(STEPS, step.step)), _when(step), step.clause)
            yield from _alarms(f"{key}.", part, step.alarms, policy)
    yield from _alarms("lcspr.monitoring.", "lcspr", (policy.lcspr.monitoring_alarm,), policy)
    yield from _alarms("lcspr.publication.", "lcspr", policy.lcspr.publication_alarms, policy)
    yield from _alarms("publication.", "publication", policy.publication.alarms, policy)
    year = (policy.availability.check_alarm, policy.availability.end_alarm)
    yield from _alarms("availability.", "availability", year, policy)
    yield from _alarms("action.", "action", policy.action.alarms, policy)
    yield from _alarms("hold_review.", "hold_review", policy.hold_review.alarms, policy)


def _when(step: PlannedStep | BackStep) -> str:
    if isinstance(step, BackStep):
        if step.after is not None:
            return f"{_days(step.after)} after the decision"
        return f"{_days(step.working_days or 0)} before {words(STEPS, step.before or '')}"
    days = (
        f"working day {step.to_day}"
        if step.from_day == step.to_day
        else f"working days {step.from_day} to {step.to_day}"
    )
    clock = f", by {MEANINGS[step.clock]}" if isinstance(step, ClockedStep) and step.clock != "internal" else ""
    only = f", only for a {' or '.join(str(kind).upper() for kind in step.kinds)}" if step.kinds else ""
    return capital(f"{days}{clock}{only}")


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


def _alarms(key: str, section: str, alarms: tuple[AlarmRule, ...], policy: Policy) -> Iterator[Line]:
    for alarm in alarms:
        hour = f"{alarm.hour(policy.hours.opens.value, policy.hours.closes.value):%H:%M}"
        to = listed(ADDRESSEES[each] for each in alarm.to)
        says = f"{capital(_day_of(alarm))}, {hour}, to {to}{', at any hour' if alarm.any_hour else ''}"
        name = f"Letter: {LETTERS.get(alarm.purpose, words({}, alarm.purpose))}"
        yield Line(f"{key}{alarm.purpose}.{alarm.number}.{alarm.at}", section, name, says, alarm.clause, alarm.purpose)


def _day_of(alarm: AlarmRule) -> str:
    if isinstance(alarm, PlannedAlarm):
        return f"working day {alarm.day}"
    away = alarm.days_from_due if isinstance(alarm, DueAlarm) else 0
    if away == 0:
        return "on the due day"
    return f"{_days(abs(away))} {'before' if away < 0 else 'after'} the due day"


def _own_days(policy: Policy) -> Iterator[Line]:
    calendar = policy.calendar
    weekend = capital(listed(capital(day) for day in calendar.weekend))
    yield Line("calendar.weekend", "calendar", NAMES["calendar.weekend"], weekend, calendar.clause)
    kinds: Mapping[str, Any] = {"Closed": calendar.closures, "Extra working day": calendar.extra_working_days}
    for kind, days in kinds.items():
        for day in days:
            key = f"calendar.{kind}.{day.date.isoformat()}"
            yield Line(key, "calendar", f"{kind}: {date_words(day.date)}", day.reason, calendar.clause)


def _names(policy: Policy) -> Iterator[Line]:
    for role, title in policy.titles.items():
        yield Line(f"titles.{role}", "titles", capital(words(ROLES, role)), title)
    for body in policy.bodies:
        since = body.valid_from.isoformat() if body.valid_from else "always"
        dates = f" ({date_words(body.valid_from)} on)" if body.valid_from else ""
        yield Line(f"bodies.{body.body}.{since}", "bodies", capital(words({}, body.body)) + dates, body.name)
    yield Line("guidance.name", "guidance", "The guidance it follows", policy.guidance.name)
    for check in policy.guidance.checks:
        yield Line(f"guidance.{check.id}", "guidance", "Check of the report", check.text, check.clause)
