"""What a changed calendar moves in every open case, before it moves, and moving it: for the shell and the pages (C6).

Previewing draws each running plan up again with the changed calendar and compares. Applying puts the day into the
register and tells every open case; the tokens come from the proclamation, so that repeating tells nobody twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from adapters.bank_holidays import england_calendar
from adapters.policies import PolicyFolder
from adapters.register import Register
from adapters.register.cases import CaseFilter, CaseRow
from desk.desk import Desk
from desk.outcome import Outcome
from models.brief import PlanView
from models.case import Part
from models.messages.review import CalendarChanged
from models.people import Actor
from models.plans import draw_up
from models.redating import Effect, Move, preview
from models.timetable import Timetable
from models.working_days import CalendarDay, DayKind
from workflows.client import PartNotRunning

PAGE = 500
AT_ONCE = 8
WITHDRAWN = "withdrawn"


class NotProclaimed(Exception):
    """A day that nobody proclaimed cannot be taken back."""


class Plans(Protocol):
    """Who can say which plan a part obeys now (``workflows.client.CaseClient``)."""

    async def plan(self, case: str, part: Part) -> PlanView:
        """The plan; raises PartNotRunning or NoAnswerYet."""


@dataclass(frozen=True)
class Change:
    """A day proclaimed (holiday, closure, extra_working_day), or a proclaimed day taken back (withdrawn)."""

    on: date
    kind: str
    reason: str


@dataclass(frozen=True)
class CaseMoves:
    """What moves in one part of a case."""

    case: str
    part: Part
    lines: tuple[Move, ...]


def in_force(register: Register, change: Change) -> int | None:
    """The proclamation that says this already; repeating it tells only the cases that have not been told.

    Raises NotProclaimed for a day to be taken back that was never proclaimed.
    """
    latest = register.calendar_version()
    there = next((day for day in register.calendar_days() if day.on == change.on), None)
    if change.kind != WITHDRAWN:
        same = there is not None and (str(there.kind), there.reason) == (change.kind, change.reason)
        return there.version if same and there is not None else None
    if there is not None:
        return None
    for version in range(latest, 0, -1):
        if any(day.on == change.on for day in register.calendar_days(version)):
            return version + 1
    raise NotProclaimed(change.on.isoformat())


def open_cases(register: Register) -> list[CaseRow]:
    """Every open case, the most urgent first."""
    rows: list[CaseRow] = []
    while (page := register.cases(CaseFilter(closed=False), limit=PAGE, offset=len(rows))).rows:
        rows += page.rows
    return rows


@dataclass(frozen=True)
class Previewer:
    """Draws running plans up again with a changed calendar."""

    register: Register
    policies: PolicyFolder
    plans: Plans

    async def moves(self, rows: Sequence[CaseRow], change: Change, now: datetime) -> list[CaseMoves]:
        """What the change moves in these cases. Raises NoAnswerYet while the service is away."""
        days, gate = self._days_after(change), asyncio.Semaphore(AT_ONCE)

        async def one(row: CaseRow) -> list[CaseMoves]:
            async with gate:
                return await self._of_case(row.reference, days, now)

        found = await asyncio.gather(*(one(row) for row in rows))
        return [moves for each in found for moves in each]

    def _days_after(self, change: Change) -> tuple[CalendarDay, ...]:
        days = [
            CalendarDay(date=day.on, kind=DayKind(str(day.kind)), reason=day.reason)
            for day in self.register.calendar_days()
            if day.on != change.on
        ]
        if change.kind != WITHDRAWN:
            days.append(CalendarDay(date=change.on, kind=DayKind(change.kind), reason=change.reason))
        return tuple(days)

    async def _of_case(self, case: str, days: tuple[CalendarDay, ...], now: datetime) -> list[CaseMoves]:
        found = []
        for part, view in (await plans_of(self.register, self.plans, case)).items():
            policy = self.policies.edition(view.request.policy)
            new = draw_up(view.request, policy, england_calendar(policy, days))
            redating = preview(view.timetable, new, now)
            lines = tuple(line for line in (*redating.lines, *_external(view.timetable, new)) if _is_news(line))
            if lines:
                found.append(CaseMoves(case, part, lines))
        return found


async def plans_of(register: Register, plans: Plans, case: str) -> Mapping[Part, PlanView]:
    """The plan of each open part that has one, by part. Raises NoAnswerYet while the service is away."""
    parts = [row.part for row in register.standings(case) if not row.standing.ended]
    views = await asyncio.gather(*(_plan(plans, case, part) for part in parts))
    return {part: view for part, view in zip(parts, views, strict=True) if view is not None}


async def _plan(plans: Plans, case: str, part: Part) -> PlanView | None:
    try:
        return await plans.plan(case, part)
    except PartNotRunning:  # it ended a moment ago, or keeps no plan of its own
        return None


def proclaimed(register: Register, change: Change, by: Actor, now: datetime, token: str = "") -> int:
    """Put the change into the register, once (for its token); answers its version. Raises NotProclaimed."""
    with register.transaction():
        version = in_force(register, change)
        if version is not None:
            return version
        return register.proclaim_day(change.on, change.kind, change.reason, by, now, token).version


async def tell(desk: Desk, cases: Iterable[str], version: int, by: Actor) -> dict[str, Outcome]:
    """Tell cases that the calendar changed; one that was told before answers as before."""
    values = {"calendar_version": str(version)}
    return {case: await desk.hand_in(CalendarChanged, case, by, told_by(version, case), values) for case in cases}


def told_by(version: int, case: str) -> str:
    """The token under which a case is told of a version of the calendar."""
    return f"calendar-{version}-{case}"


def _external(old: Timetable, new: Timetable) -> list[Move]:
    """The National Panel's provisional date counts working days too; no step of the plan says so (C3)."""
    if old.external_due == new.external_due:
        return []
    return [
        Move(
            step="external_deadline",
            clause="C3",
            old_due=old.external_due,
            new_due=new.external_due,
            old_due_at=old.external_due_at,
            new_due_at=new.external_due_at,
            effect=Effect.MOVES,
        )
    ]


def _is_news(line: Move) -> bool:
    return line.effect is not Effect.STANDS
