"""The people of a case: who holds its offices, who is away and who stands in, who is walled off (R1, T2, K1).

Names are shown to whoever may read the case; the page's own entry in the audit trail names whom it showed (K2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from admin.case.file import CaseFile
from models.london import london_date
from models.people import Partner, Role, to_partner, to_person, to_role
from models.wording import CAPACITIES, ROLES, listed, words


@dataclass(frozen=True)
class PersonSeen:
    """Somebody in an office of the case. ``away_until``: the last day of an absence that runs."""

    office: str
    person: str
    name: str
    telephone: str
    away_until: date | None
    stands_in: str
    walled: bool


@dataclass(frozen=True)
class People:
    """Everybody, and who is walled off without an office in the case."""

    people: tuple[PersonSeen, ...]
    walled: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """Whose names the page shows, by reference."""
        return tuple(dict.fromkeys(each.person for each in self.people))


_OFFICES: tuple[tuple[Role, Partner | None], ...] = (
    (Role.COORDINATOR, None),
    (Role.BUSINESS_MANAGER, None),
    (Role.QIIP_CHAIR, None),
    *((Role.QIIP_MEMBER, partner) for partner in Partner),
)


def people_seen(file: CaseFile) -> People:
    """Who holds which office in this case today."""
    walled = file.wiring.register.walled_off(file.case)
    found = [_seen(file, held, ref, walled) for held in _held(file) for ref in dict.fromkeys(held.people)]
    shown = {each.person for each in found}
    others = tuple(name_of(file, ref) for ref in walled if ref not in shown)
    return People(tuple(found), others)


@dataclass(frozen=True)
class _Held:
    """An office, who holds it, and the recipient reference behind which its deputies are found."""

    office: str
    people: tuple[str, ...]
    reference: str


def _held(file: CaseFile) -> Iterable[_Held]:
    row, today = file.row, london_date(file.now)
    of_the_case = {Role.INDEPENDENT_CHAIR: row.independent_chair, Role.LEAD_REVIEWER: row.lead_reviewer}
    for role, person in of_the_case.items():
        if person:
            yield _Held(words(ROLES, role), (person,), to_person(person))
    held = file.wiring.register.appointments(today)
    for role, partner in _OFFICES:
        of_office = (each for each in held if each.role is role and not each.deputy)
        people = tuple(each.person for each in of_office if partner is None or each.partner is partner)
        name = words(ROLES, role) if partner is None else f"{words(ROLES, role)}, {words(CAPACITIES, partner)}"
        yield _Held(name, people, to_role(role) if partner is None else to_partner(partner))


def _seen(file: CaseFile, held: _Held, ref: str, walled: tuple[str, ...]) -> PersonSeen:
    register, today = file.wiring.register, london_date(file.now)
    until = max((each.until_on for each in register.absences(ref, on=today)), default=None)
    standing_in = register.addresses(held.reference, file.case, today) if until is not None else []
    found = register.addresses(to_person(ref), file.case, today)
    return PersonSeen(
        office=held.office,
        person=ref,
        name=found[0].name if found else ref,
        telephone=found[0].telephone if found else "",
        away_until=until,
        stands_in=listed(each.name for each in standing_in if each.person not in held.people),
        walled=ref in walled,
    )


def name_of(file: CaseFile, ref: str) -> str:
    """A person's name; the reference of somebody the directory does not know."""
    found = file.wiring.register.addresses(to_person(ref), file.case, london_date(file.now))
    return found[0].name if found else ref
