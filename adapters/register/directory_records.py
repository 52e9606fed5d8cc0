"""The directory read one by one: a person with offices and absences, an agency with what it was called (K1, N15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.appointments import AppointmentRow, appointment_row, appointments_of, in_force
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.change_tables import FormerNameTable
from adapters.register.directory import AgencyRow, PersonRow, UnknownPerson, open_person
from adapters.register.people_tables import AbsenceTable, AgencyTable, AppointmentTable, PersonTable
from adapters.register.store import RegisterError, Store, is_reference
from models.authority import OF_AGENCIES
from models.people import Actor, Partner, Role


class UnknownAgency(RegisterError):
    """The directory has no agency under this reference."""


@dataclass(frozen=True)
class PersonRecord:
    """A person, opened; ``mark`` changes with every change of name or addresses."""

    row: PersonRow
    mark: str


@dataclass(frozen=True)
class OfficeRow:
    """An office somebody holds, held or will hold, with its number in the directory."""

    id: int
    held: AppointmentRow

    def in_force(self, on: date) -> bool:
        """Is it held on a London date?"""
        first, last = self.held.from_on, self.held.until_on
        return (first is None or first <= on) and (last is None or on <= last)

    def is_to_come(self, on: date) -> bool:
        """Does it begin only after a London date?"""
        first, last = self.held.from_on, self.held.until_on
        return first is not None and first > on and (last is None or last >= first)

    @property
    def was_taken_back(self) -> bool:
        """Did it end before it began?"""
        return bool(self.held.from_on and self.held.until_on and self.held.until_on < self.held.from_on)


@dataclass(frozen=True)
class AbsenceRow:
    """Somebody away from a date to a date, both included; one taken back ends before it begins."""

    id: int
    person: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class AgencyRecord:
    """An agency with its earlier names, each with the last day it was used; the latest first."""

    row: AgencyRow
    mark: str
    former: tuple[tuple[date, str], ...]


class DirectoryRecords:
    """People, offices, absences, agencies, one by one."""

    _store: Store

    def person(self, ref: str, by: Actor, at: datetime) -> PersonRecord:
        """A person's name and addresses; the view is on record (K2). Raises UnknownPerson."""
        with self._store.writing() as session:
            row = person_of(session, ref)
            audit.note(session, "", "person_viewed", by, at, person=ref)
            return PersonRecord(open_person(key_for_opening(session, self._store, DIRECTORY), row), mark_of(row))

    def is_person(self, ref: str) -> bool:
        """Is this the reference of somebody in the directory?"""
        with self._store.reading() as session:
            return is_reference(ref) and session.get(PersonTable, ref) is not None

    def offices_held(self, person: str | None = None) -> list[OfficeRow]:
        """Every office ever given (to one person): references only."""
        with self._store.reading() as session:
            query = select(AppointmentTable).order_by(AppointmentTable.id)
            rows = session.scalars(query) if person is None else appointments_of(session, person)
            return [OfficeRow(row.id, appointment_row(row)) for row in rows]

    def absences(self, person: str | None = None, on: date | None = None) -> list[AbsenceRow]:
        """Absences that were not taken back (of one person, on a London date), by their first day."""
        with self._store.reading() as session:
            query = select(AbsenceTable).where(AbsenceTable.until_on >= AbsenceTable.from_on)
            if person is not None:
                query = query.where(AbsenceTable.person == person)
            if on is not None:
                query = query.where(AbsenceTable.from_on <= on, AbsenceTable.until_on >= on)
            rows = session.scalars(query.order_by(AbsenceTable.from_on, AbsenceTable.id))
            return [AbsenceRow(row.id, row.person, row.from_on, row.until_on) for row in rows]

    def standing_in(self, person: str, on: date) -> tuple[str, ...]:
        """Who stands in for somebody on a London date: the deputies of their offices who are there themselves."""
        with self._store.reading() as session:
            own = [row for row in appointments_of(session, person) if in_force(row, on) and not row.deputy]
            offices = {_office_of(row) for row in own}
            deputies = session.scalars(
                select(AppointmentTable).where(AppointmentTable.deputy.is_(True)).order_by(AppointmentTable.id)
            )
            found = [
                row.person
                for row in deputies
                if in_force(row, on) and _office_of(row) in offices and row.person != person
            ]
        away = {absence.person for absence in self.absences(on=on)}
        return tuple(ref for ref in dict.fromkeys(found) if ref not in away)

    def agency(self, ref: str) -> AgencyRecord:
        """An agency with its earlier names. Raises UnknownAgency."""
        with self._store.reading() as session:
            row = agency_of(session, ref)
            query = select(FormerNameTable).where(FormerNameTable.agency == ref)
            former = session.scalars(query.order_by(FormerNameTable.until_on.desc()))
            names = tuple((each.until_on, each.name) for each in former)
            partner = Partner(row.partner) if row.partner else None
            return AgencyRecord(AgencyRow(row.ref, row.name, row.kind, partner), mark_of_agency(row), names)

    def agency_names(self, on: date) -> dict[str, str]:
        """What each agency was called on a London date, by reference: an old case prints the old name."""
        with self._store.reading() as session:
            names = {row.ref: row.name for row in session.scalars(select(AgencyTable))}
            query = select(FormerNameTable).where(FormerNameTable.until_on >= on)
            for former in session.scalars(query.order_by(FormerNameTable.until_on.desc())):
                names[former.agency] = former.name
            return names


def _office_of(row: AppointmentTable) -> tuple[str, str | None, str | None]:
    """What office it is, as letters find its deputies: a partner's member, an agency's contact, or the role alone."""
    partner = row.partner if row.role == Role.QIIP_MEMBER else None
    return row.role, partner, row.agency if row.role in OF_AGENCIES else None


def person_of(session: Session, ref: str) -> PersonTable:
    """The row of a person; raises UnknownPerson."""
    row = session.get(PersonTable, ref) if is_reference(ref) else None
    if row is None:
        raise UnknownPerson("the directory has nobody under this reference")
    return row


def agency_of(session: Session, ref: str) -> AgencyTable:
    """The row of an agency; raises UnknownAgency."""
    row = session.get(AgencyTable, ref) if is_reference(ref) else None
    if row is None:
        raise UnknownAgency("the directory has no agency under this reference")
    return row


def mark_of(row: PersonTable) -> str:
    """A mark of what is sealed of a person, which tells nothing of it."""
    return sha256(row.name + row.email + row.telephone).hexdigest()[:16]


def mark_of_agency(row: AgencyTable) -> str:
    """A mark of an agency's row."""
    return sha256(repr((row.name, row.kind, row.partner)).encode()).hexdigest()[:16]
