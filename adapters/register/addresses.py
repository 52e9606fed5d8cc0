"""Where a letter to a reference goes, on the day it goes (E1, T2, T4).

A reference says whom, not where: the role, the partner, the agency. Who holds that office is looked up when the
letter is sent. Somebody away is represented by the deputies; without deputies the letter goes to them all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey
from adapters.register.appointments import in_force
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.directory import PersonRow, open_body, open_person
from adapters.register.people_tables import AbsenceTable, AppointmentTable, BodyTable, PersonTable
from adapters.register.read_model import OverviewTable
from adapters.register.store import Store
from adapters.register.tables import CaseTable, DataKeyTable
from models.people import Role


@dataclass(frozen=True)
class Address:
    """One person (or body) a letter goes to. ``person`` is the reference; the rest is personal."""

    person: str
    name: str
    email: str
    telephone: str


class Addresses:
    """The addresses behind recipient references."""

    _store: Store

    def addresses(self, recipient: str, case: str, on: date) -> list[Address]:
        """Everybody a letter to a recipient reference goes to on a London date; empty: nobody is known.

        ``role:independent_chair`` and ``role:lead_reviewer`` are the case's own; ``role:referrer`` and
        ``role:presenter`` are who raised the case and who presents it.
        """
        with self._store.reading() as session:
            if session.get(DataKeyTable, DIRECTORY) is None:
                return []
            key = key_for_opening(session, self._store, DIRECTORY)
            return [_address(row) for row in _resolve(session, key, recipient, case, on)]


def _address(row: PersonRow) -> Address:
    return Address(row.ref, row.name, row.email, row.telephone)


def _resolve(session: Session, key: DataKey, recipient: str, case: str, on: date, depth: int = 0) -> list[PersonRow]:
    kind, _, name = recipient.partition(":")
    if kind == "body":
        body = session.get(BodyTable, name)
        return [] if body is None else [open_body(key, body)]
    if kind == "role" and (whom := _of_the_case(session, name, case)) is not None:
        return _resolve(session, key, whom, case, on, depth + 1) if depth == 0 and whom else []
    return [open_person(key, row) for row in _people(session, _holders(session, kind, name, on))]


def _of_the_case(session: Session, name: str, case: str) -> str | None:
    """The recipient reference a case itself knows for a role; empty if nobody yet, None if not a case's own role."""
    if name in (Role.INDEPENDENT_CHAIR, Role.LEAD_REVIEWER):
        line = session.get(OverviewTable, case)
        person = getattr(line, name, None)
        return f"person:{person}" if person else ""
    if name in ("referrer", "presenter"):
        row = session.get(CaseTable, case)
        return getattr(row, name, None) or ""
    return None


def _holders(session: Session, kind: str, name: str, on: date) -> list[str]:
    if kind == "person":
        return [name]
    query = select(AppointmentTable).order_by(AppointmentTable.id)
    if kind == "role":
        query = query.where(AppointmentTable.role == name)
    elif kind in ("partner", "deputy"):
        query = query.where(AppointmentTable.role == Role.QIIP_MEMBER, AppointmentTable.partner == name)
    elif kind in ("agency", "lead"):
        role = Role.AGENCY_CONTACT if kind == "agency" else Role.SAFEGUARDING_LEAD
        query = query.where(AppointmentTable.role == role, AppointmentTable.agency == name)
    else:
        return []
    rows = [row for row in session.scalars(query) if in_force(row, on)]
    deputies = [row.person for row in rows if row.deputy]
    if kind == "deputy":
        return deputies
    return _present(session, [row.person for row in rows if not row.deputy], deputies, on)


def _present(session: Session, holders: list[str], deputies: list[str], on: date) -> list[str]:
    """The holders who are there; where one is away (or the office is vacant) the deputies."""
    away = set(
        session.scalars(
            select(AbsenceTable.person).where(
                AbsenceTable.person.in_([*holders, *deputies]), AbsenceTable.from_on <= on, AbsenceTable.until_on >= on
            )
        )
    )
    present = [person for person in holders if person not in away]
    standing_in = [person for person in deputies if person not in away] if len(present) < max(len(holders), 1) else []
    return [*present, *standing_in] or holders


def _people(session: Session, refs: Iterable[str]) -> list[PersonTable]:
    rows = (session.get(PersonTable, ref) for ref in dict.fromkeys(refs))
    return [row for row in rows if row is not None]
