"""The directory: who holds which office, and in which capacity somebody may act (K1, T2).

Names, addresses and telephone numbers are sealed under the directory's key; an address is found by a blind
index of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from adapters.encryption import DataKey, Place
from adapters.register import audit
from adapters.register.appointments import AppointmentRow, appointment_row, appointments_of, as_actor, in_force
from adapters.register.case_keys import DIRECTORY, key_for_opening, key_for_sealing
from adapters.register.directory_file import BodyLine, DirectoryFile, PersonLine, read_directory
from adapters.register.people_tables import AbsenceTable, AgencyTable, AppointmentTable, BodyTable, PersonTable
from adapters.register.store import RegisterError, Store, is_reference
from models.people import SERVICE, Actor, Partner, Role


class UnknownPerson(RegisterError):
    """The directory has nobody under this reference or address."""


class RoleNotHeld(RegisterError):
    """The person does not hold the role asked for on that day; ``held`` lists what they hold."""

    def __init__(self, says: str, held: tuple[str, ...]) -> None:
        super().__init__(says)
        self.held = held


class RoleAmbiguous(RoleNotHeld):
    """The person holds several roles: say which."""


@dataclass(frozen=True)
class PersonRow:
    """A person, opened."""

    ref: str
    name: str
    email: str
    telephone: str


@dataclass(frozen=True)
class AgencyRow:
    """An agency."""

    ref: str
    name: str
    kind: str
    partner: Partner | None


class Directory:
    """People, agencies, appointments."""

    _store: Store

    def load_directory(self, data: dict[str, Any], at: datetime | None = None, by: Actor = SERVICE) -> dict[str, int]:
        """Load a directory: people and agencies are added or changed, appointments and absences replaced.

        Raises DirectoryRefused naming every key that is wrong; then nothing is loaded. Answers the counts.
        """
        directory = read_directory(data)
        with self._store.writing() as session:
            key = key_for_sealing(session, self._store, DIRECTORY)
            session.execute(delete(AppointmentTable))
            session.execute(delete(AbsenceTable))
            _load(session, key, directory)
            counts: dict[str, Any] = {name: len(getattr(directory, name)) for name in DirectoryFile.model_fields}
            audit.note(session, "", "directory_loaded", by, at or self._store.clock.now(), clause="K1", **counts)
        return counts

    def has_directory(self) -> bool:
        """Is anybody in the directory?"""
        with self._store.reading() as session:
            return session.scalar(select(PersonTable.ref).limit(1)) is not None

    def people(self, by: Actor, at: datetime, why: str) -> list[PersonRow]:
        """Everybody in the directory; the view is on record (K2)."""
        with self._store.writing() as session:
            rows = session.scalars(select(PersonTable).order_by(PersonTable.ref)).all()
            if not rows:
                return []
            key = key_for_opening(session, self._store, DIRECTORY)
            audit.note(session, "", "directory_viewed", by, at, people=len(rows), why=why)
            return [open_person(key, row) for row in rows]

    def agencies(self) -> list[AgencyRow]:
        """The agencies, by reference."""
        with self._store.reading() as session:
            rows = session.scalars(select(AgencyTable).order_by(AgencyTable.ref))
            return [
                AgencyRow(row.ref, row.name, row.kind, Partner(row.partner) if row.partner else None) for row in rows
            ]

    def appointments(self, on: date | None = None) -> list[AppointmentRow]:
        """Who holds which role (on a day): references only."""
        with self._store.reading() as session:
            rows = session.scalars(select(AppointmentTable).order_by(AppointmentTable.id))
            return [appointment_row(row) for row in rows if on is None or in_force(row, on)]

    def actor(self, person: str, role: Role | str | None = None, *, on: date) -> Actor:
        """Who acts, by reference or e-mail address, in a role held on that London date.

        :class:`UnknownPerson`, :class:`RoleNotHeld`, or :class:`RoleAmbiguous` listing the roles to choose from.
        """
        with self._store.reading() as session:
            ref = reference_of(session, self._store, person)
            held = [row for row in appointments_of(session, ref) if in_force(row, on)]
            wanted = [row for row in held if role is None or row.role == str(role)]
            row = _only(ref, wanted, tuple(sorted({row.role for row in held})), role)
            return as_actor(session, row, on)


def open_person(key: DataKey, row: PersonTable) -> PersonRow:
    """A person's name and addresses, opened."""
    name, email, telephone = (
        key.unseal(getattr(row, column), Place("people", column, row.ref)).decode()
        for column in ("name", "email", "telephone")
    )
    return PersonRow(row.ref, name, email, telephone)


def open_body(key: DataKey, row: BodyTable) -> PersonRow:
    """A body's name and addresses, opened."""
    email, telephone = (
        key.unseal(getattr(row, column), Place("bodies", column, row.ref)).decode() for column in ("email", "telephone")
    )
    return PersonRow(row.ref, row.name, email, telephone)


def _load(session: Session, key: DataKey, directory: DirectoryFile) -> None:
    # addresses may change hands; whoever is no longer listed is no longer found by theirs
    session.execute(update(PersonTable).values(email_index=PersonTable.ref))
    for line in directory.people:
        session.merge(sealed_person(key, line))
    for agency in directory.agencies:
        session.merge(AgencyTable(ref=agency.ref, name=agency.name, kind=agency.kind, partner=agency.partner))
    for body in directory.bodies:
        session.merge(_body(key, body))
    session.flush()
    session.add_all(AppointmentTable(**dict(line)) for line in directory.appointments)
    session.add_all(AbsenceTable(**dict(line)) for line in directory.absences)
    session.flush()


def sealed_person(key: DataKey, line: PersonLine) -> PersonTable:
    """A person's row, sealed."""
    sealed = {
        column: key.seal(str(getattr(line, column)).encode(), Place("people", column, line.ref))
        for column in ("name", "email", "telephone")
    }
    return PersonTable(ref=line.ref, email_index=email_index(key, line.email), **sealed)


def _body(key: DataKey, line: BodyLine) -> BodyTable:
    sealed = {
        column: key.seal(str(getattr(line, column)).encode(), Place("bodies", column, line.ref))
        for column in ("email", "telephone")
    }
    return BodyTable(ref=line.ref, name=line.name, **sealed)


def email_index(key: DataKey, email: str) -> str:
    """What an e-mail address is found by, which tells nothing of it."""
    return key.mac("people/email", email.strip().lower().encode())


def reference_of(session: Session, store: Store, person: str) -> str:
    """The reference of a person named by it or by an e-mail address; raises UnknownPerson."""
    if "@" not in person:
        if not is_reference(person) or session.get(PersonTable, person) is None:
            raise UnknownPerson(f"the directory has nobody under {person[:64]!r}")
        return person
    key = key_for_opening(session, store, DIRECTORY)
    found = session.scalar(select(PersonTable.ref).where(PersonTable.email_index == email_index(key, person)))
    if found is None:
        raise UnknownPerson("the directory has nobody with this e-mail address")
    return found


def _only(ref: str, wanted: list[AppointmentTable], held: tuple[str, ...], role: Role | str | None) -> AppointmentTable:
    if not wanted:
        asked = f"the role {role}" if role else "any role"
        raise RoleNotHeld(f"{ref} does not hold {asked} on that day; held: {', '.join(held) or 'none'}", held)
    if len({row.role for row in wanted}) > 1:
        raise RoleAmbiguous(f"{ref} holds several roles, say which: {', '.join(held)}", held)
    return min(wanted, key=lambda row: row.deputy)
