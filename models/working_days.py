"""Working days: which dates count, and the arithmetic on them (C1, C4).

A calendar is a weekend, bank holidays with their titles, local closures with their reasons and extra working
days, over a range of dates. It answers from a table made once (the working days in order, and how many lie
before each date), so that every question costs about a microsecond. All dates are London dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import accumulate, compress

from models.london import weekday
from models.message import Message

SATURDAY_AND_SUNDAY = frozenset({5, 6})
FIRST_DATE = date(2000, 1, 1)
LAST_DATE = date(2100, 12, 31)


class Convention(StrEnum):
    """How days are counted from a start date (C3, C4). From a non-working day A and C agree."""

    DAY_AFTER = "A_day_after"  # the start is day 0; the first working day after it is day 1
    ROLL_START_THEN_ADD = "B_roll_start_then_add"  # roll to a working day first, which is then day 0
    START_IS_DAY_1 = "C_start_is_day_1"  # a working start day is itself day 1, otherwise the next one is


_DAY_AFTER = Convention.DAY_AFTER  # looking a member up on its class costs as much as the counting


class DayKind(StrEnum):
    """Why a calendar differs from plain weeks on a date."""

    HOLIDAY = "holiday"  # a bank holiday
    CLOSURE = "closure"  # a local closure day of the partnership
    EXTRA_WORKING_DAY = "extra_working_day"  # worked although it is a weekend or a holiday


class CalendarDay(Message):
    """One proclaimed date of the partnership's calendar (C6)."""

    date: date
    kind: DayKind
    reason: str


class OutsideCalendar(ValueError):
    """A date lies outside the years a calendar knows: no answer is better than a wrong one."""


class NoSuchDay(ValueError):
    """The question has no answer under its convention, such as day 0 where the start is day 1."""


class WorkingDays:
    """The working days between two dates, with what makes each other day one that does not count."""

    def __init__(
        self,
        holidays: Mapping[date, str] | Iterable[date] = (),
        *,
        closures: Mapping[date, str] | Iterable[date] = (),
        extra: Mapping[date, str] | Iterable[date] = (),
        weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
        first: date = FIRST_DATE,
        last: date = LAST_DATE,
        version: str = "unnamed",
        published: tuple[int, int] | None = None,
    ) -> None:
        """Make the table. ``published``: the first and last year whose bank holidays a government has published."""
        self.holidays = _titled(holidays, "bank holiday")
        self.closures = _titled(closures, "closure day")
        self.extra = _titled(extra, "extra working day")
        self.weekend, self.first, self.last = weekend, first, last
        self.version, self.published = version, published
        self._first = first.toordinal()
        flags = self._flags()
        self._working = flags
        self._before = [0, *accumulate(flags)]  # how many working days lie before each date, and before the end
        ordinals = range(self._first, self._first + len(flags))
        self._days = [date.fromordinal(ordinal) for ordinal in compress(ordinals, flags)]
        self._members = frozenset(self._days)
        self._length, self._count = len(flags), len(self._days)

    def _flags(self) -> bytearray:
        length = self.last.toordinal() - self._first + 1
        week = bytes(0 if (self.first.weekday() + shift) % 7 in self.weekend else 1 for shift in range(7))
        flags = bytearray((week * (length // 7 + 1))[:length])
        for days, works in ((self.holidays, 0), (self.closures, 0), (self.extra, 1)):
            for day in days:
                if self.first <= day <= self.last:
                    flags[day.toordinal() - self._first] = works
        return flags

    def _outside(self, day: date) -> OutsideCalendar:
        return OutsideCalendar(
            f"{day.isoformat()} lies outside this calendar, which knows {self.first.isoformat()} to "
            f"{self.last.isoformat()}: give a calendar that covers it"
        )

    def _at(self, day: date) -> int:
        index = day.toordinal() - self._first
        if 0 <= index < self._length:
            return index
        raise self._outside(day)

    def _nth(self, index: int, near: date) -> date:
        if 0 <= index < self._count:
            return self._days[index]
        raise OutsideCalendar(
            f"counting from {near.isoformat()} leaves this calendar, which knows {self.first.isoformat()} to "
            f"{self.last.isoformat()}: give a calendar that covers it"
        )

    def is_working_day(self, day: date) -> bool:
        """Does this date count?"""
        return day in self._members or self._working[self._at(day)] == 1

    def reason(self, day: date) -> str | None:
        """Why a date does not count (its title, closure or weekday); None for a working day."""
        return None if self.is_working_day(day) else self._reason(day)

    def _reason(self, day: date) -> str:
        return self.holidays.get(day) or self.closures.get(day) or weekday(day)

    def add(self, start: date, n: int, convention: Convention = Convention.DAY_AFTER) -> date:
        """The date ``n`` working days from a start (before it when negative), counted as the convention says.

        ``n`` = 0 is the start itself under A, the start rolled to a working day under B, and nothing under C
        (:class:`NoSuchDay`): there the start is day 1, and counting backwards it is day -1.
        """
        index = start.toordinal() - self._first
        if not 0 <= index < self._length:
            raise self._outside(start)
        if convention is _DAY_AFTER and n > 0:
            target = self._before[index + 1] + n - 1
        elif convention is _DAY_AFTER and n == 0:
            return start
        else:
            target = self._target(index, n, convention)
        if 0 <= target < self._count:
            return self._days[target]
        return self._nth(target, start)

    def _target(self, index: int, n: int, convention: Convention) -> int:
        """Which working day of the table is meant, forwards under B and C, backwards under each."""
        if convention is _DAY_AFTER:
            return self._before[index] + n
        if convention is Convention.ROLL_START_THEN_ADD:
            return (self._before[index] if n >= 0 else self._before[index + 1] - 1) + n
        if n == 0:
            raise NoSuchDay("there is no day 0 when the start is day 1: ask for day 1, or count another way")
        return self._before[index] + n - 1 if n > 0 else self._before[index + 1] + n

    def next(self, day: date) -> date:
        """The first working day after a date."""
        return self._nth(self._before[self._at(day) + 1], day)

    def previous(self, day: date) -> date:
        """The last working day before a date."""
        return self._nth(self._before[self._at(day)] - 1, day)

    def roll_forward(self, day: date) -> date:
        """The date itself when it counts, otherwise the next working day."""
        return self._nth(self._before[self._at(day)], day)

    def roll_back(self, day: date) -> date:
        """The date itself when it counts, otherwise the last working day before it."""
        return self._nth(self._before[self._at(day) + 1] - 1, day)

    def count(self, start: date, end: date, *, include_end: bool = False) -> int:
        """How many working days lie from a start (included) up to an end; none when the end comes first."""
        first, last = self._at(start), self._at(end)
        return max(0, self._before[last + include_end] - self._before[first])

    def list(self, start: date, end: date, *, include_end: bool = False) -> tuple[date, ...]:
        """The working days from a start (included) up to an end."""
        first, last = self._at(start), self._at(end)
        return tuple(self._days[self._before[first] : self._before[last + include_end]])

    def not_counted(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """The dates from a first to a last that do not count, each with its reason."""
        begin, end = self._at(first), self._at(last)
        flags = self._working
        days = [date.fromordinal(self._first + index) for index in range(begin, end + 1) if not flags[index]]
        return tuple((day, self._reason(day)) for day in days)

    def working_days_after(self, day: date, count: int) -> tuple[date, ...]:
        """The next so many working days after a date."""
        begin = self._before[self._at(day) + 1]
        self._nth(begin + max(0, count - 1), day)
        return tuple(self._days[begin : begin + max(0, count)])

    def is_published(self, day: date) -> bool:
        """Are the bank holidays of this date's year published, rather than computed or unknown?"""
        return self.published is None or self.published[0] <= day.year <= self.published[1]

    def without_holiday(self, day: date) -> WorkingDays:
        """The same calendar as it was before a bank holiday was proclaimed (C6)."""
        return self._copy({known: title for known, title in self.holidays.items() if known != day})

    def with_days(self, days: Iterable[CalendarDay], version: str) -> WorkingDays:
        """The same calendar with further holidays, closures or extra working days (C6)."""
        named = {
            DayKind.HOLIDAY: dict(self.holidays),
            DayKind.CLOSURE: dict(self.closures),
            DayKind.EXTRA_WORKING_DAY: dict(self.extra),
        }
        proclaim(named, days)
        holidays, closures, extra = named.values()
        return self._copy(holidays, closures, extra, version)

    def _copy(
        self,
        holidays: Mapping[date, str],
        closures: Mapping[date, str] | None = None,
        extra: Mapping[date, str] | None = None,
        version: str | None = None,
    ) -> WorkingDays:
        return WorkingDays(
            holidays,
            closures=self.closures if closures is None else closures,
            extra=self.extra if extra is None else extra,
            weekend=self.weekend,
            first=self.first,
            last=self.last,
            version=version or self.version,
            published=self.published,
        )


def proclaim(named: Mapping[DayKind, dict[date, str]], days: Iterable[CalendarDay]) -> None:
    """Enter proclaimed days among those of each kind, in order: the latest word on a date counts (C6)."""
    for day in days:
        for known in named.values():
            known.pop(day.date, None)
        named[day.kind][day.date] = day.reason


def _titled(days: Mapping[date, str] | Iterable[date], title: str) -> dict[date, str]:
    return dict(days) if isinstance(days, Mapping) else dict.fromkeys(days, title)
