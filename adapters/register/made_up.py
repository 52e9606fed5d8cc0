"""The people of a demonstration: made up, so that a page may name them to somebody who has not signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from adapters.register.appointments import appointment_row, in_force
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.directory import open_person
from adapters.register.people_tables import AgencyTable, AppointmentTable, PersonTable
from adapters.register.store import Store
from models.people import Partner, Role

MARK = "(fictional)"


@dataclass(frozen=True)
class MadeUpPerson:
    """A made-up person with the first office they hold."""

    ref: str
    name: str
    email: str
    role: Role
    deputy: bool
    of: str  # the agency's name or the partner's, blank for neither


class MadeUp:
    """The made-up people."""

    _store: Store

    def is_made_up(self) -> bool:
        """Is everybody in the directory made up? Then every agency says so in its name."""
        with self._store.reading() as session:
            names = session.scalars(select(AgencyTable.name)).all()
            return bool(names) and all(MARK in name for name in names)

    def made_up_people(self, on: date) -> list[MadeUpPerson]:
        """Who holds an office on a day; nobody where people may be real. Names of nobody need no entry in the trail."""
        if not self.is_made_up():
            return []
        with self._store.reading() as session:
            key = key_for_opening(session, self._store, DIRECTORY)
            people = {row.ref: open_person(key, row) for row in session.scalars(select(PersonTable))}
            agencies = {row.ref: row.name.replace(MARK, "").strip() for row in session.scalars(select(AgencyTable))}
            found: dict[str, MadeUpPerson] = {}
            for line in session.scalars(select(AppointmentTable).order_by(AppointmentTable.id)):
                row, person = appointment_row(line), people[line.person]
                if in_force(line, on) and person.ref not in found:
                    of = agencies.get(row.agency or "", "") or _partner(row.partner)
                    found[person.ref] = MadeUpPerson(person.ref, person.name, person.email, row.role, row.deputy, of)
            return list(found.values())


def _partner(partner: Partner | None) -> str:
    return str(partner).replace("_", " ") if partner else ""
