"""A case's entries, the newest first and a page at a time: what timelines read, however long a case lives (K2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from adapters.register.audit import Entry, entry_of
from adapters.register.store import Store
from adapters.register.tables import AuditTable

_TABLE = AuditTable.__table__


@dataclass(frozen=True)
class TimelinePage:
    """Some entries of a case, the newest first, and how many there are of their kind."""

    entries: list[Entry]
    total: int


class Timelines:
    """The timelines."""

    _store: Store

    def timeline(
        self, case: str, *, only: Collection[str] | None = None, but: Collection[str] = (), limit: int = 50,
        offset: int = 0,
    ) -> TimelinePage:  # fmt: skip
        """A case's entries of these actions (all where None), without those of others, the newest first."""
        with self._store.reading() as session:
            total = session.scalar(_of(select(func.count()), case, only, but)) or 0
            query = _of(select(_TABLE), case, only, but).order_by(_TABLE.c.seq.desc()).limit(limit).offset(offset)
            return TimelinePage([entry_of(row) for row in session.execute(query).mappings()], total)


def _of(query: Any, case: str, only: Collection[str] | None, but: Collection[str]) -> Any:
    query = query.select_from(_TABLE).where(_TABLE.c.case == case)
    if only is not None:
        query = query.where(_TABLE.c.action.in_(sorted(only)))
    return query.where(_TABLE.c.action.not_in(sorted(but))) if but else query
