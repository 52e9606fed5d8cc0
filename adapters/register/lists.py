"""The list of cases, filtered, sorted, page by page: one table, fit for ten thousand cases (N11, N15, K1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select, union

from adapters.register.overviews import NEVER
from adapters.register.read_model import OverviewTable, RequestTable, StandingTable
from adapters.register.store import Store
from adapters.register.tables import CaseTable
from models.case import CaseKind

_SUFFIX = re.compile(r"[0-9]{1,5}")
_PREFIX = re.compile(r"[A-Z]{1,8}(-[0-9]{0,4}(-[0-9]{0,5})?)?")
_NUMBERS, _YEARS = 100_000, range(2000, 2100)


class Order(StrEnum):
    """By what the list is sorted."""

    DUE = "due"
    REFERENCE = "reference"
    NOTIFIED = "notified"
    STAGE = "stage"


class Pressing(StrEnum):
    """How a case stands against its due time; the words and colours are the pages'."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    ON_TIME = "on_time"
    WAITING = "waiting"
    PAUSED = "paused"


@dataclass(frozen=True)
class Times:
    """The instants by which cases are told apart: now, the end of today, the end of what is due soon."""

    now: datetime
    today_ends: datetime
    soon_ends: datetime


@dataclass(frozen=True)
class Sight:
    """Which cases somebody may know of: all but those they are walled off from, or their own only (K1)."""

    person: str
    sees_all: bool
    walls: tuple[str, ...] = ()


@dataclass(frozen=True)
class LineFilter:
    """Which cases to list; None means any. ``stage``: of any open part; ``reference``: its beginning, or its number."""

    sight: Sight
    times: Times
    kind: CaseKind | None = None
    stage: str | None = None
    holder: str | None = None
    agency: str | None = None  # was asked for information
    chair: str | None = None  # the Independent Chair or the Lead Reviewer
    pressing: Pressing | None = None
    due_before: datetime | None = None
    closed: bool | None = False
    reference: str | None = None
    cases: tuple[str, ...] | None = None  # only these


@dataclass(frozen=True)
class CaseLine:
    """A case's line in the list."""

    case: str
    kind: str
    policy: str
    notified_at: datetime
    part: str | None
    stage: str | None
    next_action: str | None
    holder: str | None
    due: datetime | None
    tasks: int
    closed: bool
    outcome: str | None
    independent_chair: str | None
    lead_reviewer: str | None
    paused: bool
    outside: bool


@dataclass(frozen=True)
class LinePage:
    """One page of the list, and how many there are in all: ``at_most + 1`` where there are more than counted."""

    rows: list[CaseLine] = field(default_factory=list)
    total: int = 0


_COLUMNS = [getattr(OverviewTable, name) for name in CaseLine.__dataclass_fields__]
_SORTS: dict[Order, tuple[Any, ...]] = {
    Order.DUE: (OverviewTable.urgency, OverviewTable.case),
    Order.REFERENCE: (OverviewTable.number, OverviewTable.case),
    Order.NOTIFIED: (OverviewTable.notified_at, OverviewTable.case),
    Order.STAGE: (OverviewTable.stage_order, OverviewTable.urgency, OverviewTable.case),
}


class Lists:
    """The lists of cases."""

    _store: Store

    def lines(
        self,
        only: LineFilter,
        order: Order = Order.DUE,
        *,
        backwards: bool = False,
        limit: int = 25,
        offset: int = 0,
        count_to: int = 1000,
    ) -> LinePage:
        """A page of the list. Cases are counted up to ``count_to``, so that a long list costs no more than a short."""
        columns = _SORTS[order]
        sorts = [column.desc() for column in columns] if backwards else columns
        with self._store.reading() as session:
            # a line of no known case has neither; an index that has the kind counts without reading the lines
            some = _filtered(select(OverviewTable.case), only).where(OverviewTable.kind.is_not(None))
            counted = some.limit(count_to + 1).subquery()
            total = session.scalar(select(func.count()).select_from(counted)) or 0
            query = _filtered(select(*_COLUMNS), only).where(OverviewTable.policy.is_not(None))
            query = query.order_by(*sorts).limit(limit).offset(offset)
            return LinePage([CaseLine(**row) for row in session.execute(query).mappings()], total)

    def has_unlisted_cases(self) -> bool:
        """Is there a case whose line was drawn by an earlier release, so that the read model has to be built again?"""
        query = (
            select(OverviewTable.case)
            .join(CaseTable, CaseTable.reference == OverviewTable.case)
            .where(OverviewTable.kind.is_(None))
        )
        with self._store.reading() as session:
            return session.scalar(query.limit(1)) is not None


def _filtered(query: Any, only: LineFilter) -> Any:
    wanted = {
        OverviewTable.kind: only.kind,
        OverviewTable.holder: only.holder,
        OverviewTable.closed: only.closed,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    for clause in (*_in_sight(only.sight), *_of_parts(only), *_in_time(only), *_named(only)):
        query = query.where(clause)
    return query


def _in_sight(sight: Sight) -> list[Any]:
    clauses = [] if sight.sees_all else [_chaired_by(sight.person)]
    return [*clauses, OverviewTable.case.not_in(sight.walls)] if sight.walls else clauses


def _chaired_by(person: str) -> Any:
    """Cases somebody chairs or leads: two short looks into an index, where one with "or" would read the whole list."""
    chairs = select(OverviewTable.case).where(OverviewTable.independent_chair == person)
    leads = select(OverviewTable.case).where(OverviewTable.lead_reviewer == person)
    return OverviewTable.case.in_(union(chairs, leads))


def _of_parts(only: LineFilter) -> list[Any]:
    clauses = [_chaired_by(only.chair)] if only.chair is not None else []
    if only.stage is not None:
        stands = select(StandingTable.case).where(StandingTable.ended.is_(False), StandingTable.stage == only.stage)
        clauses.append(OverviewTable.case.in_(stands))
    if only.agency is not None:
        asked = select(RequestTable.case).where(RequestTable.agency == only.agency)
        clauses.append(OverviewTable.case.in_(asked))
    return clauses


def _named(only: LineFilter) -> list[Any]:
    clauses = [OverviewTable.case.in_(only.cases)] if only.cases is not None else []
    if only.reference is None:
        return clauses
    if _SUFFIX.fullmatch(only.reference):
        numbers = [year * _NUMBERS + int(only.reference) for year in _YEARS]
        return [*clauses, OverviewTable.number.in_(numbers)]
    if not _PREFIX.fullmatch(only.reference):  # no reference begins so
        return [*clauses, OverviewTable.case == ""]
    return [*clauses, OverviewTable.case.startswith(only.reference, autoescape=True)]


def _in_time(only: LineFilter) -> list[Any]:
    clauses = [] if only.due_before is None else [OverviewTable.urgency < only.due_before]
    if only.pressing is None:
        return clauses
    times, urgency = only.times, OverviewTable.urgency
    if only.pressing is Pressing.PAUSED:
        return [*clauses, OverviewTable.paused.is_(True)]
    clauses += [OverviewTable.paused.is_(False), OverviewTable.closed.is_(False)]
    if only.pressing is Pressing.LATE:
        return [*clauses, urgency <= times.now]
    if only.pressing is Pressing.WAITING:
        return [*clauses, urgency > times.now, or_(OverviewTable.outside.is_(True), urgency == NEVER)]
    clauses.append(OverviewTable.outside.is_(False))
    if only.pressing is Pressing.TODAY:
        return [*clauses, urgency > times.now, urgency < times.today_ends]
    if only.pressing is Pressing.SOON:
        return [*clauses, urgency >= times.today_ends, urgency < times.soon_ends]
    return [*clauses, urgency >= times.soon_ends, urgency < NEVER]
