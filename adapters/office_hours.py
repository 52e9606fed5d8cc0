"""When letters may go: in the office hours of working days, London time (E3)."""

from datetime import datetime
from typing import Protocol

from models.london import in_london, london_date, london_instant, london_time
from models.policy import Policy
from models.working_days import WorkingDays


class Editions(Protocol):
    """Knows which edition of a partnership's policy is in force on a date."""

    def __call__(self, at: datetime) -> Policy:
        """The edition in force at an instant."""


class Calendars(Protocol):
    """Knows the working days under an edition, proclaimed days included."""

    def __call__(self, policy: Policy) -> WorkingDays:
        """The working days as known now."""


class PolicyOfficeHours:
    """The office hours of the edition in force; a proclaimed holiday closes the office as soon as it is known (C6)."""

    def __init__(self, edition: Editions, calendar: Calendars) -> None:
        self._edition = edition
        self._calendar = calendar

    def next_open(self, at: datetime) -> datetime:
        """The instant itself when the office is open, else when it opens next; the closing hour itself is closed."""
        policy = self._edition(at)
        days, today, hour = self._calendar(policy), london_date(at), london_time(in_london(at))
        opens, closes = policy.hours.opens.value, policy.hours.closes.value
        if not days.is_working_day(today) or hour >= closes:
            return london_instant(days.next(today), opens)
        return at if hour >= opens else london_instant(today, opens)
