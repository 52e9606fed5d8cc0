"""Who people are, for the pages on which staff see each other's names; that they were looked up is on record (K2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adapters.register.appointments import AppointmentRow
from adapters.register.directory import PersonRow
from admin.admission import Admission
from admin.wiring import Wiring
from models.people import Actor, Partner, Role
from models.wording import ROLES, words


@dataclass(frozen=True)
class Names:
    """People by reference."""

    people: Mapping[str, PersonRow]

    def of(self, person: str | None) -> str:
        """A person's name; the reference of somebody the directory no longer has; blank for nobody."""
        if not person:
            return ""
        found = self.people.get(person)
        return found.name if found else person

    def acting(self, by: Actor) -> str:
        """Who acted and in which capacity: ``Sam Example, QiiP member``."""
        if by.role is Role.SERVICE:
            return words(ROLES, by.role)
        as_deputy = " (deputy)" if by.deputy_for else ""
        return f"{self.of(by.person)}, {words(ROLES, by.role)}{as_deputy}"

    def listed(self, people: Iterable[str]) -> list[str]:
        """Several names."""
        return [self.of(person) for person in people]


def names_for(wiring: Wiring, at: Admission, room: str) -> Names:
    """The directory, opened for this page."""
    return Names({row.ref: row for row in wiring.register.people(at.by, wiring.now(), f"room_{room}")})


def holders(
    appointments: Iterable[AppointmentRow], role: Role, partner: Partner | None = None, *, deputies: bool = False
) -> list[str]:
    """Who holds an office, for a partner where the office has one; deputies where they are asked for."""
    return [
        each.person
        for each in appointments
        if each.role is role and (partner is None or each.partner is partner) and each.deputy is deputies
    ]
