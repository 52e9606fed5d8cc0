"""A case of the caseload as a story: how it was raised, and what each person did on which working day.

Days are counted as the internal plan counts them: the day of the notification is working day 1, and ``age`` says which
working day of the case it is today. So the same story can be told on any day of any year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from demo.caseload.evidence import Evidence
from demo.cast import Person
from demo.skipped_time import form

WRITTEN_FOR = date(2026, 11, 9)  # the day of notification that the dates in demo/forms go with
LIES_AHEAD = ("due", "by_when", "wished_on")  # dates by which something is to be done, or is wished
Values = Callable[["Moment"], Mapping[str, Any]]


@dataclass(frozen=True)
class Moment:
    """When something is said in a story: the instant, and the days its papers speak of."""

    at: datetime
    notified_on: date
    version: int = 1

    @property
    def today(self) -> date:
        """The London day."""
        return self.at.date()

    @property
    def incident_on(self) -> date:
        """The day of the incident: the Thursday-or-so before the notification."""
        return self.notified_on - timedelta(days=5)

    def day(self, ahead: int) -> str:
        """So many days from now."""
        return (self.today + timedelta(days=ahead)).isoformat()

    def paper(self, name: str, **changes: Any) -> dict[str, Any]:
        """One of the fictional forms, its dates moved to where this story is; nothing past lies ahead of it."""
        moved = _moved(form(name), self.notified_on - WRITTEN_FOR, self.today)
        return {**moved, **changes}


def _moved(value: Any, by: timedelta, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _moved_date(key, item, by, today) for key, item in value.items()}
    return [_moved(item, by, today) for item in value] if isinstance(value, list) else value


def _moved_date(key: str, value: Any, by: timedelta, today: date) -> Any:
    try:
        moved = date.fromisoformat(value) + by
    except (TypeError, ValueError):
        return _moved(value, by, today)
    return (moved if key in LIES_AHEAD else min(moved, today)).isoformat()


@dataclass(frozen=True)
class Act:
    """One thing a person does: which message, on which working day of the case, at what hour, with what."""

    id: str
    message: str
    by: Person
    values: Values
    day: int
    hour: time = time(10, 0)
    once: str = ""  # the stage in which it can be done, where its part's having begun is not enough

    def on(self, day: int, hour: time | None = None) -> Act:
        """The same on another day."""
        return replace(self, day=day, hour=hour or self.hour)


@dataclass(frozen=True)
class Story:
    """A case: what it is there to show, how old it is in working days, how it was raised, and what was done."""

    key: str
    shows: str
    age: int
    way: str  # sin, cfc, referral
    by: Person
    raised: Values
    acts: tuple[Act, ...] = ()
    hour: time = time(9, 30)
    evidence: tuple[Evidence, ...] = ()  # attached when everything else was done
