"""What somebody is to a case: who chairs or leads it, whose agency has a part in it, who is walled off (K1, R1)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.read_model import ActionTable, ConflictTable, MilestoneTable, OverviewTable, RequestTable
from adapters.register.store import Store
from adapters.register.tables import CaseTable
from models.authority import Relation
from models.people import to_agency


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
            if agencies and _have_a_part(session, case, agencies):
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


def _have_a_part(session: Session, case: str, agencies: Sequence[str]) -> bool:
    """Was one of these agencies asked for a return, did it raise the case, own an action, or have to cooperate (L1)?"""
    raisers = [to_agency(agency) for agency in agencies]
    asked = select(RequestTable.agency).where(RequestTable.case == case, RequestTable.agency.in_(agencies))
    owns = select(ActionTable.owner).where(ActionTable.case == case, ActionTable.owner.in_(agencies))
    raised = select(CaseTable.referrer).where(CaseTable.reference == case, CaseTable.referrer.in_(raisers))
    if any(session.scalar(query.limit(1)) for query in (asked, owns, raised)):
        return True
    methodologies = select(MilestoneTable.detail).where(
        MilestoneTable.case == case, MilestoneTable.action == "methodology_set"
    )
    return any(set(agencies).intersection(detail.get("agencies") or ()) for detail in session.scalars(methodologies))
