"""By when something is due, exactly: counted with the case's own policy and calendar (C1, C7, C8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from adapters.register import Register
from adapters.register.work import WaitRow
from desk.editions import Policies
from desk.words import Wordbook
from models.awaited_tasks import AT_ONCE
from models.clocks import Clocks
from models.london import london_date, london_instant
from models.policy import Policy

STEPS = {"confirm_cascade": "cascade", "panel_acknowledged": "acknowledgement"}


class DueTimes:
    """The due times of some waits: reads what is on record of their cases' clocks once."""

    def __init__(self, register: Register, policies: Policies, book: Wordbook, now: datetime) -> None:
        self._register, self._policies, self._book = register, policies, book
        self._today = london_date(now)
        self._clocks: dict[str, Clocks] = {}

    def of(self, rows: Collection[WaitRow]) -> list[datetime | None]:
        """When each is due; None where nothing gives it a date."""
        self._read({row.case: row.policy for row in rows if self._needs_clocks(row) and row.policy})
        return [self._of(row) for row in rows]

    def _needs_clocks(self, row: WaitRow) -> bool:
        return row.due is None and (row.due_day is not None or row.action in STEPS)

    def _read(self, editions: dict[str, str]) -> None:
        for case, facts in self._register.clock_facts(list(editions)).items() if editions else ():
            edition = editions[case]
            self._clocks[case] = Clocks(
                facts, self._policies.edition(edition), self._book.calendar(edition), self._today
            )

    def _of(self, row: WaitRow) -> datetime | None:
        if row.due is not None or row.policy is None:
            return row.due
        clocks = self._clocks.get(row.case) if self._needs_clocks(row) else None
        if clocks is not None:
            return clocks.closing(row.due_day) if row.due_day is not None else clocks.step_due(STEPS[row.action])
        policy = self._policies.edition(row.policy)
        day = row.due_on or self._counted(row, policy)
        return None if day is None else london_instant(day, policy.hours.closes.value)

    def _counted(self, row: WaitRow, policy: Policy) -> date | None:
        calendar, asked = self._book.calendar(policy.edition), london_date(row.since)
        if row.action == "confirm_immediate_action":  # R2: unconfirmed after a working day it escalates
            return calendar.add(asked, policy.rules.urgent_action_working_days.value)
        if row.action not in AT_ONCE:
            return None
        after_hours = row.since >= london_instant(asked, policy.hours.closes.value)
        return calendar.roll_forward(asked + timedelta(days=1) if after_hours else asked)
