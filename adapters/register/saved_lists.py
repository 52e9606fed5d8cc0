"""Lists somebody has saved: which filters, under which name (K3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete, func, select

from adapters.encryption import DataKey, Place
from adapters.register.case_keys import DIRECTORY, key_for_opening, key_for_sealing
from adapters.register.list_tables import SavedListTable
from adapters.register.store import RegisterError, Store

MOST = 20


class TooManyLists(RegisterError):
    """Somebody has saved as many lists as one person may."""


@dataclass(frozen=True)
class SavedList:
    """A saved list: its name, and its filters as a page's address has them (codes and references only)."""

    id: str
    name: str
    query: dict[str, str]


class SavedLists:
    """The saved lists, each person's own."""

    _store: Store

    def save_list(self, person: str, name: str, query: Mapping[str, str], at: datetime) -> str:
        """Save a list, over the one of the same name if there is one; answers its id. Raises TooManyLists."""
        with self._store.writing() as session:
            key = key_for_sealing(session, self._store, DIRECTORY)
            theirs = select(SavedListTable).where(SavedListTable.person == person)
            row = next((each for each in session.scalars(theirs) if _name(key, each) == name), None)
            if row is None:
                held = session.scalar(select(func.count()).select_from(theirs.subquery())) or 0
                if held >= MOST:
                    raise TooManyLists(f"you have saved {MOST} lists: delete one first")
                row = SavedListTable(id=token_hex(8), person=person)
                row.name = key.seal(name.encode(), Place("saved_lists", "name", row.id))
            row.query, row.saved_at = dict(query), at
            session.add(row)
            session.flush()
            return row.id

    def saved_lists(self, person: str) -> list[SavedList]:
        """The lists of a person, by name."""
        with self._store.reading() as session:
            rows = session.scalars(select(SavedListTable).where(SavedListTable.person == person)).all()
            if not rows:
                return []
            key = key_for_opening(session, self._store, DIRECTORY)
            found = [SavedList(row.id, _name(key, row), row.query) for row in rows]
        return sorted(found, key=lambda each: each.name.casefold())

    def delete_saved_list(self, person: str, id: str) -> bool:
        """Delete one of a person's own lists; answers whether there was one."""
        with self._store.writing() as session:
            own = (SavedListTable.id == id, SavedListTable.person == person)
            found = session.scalar(select(SavedListTable.id).where(*own))
            session.execute(delete(SavedListTable).where(*own))
            return found is not None


def _name(key: DataKey, row: SavedListTable) -> str:
    return key.unseal(row.name, Place("saved_lists", "name", row.id)).decode()
