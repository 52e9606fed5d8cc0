"""Changes that one person asks for and another confirms: offices that reach cases, addresses of their holders (K1).

What is asked for is checked again when it is confirmed; until then nothing has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey, Place
from adapters.register.appointments import appointments_of
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.change_tables import ProposalTable
from adapters.register.store import Store, is_reference
from adapters.register.tokens import ChangeRefused, Signed
from models.message import Refusal
from models.offices import ChangeKind, needs_second_person, refuses_proposal
from models.people import Role

WAITING, CONFIRMED, TURNED_DOWN = "waiting", "confirmed", "turned_down"


@dataclass(frozen=True)
class ProposalRow:
    """A change asked for: references and dates in ``body``; whether something personal is sealed with it."""

    id: str
    kind: ChangeKind
    person: str
    body: dict[str, Any]
    by: str
    at: datetime
    state: str
    settled_by: str | None
    settled_at: datetime | None


class DirectoryProposals:
    """What waits for a second person."""

    _store: Store

    def proposals(self, person: str | None = None, *, waiting: bool = True) -> list[ProposalRow]:
        """The changes that wait for a second person (about one person), the oldest first; or all there ever were."""
        query = select(ProposalTable).order_by(ProposalTable.at, ProposalTable.id)
        if person is not None:
            query = query.where(ProposalTable.person == person)
        if waiting:
            query = query.where(ProposalTable.state == WAITING)
        with self._store.reading() as session:
            return [proposal_row(row) for row in session.scalars(query)]

    def proposal(self, id: str) -> ProposalRow:
        """One of them; raises ChangeRefused (``unknown``)."""
        with self._store.reading() as session:
            return proposal_row(proposal_of(session, id))

    def proposed_email(self, id: str) -> str:
        """The new address that waits to be confirmed; show it only where the view of the person is on record."""
        with self._store.reading() as session:
            row = proposal_of(session, id)
            return opened(key_for_opening(session, self._store, DIRECTORY), row)

    def turn_down(self, id: str, signed: Signed) -> None:
        """Somebody turns a proposal down, or takes back their own; raises ChangeRefused where it is settled already."""
        with self._store.writing() as session:
            row = proposal_of(session, id)
            if (row.state, row.settled_by) == (TURNED_DOWN, signed.by.person):
                return
            insist_it_waits(row)
            settle(row, TURNED_DOWN, signed)
            signed.note(session, "change_turned_down", person=row.person, proposal=row.id, kind=row.kind)


def ask_for(
    session: Session,
    key: DataKey | None,
    kind: ChangeKind,
    person: str,
    body: dict[str, Any],
    signed: Signed,
    *,
    secret: str = "",
) -> str:
    """Keep a change until a second person confirms it; answers its number. Raises ChangeRefused."""
    insist(refuses_proposal(kind, person, signed.by.person))
    same = select(ProposalTable).where(ProposalTable.person == person, ProposalTable.state == WAITING)
    if any((row.kind, row.body) == (kind, body) for row in session.scalars(same)):
        raise ChangeRefused("asked_already", "This has been asked for already, and waits for a second person.")
    id = f"change-{signed.token}"
    sealed = key.seal(secret.encode(), Place("directory_proposals", "sealed", id)) if key and secret else None
    row = ProposalTable(
        id=id, kind=str(kind), person=person, body=body, sealed=sealed, by=signed.by.person, at=signed.at, state=WAITING
    )
    session.add(row)
    return id


def insist(refusal: Refusal | None) -> None:
    """Raise a refusal there is."""
    if refusal is not None:
        raise ChangeRefused(refusal.code, refusal.says)


def insist_it_waits(row: ProposalTable) -> None:
    """Raise ChangeRefused where a proposal is settled."""
    if row.state != WAITING:
        raise ChangeRefused("settled", f"{row.settled_by} has settled this already: it was {row.state}.")


def settle(row: ProposalTable, state: str, signed: Signed) -> None:
    """Note who settled a proposal; what was sealed with it is kept no longer than it is needed."""
    row.state, row.settled_by, row.settled_at, row.sealed = state, signed.by.person, signed.at, None


def has_reach(session: Session, person: str, on: date) -> bool:
    """Does somebody hold, or are they to hold, an office that reaches cases by itself?"""
    held = [row for row in appointments_of(session, person) if row.until_on is None or row.until_on >= on]
    asked = select(ProposalTable).where(
        ProposalTable.person == person,
        ProposalTable.state == WAITING,
        ProposalTable.kind == str(ChangeKind.GIVE_OFFICE),
    )
    return any(needs_second_person(Role(row.role)) for row in held) or session.scalars(asked).first() is not None


def proposal_of(session: Session, id: str) -> ProposalTable:
    """The row of a proposal; raises ChangeRefused (``unknown``)."""
    row = session.get(ProposalTable, id) if is_reference(id) else None
    if row is None:
        raise ChangeRefused("unknown", "Nothing of this number waits to be confirmed.")
    return row


def opened(key: DataKey, row: ProposalTable) -> str:
    """What is sealed with a proposal; nothing where there is nothing any more."""
    return key.unseal(row.sealed, Place("directory_proposals", "sealed", row.id)).decode() if row.sealed else ""


def proposal_row(row: ProposalTable) -> ProposalRow:
    """A proposal as read."""
    return ProposalRow(
        row.id,
        ChangeKind(row.kind),
        row.person,
        row.body,
        row.by,
        row.at,
        row.state,
        row.settled_by,
        row.settled_at,
    )
