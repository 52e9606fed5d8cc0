"""Both clocks of a Rapid Review at a glance, for lists: which working day it is, and the National Panel's date (C3).

A list of cases cannot ask each part for its plan. What moves the clocks is on record: the notification and its
correction, the pauses, the Panel's date. From these the same days are counted as ``models.plans`` counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from models.deadlines import counted_from
from models.ledger import InternalClock
from models.london import london_instant
from models.policy import Policy
from models.policy_plans import Clock
from models.working_days import WorkingDays


@dataclass(frozen=True)
class ClockFacts:
    """What is on record of a case's clocks."""

    notified_at: datetime
    corrected_to: date | None = None  # the London date of notification, where it was corrected
    panel_date: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()  # first day, the day that counts again
    sent_at: datetime | None = None  # the report went to the National Panel
    publication_due: date | None = None  # a LCSPR's six months


class Clocks:
    """The clocks of one case, counted with its policy and calendar."""

    def __init__(self, facts: ClockFacts, policy: Policy, calendar: WorkingDays, today: date) -> None:
        self.facts, self.policy, self.calendar, self.today = facts, policy, calendar, today
        cut_off = policy.hours.cut_off
        self.start = facts.corrected_to or counted_from(calendar, facts.notified_at, cut_off.value if cut_off else None)
        self._inside = InternalClock(calendar, frozenset(_days(facts.pauses, today)))

    @property
    def length(self) -> int:
        """On which working day of the plan the report is due: 15."""
        return next(step.to_day for step in self.policy.rapid_review.steps if step.step == "submission")

    def day(self, number: int) -> date:
        """The London date of a working day of the internal plan."""
        return self._inside.first_days(self.start, number, self.policy.counting.internal.value)[number - 1]

    def closing(self, number: int) -> datetime:
        """The due hour of a working day of the internal plan."""
        return london_instant(self.day(number), self.policy.hours.closes.value)

    def step_due(self, step: str) -> datetime | None:
        """The due hour of a step, as the plan without extensions and moves has it; None for one it does not know."""
        planned = next((each for each in self.policy.rapid_review.steps if each.step == step), None)
        if planned is None:
            return None
        if planned.clock is Clock.EXTERNAL:
            due = self.calendar.add(self.start, planned.to_day, self.policy.counting.external.value)
        else:
            due = self.day(planned.to_day)
        compresses = planned.to_day >= self.policy.rapid_review.compress_from_day.value
        if compresses or planned.clock is Clock.EARLIER:
            due = min(due, max(self.day(1), self.calendar.roll_back(self.external_due)))
        return london_instant(due, self.policy.hours.closes.value)

    def working_day(self) -> int:
        """Which working day of the internal plan today is; 0 before day 1. A day off is the one before it."""
        first = self.day(1)
        if self.today < first:
            return 0
        paused = sum(1 for day in self._inside.paused if first <= day <= self.today and self._counts(day))
        return self.calendar.count(first, self.today, include_end=True) - paused

    def _counts(self, day: date) -> bool:
        return self.calendar.is_working_day(day)

    @cached_property
    def external_due(self) -> date:
        """The National Panel's date once it is known, until then the provisional one (C3)."""
        if self.facts.panel_date is not None:
            return self.facts.panel_date
        plan = self.policy.rapid_review
        return self.calendar.add(self.start, plan.external_days.value, self.policy.counting.external.value)

    @property
    def provisional(self) -> bool:
        """Has the National Panel not given its date yet?"""
        return self.facts.panel_date is None


def _days(pauses: Iterable[tuple[date, date | None]], today: date) -> Iterable[date]:
    """Every date a pause takes away; one that still runs takes those up to today."""
    for first, until in pauses:
        end = until if until is not None else today + timedelta(days=1)
        yield from (first + timedelta(days=shift) for shift in range(max(0, (end - first).days)))
