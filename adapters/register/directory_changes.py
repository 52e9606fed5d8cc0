"""The directory changed one by one: people and their addresses, absences, agencies and what they are called (K1, N15).

Nothing is taken out: what ends gets a last day. Each change is on record by references and the names of fields, never
by what stands in them, and once however often its token comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey
from adapters.register.case_keys import DIRECTORY, key_for_opening, key_for_sealing
from adapters.register.change_tables import FormerNameTable
from adapters.register.directory import email_index, open_person, sealed_person
from adapters.register.directory_file import AbsenceLine, AgencyLine, PersonLine
from adapters.register.directory_proposals import ask_for, has_reach
from adapters.register.directory_records import agency_of, mark_of, mark_of_agency, person_of
from adapters.register.people_tables import AbsenceTable, AgencyTable, PersonTable
from adapters.register.store import Store
from adapters.register.tokens import ChangeRefused, Signed, answered, changed
from models.forms import FieldError, FormRefused
from models.offices import ChangeKind

Line = TypeVar("Line", bound=BaseModel)
DAY = timedelta(days=1)
LABELS = {
    "name": "Name",
    "email": "E-mail address",
    "telephone": "Telephone number",
    "kind": "Kind of agency",
    "from_on": "First day",
    "until_on": "Last day",
}
MENDS = {
    "name": ("is missing, or longer than 200 characters", "Write the name."),
    "email": ("is not one e-mail address", "Write one address, such as someone@agency.example."),
    "telephone": ("is longer than 40 characters", "Write one number."),
    "kind": ("is missing, or longer than 64 characters", "Write what the agency is, such as school."),
    "until_on": ("is before the first day", "Give the first day or a later one."),
}


@dataclass(frozen=True)
class Contact:
    """A person's name and addresses as typed."""

    name: str
    email: str
    telephone: str = ""


@dataclass(frozen=True)
class AgencyGiven:
    """An agency as typed; ``renamed_on``: the first day of a new name."""

    name: str
    kind: str
    partner: str | None = None
    renamed_on: date | None = None


class DirectoryChanges:
    """Changes of people, absences and agencies."""

    _store: Store

    def add_person(self, contact: Contact, signed: Signed) -> str:
        """Put somebody into the directory; answers the new reference. Raises FormRefused naming each field to mend."""
        with self._store.writing() as session:
            if (before := answered(session, signed)) is not None:
                return str(before["person"])
            ref = _next(session.scalars(select(PersonTable.ref)), "P", 4)
            line = _line(PersonLine, ref=ref, **vars(contact))
            key = key_for_sealing(session, self._store, DIRECTORY)
            _insist_on_own_address(session, key, line)
            session.add(sealed_person(key, line))
            signed.note(session, "person_added", person=ref)
            return ref

    def change_person(self, ref: str, contact: Contact, mark: str, signed: Signed) -> bool:
        """Change a name or addresses; True where the new e-mail address waits for a second person.

        Raises FormRefused, UnknownPerson, or ChangeRefused (``changed``) when ``mark`` is no longer that of the row.
        """
        with self._store.writing() as session:
            if (before := answered(session, signed)) is not None:
                return bool(before["waits"])
            row = person_of(session, ref)
            line = _line(PersonLine, ref=ref, **vars(contact))
            if mark_of(row) != mark:
                raise changed()
            key = key_for_opening(session, self._store, DIRECTORY)
            return self._change(session, key, row, line, signed)

    def _change(self, session: Session, key: DataKey, row: PersonTable, line: PersonLine, signed: Signed) -> bool:
        _insist_on_own_address(session, key, line)
        now = open_person(key, row)
        fields = tuple(name for name in ("name", "email", "telephone") if getattr(now, name) != getattr(line, name))
        waits = "email" in fields and has_reach(session, line.ref, signed.on)
        if waits:
            ask_for(session, key, ChangeKind.CHANGE_EMAIL, line.ref, {}, signed, secret=line.email)
            line = line.model_copy(update={"email": now.email})
            fields = tuple(name for name in fields if name != "email")
        if fields:
            session.merge(sealed_person(key, line))
        signed.note(session, "person_changed", person=line.ref, fields=fields, waits=waits)
        return waits

    def record_absence(self, person: str, from_on: date, until_on: date, signed: Signed) -> None:
        """Somebody will be away, both days included: their deputies stand in. Raises FormRefused, UnknownPerson."""
        with self._store.writing() as session:
            if answered(session, signed) is not None:
                return
            person_of(session, person)
            line = _line(AbsenceLine, person=person, from_on=from_on, until_on=until_on)
            session.add(AbsenceTable(**dict(line)))
            signed.note(
                session, "absence_recorded", person=person, from_on=from_on.isoformat(), until_on=until_on.isoformat()
            )

    def end_absence(self, absence: int, back_on: date, signed: Signed) -> None:
        """Somebody is back on a day, or never left; raises ChangeRefused where there is no such absence any more."""
        with self._store.writing() as session:
            if answered(session, signed) is not None:
                return
            row = session.get(AbsenceTable, absence)
            if row is None or back_on > row.until_on:
                raise changed()
            row.until_on = max(back_on, row.from_on) - DAY
            signed.note(session, "absence_ended", person=row.person, until_on=row.until_on.isoformat())

    def add_agency(self, given: AgencyGiven, signed: Signed) -> str:
        """Put an agency into the directory; answers the new reference. Raises FormRefused."""
        with self._store.writing() as session:
            if (before := answered(session, signed)) is not None:
                return str(before["agency"])
            ref = _next(session.scalars(select(AgencyTable.ref)), "A", 3)
            line = _agency_line(ref, given)
            session.add(AgencyTable(ref=ref, name=line.name, kind=line.kind, partner=line.partner))
            signed.note(session, "agency_added", agency=ref)
            return ref

    def change_agency(self, ref: str, given: AgencyGiven, mark: str, signed: Signed) -> None:
        """Change an agency; a new name holds from ``renamed_on``, and the old one stays that of earlier days.

        Raises FormRefused, UnknownAgency, or ChangeRefused (``changed``).
        """
        with self._store.writing() as session:
            if answered(session, signed) is not None:
                return
            row = agency_of(session, ref)
            line = _agency_line(ref, given)
            if mark_of_agency(row) != mark:
                raise changed()
            fields = [name for name in ("name", "kind", "partner") if getattr(row, name) != getattr(line, name)]
            if "name" in fields and given.renamed_on is not None:
                _keep_former_name(session, row, given.renamed_on, signed.on)
            row.name, row.kind, row.partner = line.name, line.kind, line.partner
            on = given.renamed_on.isoformat() if given.renamed_on and "name" in fields else None
            signed.note(session, "agency_changed", agency=ref, fields=tuple(fields), renamed_on=on)


def _keep_former_name(session: Session, row: AgencyTable, renamed_on: date, today: date) -> None:
    query = select(FormerNameTable.until_on).where(FormerNameTable.agency == row.ref)
    last = max(session.scalars(query), default=None)
    if renamed_on > today:
        says = "is in the future", "Give today or an earlier day; a name that is still to come is given on its day."
        raise _refused("renamed_on", "First day of the new name", *says)
    if last is not None and renamed_on - DAY <= last:
        says = "is not after the last change of name", "Give a later day."
        raise _refused("renamed_on", "First day of the new name", *says)
    session.add(FormerNameTable(agency=row.ref, until_on=renamed_on - DAY, name=row.name))


def _line(form: type[Line], /, **values: Any) -> Line:
    """The values as the directory's file would have them; raises FormRefused in words."""
    tidy = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()}
    try:
        return form.model_validate(tidy)
    except ValidationError as problem:
        names = dict.fromkeys(str(fault["loc"][0]) if fault["loc"] else "until_on" for fault in problem.errors())
        raise FormRefused("directory", [FieldError(name, LABELS[name], *MENDS[name]) for name in names]) from None


def _agency_line(ref: str, given: AgencyGiven) -> AgencyLine:
    if not given.kind.strip():
        raise _refused("kind", LABELS["kind"], *MENDS["kind"])
    return _line(AgencyLine, ref=ref, name=given.name, kind=given.kind, partner=given.partner or None)


def _refused(field: str, label: str, problem: str, mend: str) -> FormRefused:
    return FormRefused("directory", [FieldError(field, label, problem, mend)])


def _insist_on_own_address(session: Session, key: DataKey, line: PersonLine) -> None:
    query = select(PersonTable.ref).where(PersonTable.email_index == email_index(key, line.email))
    if session.scalar(query) not in (None, line.ref):
        says = "is another person's in the directory", "Give an address of their own."
        raise _refused("email", LABELS["email"], *says)


def _next(refs: Iterable[str], letter: str, width: int) -> str:
    numbers = (re.fullmatch(rf"{letter}-(\d+)", ref) for ref in refs)
    last = max((int(found[1]) for found in numbers if found), default=0)
    return f"{letter}-{last + 1:0{width}}"


__all__ = ["AgencyGiven", "ChangeRefused", "Contact", "DirectoryChanges", "Signed"]
