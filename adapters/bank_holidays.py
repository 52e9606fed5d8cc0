"""England's bank holidays, and the calendars of partnerships made from them (C1, C6).

The ``holidays`` library (England, observed days) is equal to gov.uk's list on every weekday of the years gov.uk
has published (2012-2028, held by a test); other years are computed and flagged so. Its answer for 2000-2100 is
kept beside this file, because loading the library takes most of a second; a test holds the kept answer to the
library's, and ``python -m adapters.bank_holidays`` writes it anew after the library has learnt of a new holiday.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from models.policy import Policy
from models.working_days import FIRST_DATE, LAST_DATE, SATURDAY_AND_SUNDAY, CalendarDay, DayKind, WorkingDays, proclaim

PUBLISHED_YEARS = (2012, 2028)
KEPT = Path(__file__).with_name("england_bank_holidays.json")


def computed_bank_holidays() -> dict[date, str]:
    """Every bank holiday of England, 2000-2100, with its title, as the library computes it (C1)."""
    from holidays import country_holidays

    years = range(FIRST_DATE.year, LAST_DATE.year + 1)
    return dict(sorted(country_holidays("GB", subdiv="ENG", observed=True, years=years).items()))


@lru_cache(maxsize=1)
def england_bank_holidays() -> dict[date, str]:
    """The same as kept beside this file."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return {date.fromisoformat(day): title for day, title in kept.items()}


def no_days() -> tuple[CalendarDay, ...]:
    """No proclaimed days."""
    return ()


class EnglandBankHolidays:
    """Draws the calendar of a policy: England's bank holidays, its closures, and what was proclaimed since."""

    def __init__(self, proclaimed: Callable[[], Iterable[CalendarDay]] = no_days) -> None:
        self._proclaimed = proclaimed
        self._drawn: dict[tuple[str, tuple[CalendarDay, ...]], WorkingDays] = {}

    def calendar(self, policy: Policy) -> WorkingDays:
        """The working days of a partnership as known now; drawn once for the same days and edition."""
        return self.calendar_with(policy, ())

    def calendar_with(self, policy: Policy, also: Iterable[CalendarDay]) -> WorkingDays:
        """The same with days not yet on the record, to preview what they would move (C6)."""
        key = (policy.edition, (*self._proclaimed(), *also))
        if key not in self._drawn:
            if len(self._drawn) >= 32:
                self._drawn.clear()
            self._drawn[key] = england_calendar(policy, key[1])
        return self._drawn[key]


def england_calendar(policy: Policy, proclaimed: Iterable[CalendarDay]) -> WorkingDays:
    """The working days of England with a policy's own days and the proclaimed ones; later ones win."""
    named: dict[DayKind, dict[date, str]] = {
        DayKind.HOLIDAY: dict(england_bank_holidays()),
        DayKind.CLOSURE: {day.date: day.reason for day in policy.calendar.closures},
        DayKind.EXTRA_WORKING_DAY: {day.date: day.reason for day in policy.calendar.extra_working_days},
    }
    proclaim(named, proclaimed)
    weekend = policy.calendar.weekend_days
    return WorkingDays(
        named[DayKind.HOLIDAY],
        closures=named[DayKind.CLOSURE],
        extra=named[DayKind.EXTRA_WORKING_DAY],
        weekend=weekend,
        version=calendar_version(f"england+{policy.edition}", weekend, named.values()),
        published=PUBLISHED_YEARS,
    )


@lru_cache(maxsize=1)
def england_alone() -> WorkingDays:
    """The working days of England without any partnership's own days."""
    weekend = SATURDAY_AND_SUNDAY
    version = calendar_version("england", weekend, [england_bank_holidays()])
    return WorkingDays(england_bank_holidays(), version=version, published=PUBLISHED_YEARS)


def calendar_version(prefix: str, weekend: frozenset[int], days: Iterable[dict[date, str]]) -> str:
    """A name for a calendar's content: the same dates give the same version, any other date another (C5)."""
    content = hashlib.sha256(repr(sorted(weekend)).encode())
    for named in days:
        content.update(repr([day.isoformat() for day in sorted(named)]).encode())
    return f"{prefix}:{content.hexdigest()[:12]}"


if __name__ == "__main__":
    days = {day.isoformat(): title for day, title in computed_bank_holidays().items()}
    KEPT.write_text(json.dumps(days, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
