"""The ledger of pauses, extensions, moves and Panel dates, from which dates are derived (C3, C8).

What counts, and what it can move:

- A pause takes its days, from its first up to and without the one that counts again, off the internal clock. It
  never moves the National Panel's date. A pause of no length moves nothing.
- A pause that still runs takes the days up to the latest date the ledger speaks of; the alarms of the internal
  clock from its first day on are held until it ends, those of the external clock ring.
- An extension gives one step more working days; a move sets one step to a date. They apply in their order.
- The latest Panel date is the external deadline.
- An entry entered again under the same id replaces the earlier one in its place (a pause gets its end so).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from models.london import london_date
from models.timetable import LedgerEntry, LedgerKind
from models.working_days import Convention, WorkingDays


class Ledger:
    """The entries as they stand: one per id, in the order they were first made."""

    def __init__(self, entries: Iterable[LedgerEntry]) -> None:
        standing: dict[str, LedgerEntry] = {}
        for entry in entries:
            standing[entry.id] = entry
        self.entries = tuple(standing.values())

    def panel_date(self) -> date | None:
        """The National Panel's expected date, the latest told; None while it is unknown (N13, C3)."""
        told = [entry for entry in self.entries if entry.kind is LedgerKind.PANEL_DATE and entry.on]
        return max(told, key=lambda entry: entry.at).on if told else None

    def of_step(self, step: str) -> tuple[LedgerEntry, ...]:
        """The extensions and moves of one step, in order."""
        kinds = (LedgerKind.EXTENSION, LedgerKind.MOVE)
        return tuple(entry for entry in self.entries if entry.kind in kinds and entry.step == step)

    def pauses(self) -> tuple[LedgerEntry, ...]:
        """The pauses, ended or running."""
        return tuple(entry for entry in self.entries if entry.kind is LedgerKind.PAUSE)

    def running_from(self) -> date | None:
        """The first day of a pause that has no end yet; None when no pause runs."""
        running = [_first_day(entry) for entry in self.pauses() if entry.until is None]
        return min(running, default=None)

    def paused_days(self) -> frozenset[date]:
        """Every date, working or not, that a pause takes off the internal clock."""
        if not self.entries:
            return frozenset()
        known_to = max(london_date(entry.at) for entry in self.entries)
        days: set[date] = set()
        for entry in self.pauses():
            first, until = _first_day(entry), known_to if entry.until is None else entry.until
            days.update(first + timedelta(days=shift) for shift in range(max(0, (until - first).days)))
        return frozenset(days)


def _first_day(entry: LedgerEntry) -> date:
    return entry.on if entry.on is not None else london_date(entry.at)


class InternalClock:
    """Working days of the internal plan: those of the calendar that no pause takes away (C3, C8)."""

    def __init__(self, calendar: WorkingDays, paused: frozenset[date]) -> None:
        self.calendar = calendar
        self.paused = paused

    def first_days(self, start: date, count: int, convention: Convention) -> tuple[date, ...]:
        """Working days 1 to ``count``, counted from a start as the convention says (C4)."""
        first = self.calendar.add(start, 1, convention)
        days = (first, *self.calendar.working_days_after(first, count - 1 + len(self.paused)))
        if self.paused:
            days = tuple(day for day in days if day not in self.paused)
        return days[:count]

    def add(self, day: date, n: int) -> date:
        """The date ``n`` working days after a date (before it when negative) that no pause takes away."""
        if not self.paused:
            return self.calendar.add(day, n)
        step = self.calendar.next if n > 0 else self.calendar.previous
        for _ in range(abs(n)):
            day = step(day)
            while day in self.paused:
                day = step(day)
        return day

    def roll_forward(self, day: date) -> date:
        """The date itself when it counts, otherwise the next that does."""
        while day in self.paused or not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day
