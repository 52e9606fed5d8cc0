"""London time: which date an instant falls on, and which instant a London hour is (C2).

Nothing is ever counted in UTC days. Where a clock change makes an hour happen twice, its first occurrence is
meant; where it makes an hour not happen at all, the same hour of the old offset is meant, which the clocks then
show as an hour later (01:30 on the last Sunday of March is the instant shown as 02:30).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(instant: datetime) -> date:
    """The London date on which an instant falls. Raises ``ValueError`` for an instant without a zone."""
    return in_london(instant).date()


def london_time(instant: datetime) -> time:
    """The hour London's clocks show at an instant (without a zone)."""
    return in_london(instant).time()


def in_london(instant: datetime) -> datetime:
    """The same instant, told in London time. Raises ``ValueError`` for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone, such as 2022-08-01T00:30+01:00")
    return instant.astimezone(LONDON)


@lru_cache(maxsize=16384)
def london_instant(day: date, hour: time) -> datetime:
    """The instant, in UTC, at which London's clocks show an hour on a date (clock changes: see above)."""
    return datetime.combine(day, hour, tzinfo=LONDON).astimezone(UTC)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(day: date) -> str:
    """The English name of a date's weekday."""
    return WEEKDAYS[day.weekday()]
