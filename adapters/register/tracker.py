"""Actions across all cases: what each agency owes, by when, and what became of it (G1, G2, K1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import false, func, or_, select

from adapters.register.lists import Sight
from adapters.register.read_model import ActionTable, OverviewTable
from adapters.register.store import Store

OPEN = "open"


@dataclass(frozen=True)
class ActionFilter:
    """Which actions to list; None means any. ``owners``: only those of these agencies, whatever ``owner`` says."""

    sight: Sight
    owners: tuple[str, ...] | None = None
    owner: str | None = None
    open: bool | None = True
    due_before: date | None = None
    dated: bool | None = None  # with a date; what is to keep children safe now has none


@dataclass(frozen=True)
class TrackedAction:
    """One action: references, dates and codes; its words are in the papers of its case."""

    case: str
    action: str
    immediate: bool
    owner: str | None
    due: date | None
    state: str
    agreed_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class TrackedPage:
    """One page of the tracker, and how many there are in all: ``count_to + 1`` where there are more than counted."""

    rows: list[TrackedAction] = field(default_factory=list)
    total: int = 0


_COLUMNS = [getattr(ActionTable, name) for name in TrackedAction.__dataclass_fields__]


class Tracker:
    """The actions of all cases."""

    _store: Store

    def tracked_actions(
        self, only: ActionFilter, *, limit: int = 25, offset: int = 0, count_to: int = 1000
    ) -> TrackedPage:
        """A page of the tracker: the soonest due first, what has no date last."""
        with self._store.reading() as session:
            some = _filtered(select(ActionTable.action), only).limit(count_to + 1).subquery()
            total = session.scalar(select(func.count()).select_from(some)) or 0
            order = (ActionTable.due.asc().nulls_last(), ActionTable.case, ActionTable.action)  # as the indices are
            query = _filtered(select(*_COLUMNS), only).order_by(*order).limit(limit).offset(offset)
            return TrackedPage([TrackedAction(**row) for row in session.execute(query).mappings()], total)


def _filtered(query: Any, only: ActionFilter) -> Any:
    for clause in (*_in_sight(only.sight), *_of_owners(only)):
        query = query.where(clause)
    if only.open is not None:
        query = query.where((ActionTable.state == OPEN) if only.open else (ActionTable.state != OPEN))
    if only.dated is not None:
        query = query.where(ActionTable.due.is_not(None) if only.dated else ActionTable.due.is_(None))
    return query if only.due_before is None else query.where(ActionTable.due < only.due_before)


def _in_sight(sight: Sight) -> Sequence[Any]:
    clauses = [ActionTable.case.not_in(sight.walls)] if sight.walls else []
    if sight.sees_all:
        return clauses
    own = select(OverviewTable.case).where(
        or_(OverviewTable.independent_chair == sight.person, OverviewTable.lead_reviewer == sight.person)
    )
    return [*clauses, ActionTable.case.in_(own)]


def _of_owners(only: ActionFilter) -> Sequence[Any]:
    clauses = [ActionTable.owner == only.owner] if only.owner is not None else []
    if only.owners is None:
        return clauses
    return [*clauses, ActionTable.owner.in_(only.owners) if only.owners else false()]
