"""Searching by a child, and the names a list offers: what is personal in lists (N11, K2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from adapters.encryption import Place
from adapters.register import audit
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.cases import Duplicate, Identities, duplicates_of
from adapters.register.people_tables import PersonTable
from adapters.register.store import Store
from models.people import Actor


class Searches:
    """The searches."""

    _store: Store

    def names_of(self, people: Iterable[str]) -> dict[str, str]:
        """The names of these people, for a list to choose from; who shows them says so on record (K2)."""
        with self._store.reading() as session:
            rows = session.scalars(select(PersonTable).where(PersonTable.ref.in_(list(people)))).all()
            if not rows:
                return {}
            key = key_for_opening(session, self._store, DIRECTORY)
            return {row.ref: key.unseal(row.name, Place("people", "name", row.ref)).decode() for row in rows}

    def search_by_child(self, identities: Identities, by: Actor, at: datetime) -> list[Duplicate]:
        """The cases of this very child, or of an incident on that date with that surname; the search is on record,
        without what was searched for (N11, K2)."""
        with self._store.writing() as session:
            found = duplicates_of(session, self._store, identities)
            cases = len({each.case for each in found})
            audit.note(session, "", "cases_searched_by_child", by, at, clause="K2", found=cases)
            return found
