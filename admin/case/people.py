"""The people of a case: who holds its offices, who is away and who stands in, who is walled off (R1, T2, K1).

Names are shown to whoever may read the case; the page's own entry in the audit trail names whom it showed (K2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from admin.case.file import CaseFile
from models.london import london_date
from models.people import Partner, Role
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
    found = [person for office, refs in _holders(file) for person in _seen(file, office, refs, walled)]
    shown = {each.person for each in found}
    others = tuple(name_of(file, ref) for ref in walled if ref not in shown)
    return People(tuple(found), others)


def _holders(file: CaseFile) -> Iterable[tuple[str, list[str]]]:
    row, today = file.row, london_date(file.now)
    yield words(ROLES, Role.INDEPENDENT_CHAIR), [row.independent_chair] if row.independent_chair else []
    yield words(ROLES, Role.LEAD_REVIEWER), [row.lead_reviewer] if row.lead_reviewer else []
    held = file.wiring.register.appointments(today)
    for role, partner in _OFFICES:
        of_office = (each for each in held if each.role is role and not each.deputy)
        people = [each.person for each in of_office if partner is None or each.partner is partner]
        name = words(ROLES, role) if partner is None else f"{words(ROLES, role)}, {words(CAPACITIES, partner)}"
        yield name, people


def _seen(file: CaseFile, office: str, refs: list[str], walled: tuple[str, ...]) -> Iterable[PersonSeen]:
    register, today = file.wiring.register, london_date(file.now)
    for ref in dict.fromkeys(refs):
        absences = register.absences(ref, on=today)
        until = max((each.until_on for each in absences), default=None)
        deputies = register.standing_in(ref, today) if until is not None else ()
        found = register.addresses(f"person:{ref}", file.case, today)
        yield PersonSeen(
            office=office,
            person=ref,
            name=found[0].name if found else ref,
            telephone=found[0].telephone if found else "",
            away_until=until,
            stands_in=listed(name_of(file, deputy) for deputy in deputies),
            walled=ref in walled,
        )


def name_of(file: CaseFile, ref: str) -> str:
    """A person's name; the reference of somebody the directory does not know."""
    found = file.wiring.register.addresses(f"person:{ref}", file.case, london_date(file.now))
    return found[0].name if found else ref
