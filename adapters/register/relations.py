"""What somebody is to a case: who chairs or leads it, whose agency has a part in it, who is walled off (K1, R1)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from adapters.register.read_model import ActionTable, ConflictTable, OverviewTable, RequestTable
from adapters.register.store import Store
from adapters.register.tables import CaseTable
from models.authority import Relation


class Relations:
    """The relations."""

    _store: Store

    def relations(self, case: str, person: str, agencies: Sequence[str] = ()) -> frozenset[Relation]:
        """What a person who speaks for these agencies is to a case; empty where they are nothing to it."""
        with self._store.reading() as session:
            found = set()
            line = session.get(OverviewTable, case)
            if line is not None and line.independent_chair == person:
                found.add(Relation.CHAIRS)
            if line is not None and line.lead_reviewer == person:
                found.add(Relation.LEADS)
            if session.get(ConflictTable, (case, person)) is not None:
                found.add(Relation.WALLED)
            asked = select(RequestTable.agency).where(RequestTable.case == case, RequestTable.agency.in_(agencies))
            owns = select(ActionTable.owner).where(ActionTable.case == case, ActionTable.owner.in_(agencies))
            raised = select(CaseTable.referrer).where(CaseTable.reference == case, CaseTable.referrer.in_(agencies))
            if agencies and any(session.scalar(query.limit(1)) for query in (asked, owns, raised)):
                found.add(Relation.ASKED)
            return frozenset(found)

    def walled_off(self, case: str) -> tuple[str, ...]:
        """Who has a declared conflict of interest in a case."""
        with self._store.reading() as session:
            query = select(ConflictTable.person).where(ConflictTable.case == case).order_by(ConflictTable.person)
            return tuple(session.scalars(query))

    def walls_of(self, person: str) -> tuple[str, ...]:
        """The cases a person is walled off from."""
        with self._store.reading() as session:
            query = select(ConflictTable.case).where(ConflictTable.person == person).order_by(ConflictTable.case)
            return tuple(session.scalars(query))
