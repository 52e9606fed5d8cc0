"""What is new in a case since somebody looked: for forms that must not overtake each other."""

from __future__ import annotations

from sqlalchemy import func, select

from adapters.register.audit import Entry, entry_of
from adapters.register.store import Store
from adapters.register.tables import AuditTable

_TABLE = AuditTable.__table__


class News:
    """The news."""

    _store: Store

    def last_entry(self, case: str) -> int:
        """The number of the last entry of a case's audit trail; 0 for none."""
        with self._store.reading() as session:
            return session.scalar(select(func.max(_TABLE.c.seq)).where(_TABLE.c.case == case)) or 0

    def entries_since(self, case: str, seq: int) -> list[Entry]:
        """The entries of a case after one, in order."""
        query = select(_TABLE).where(_TABLE.c.case == case, _TABLE.c.seq > seq).order_by(_TABLE.c.seq)
        with self._store.reading() as session:
            return [entry_of(row) for row in session.execute(query).mappings()]

    def has_entry(self, case: str, event_id: str) -> bool:
        """Is this event on record?"""
        query = select(_TABLE.c.seq).where(_TABLE.c.case == case, _TABLE.c.event_id == event_id)
        with self._store.reading() as session:
            return session.scalar(query) is not None
