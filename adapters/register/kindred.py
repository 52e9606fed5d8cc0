"""Which cases are probably about the same child or incident, found by the blind indexes alone (N11)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import aliased

from adapters.register.cases import Duplicate
from adapters.register.store import Store
from adapters.register.tables import CaseIdentityTable


class Kindred:
    """The cases that are kin to a case."""

    _store: Store

    def kindred_of(self, case: str) -> list[Duplicate]:
        """Every other case with the same child, or the same incident date and surname, whichever came first."""
        mine, theirs = aliased(CaseIdentityTable), aliased(CaseIdentityTable)
        same = (theirs.digest == mine.digest) & (theirs.basis == mine.basis) & (theirs.reference != mine.reference)
        query = (
            select(theirs.reference, theirs.basis)
            .join(mine, same)
            .where(mine.reference == case)
            .distinct()
            .order_by(theirs.reference, theirs.basis)
        )
        with self._store.reading() as session:
            return [Duplicate(found, basis) for found, basis in session.execute(query)]
