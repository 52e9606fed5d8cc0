"""What is waited for, asked by whom it is waited for: a person's own list, and the whole partnership's (K1, E5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adapters.register import audit, projections, waits
from adapters.register.list_tables import WaitTable
from adapters.register.people_tables import AbsenceTable
from adapters.register.read_model import OverviewTable
from adapters.register.store import RegisterError, Store
from models.case import Part
from models.people import Actor


class UnknownTask(RegisterError):
    """Nobody has to do this in this case (any more)."""


@dataclass(frozen=True)
class WaitRow:
    """One thing waited for, with what a page needs to know of its case. ``urgency`` sorts, roughly where nobody has
    counted working days yet."""

    case: str
    part: str
    recipient: str
    action: str
    about: str
    stage: str
    since: datetime
    due: datetime | None
    due_on: date | None
    due_day: int | None
    outside: bool
    task: str
    urgency: datetime
    policy: str | None = None
    independent_chair: str | None = None
    lead_reviewer: str | None = None


@dataclass(frozen=True)
class WaitFilter:
    """Which waits to list; None means any."""

    recipients: tuple[str, ...] | None = None
    stage: str | None = None
    late_at: datetime | None = None
    but_not: tuple[str, ...] = ()  # cases


@dataclass(frozen=True)
class Tally:
    """How much lies with one recipient at one stage: how much of it late, and when the first is due."""

    recipient: str
    stage: str
    open: int
    late: int
    first: datetime


_COLUMNS = tuple(name for name in WaitRow.__dataclass_fields__ if name in WaitTable.__table__.c)
_OF_THE_CASE = ("policy", "independent_chair", "lead_reviewer")


class Work:
    """The waits."""

    _store: Store

    def waits_for(self, recipients: Iterable[str], but_not: Collection[str] = (), limit: int = 100) -> list[WaitRow]:
        """What waits for any of these recipient references, the most urgent first; cases in ``but_not`` left out.

        One short question for each reference: however many cases there are, each reads ``limit`` rows at most.
        """
        with self._store.reading() as session:
            found = [
                _rows(session, WaitFilter(recipients=(one,), but_not=tuple(but_not)), limit)
                for one in dict.fromkeys(recipients)
            ]
        return list(islice(merge(*found, key=_order), limit))

    def waits(self, only: WaitFilter, limit: int = 50, offset: int = 0) -> list[WaitRow]:
        """What is waited for in the partnership, the most urgent first."""
        with self._store.reading() as session:
            return _rows(session, only, limit, offset)

    def count_waits(self, only: WaitFilter, at_most: int = 1000) -> int:
        """How many there are; ``at_most + 1`` where there are more."""
        with self._store.reading() as session:
            some = _filtered(select(WaitTable.case), only).limit(at_most + 1).subquery()
            return session.scalar(select(func.count()).select_from(some)) or 0

    def tally_waits(self, now: datetime, but_not: Collection[str] = ()) -> list[Tally]:
        """How much lies with each recipient at each stage."""
        only = WaitFilter(but_not=tuple(but_not))
        key = (WaitTable.recipient, WaitTable.stage)
        held = _filtered(select(*key, func.count().label("open")).group_by(*key), only).subquery()
        # What is late, and the first, lie together in the index: looked up there, and not asked of every row.
        here = (WaitTable.recipient == held.c.recipient, WaitTable.stage == held.c.stage)
        late = _filtered(select(func.count()).where(*here, WaitTable.urgency <= now), only).scalar_subquery()
        first = _filtered(select(func.min(WaitTable.urgency)).where(*here), only).scalar_subquery()
        with self._store.reading() as session:
            return [Tally(*row) for row in session.execute(select(held, late, first))]

    def away(self, on: date) -> frozenset[str]:
        """Who is away on a London date."""
        query = select(AbsenceTable.person).where(AbsenceTable.from_on <= on, AbsenceTable.until_on >= on)
        with self._store.reading() as session:
            return frozenset(session.scalars(query))

    def finish_task(self, case: str, part: Part, task: str, by: Actor, at: datetime) -> None:
        """Tick off a task that no message ends, such as a telephone call. Raises :class:`UnknownTask` (E5, K2)."""
        with self._store.writing() as session:
            wanted = (WaitTable.case == case, WaitTable.part == str(part), WaitTable.task == task)
            if not task or session.scalar(select(WaitTable.task).where(*wanted).limit(1)) is None:
                raise UnknownTask("this task is not open (any more)")
            to, purpose = _telephoned(task)
            entry = audit.note(
                session, case, "task_done", by, at, part=part, clause="E5", task=task, to=to, purpose=purpose
            )
            projections.project(session, entry)
            waits.refresh(session, case)


def _telephoned(task: str) -> tuple[str | None, str | None]:
    """Whom a task of telephoning was about, and which letter: ``telephone:agency:A-010:return_overdue``."""
    what, _, about = task.partition(":")
    to, _, purpose = about.rpartition(":")
    return (to, purpose) if what == "telephone" else (None, None)


def _rows(session: Session, only: WaitFilter, limit: int, offset: int = 0) -> list[WaitRow]:
    columns: list[Any] = [getattr(WaitTable, name) for name in _COLUMNS]
    columns += [getattr(OverviewTable, name) for name in _OF_THE_CASE]
    query = select(*columns).outerjoin(OverviewTable, OverviewTable.case == WaitTable.case)
    query = _filtered(query, only).order_by(WaitTable.urgency, WaitTable.case).limit(limit).offset(offset)
    return [WaitRow(**row) for row in session.execute(query).mappings()]


def _order(row: WaitRow) -> tuple[datetime, str]:
    return row.urgency, row.case


def _filtered(query: Any, only: WaitFilter) -> Any:
    if only.recipients is not None:
        query = query.where(
            WaitTable.recipient == only.recipients[0]
            if len(only.recipients) == 1
            else WaitTable.recipient.in_(only.recipients)
        )
    if only.stage is not None:
        query = query.where(WaitTable.stage == only.stage)
    if only.late_at is not None:
        query = query.where(WaitTable.urgency <= only.late_at)
    return query.where(WaitTable.case.not_in(only.but_not)) if only.but_not else query
