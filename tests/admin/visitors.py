"""Everybody who could stand at the door: each role, in and out of relation to one case, walled off, and nobody."""

from __future__ import annotations

from dataclasses import dataclass

from models.authority import Relation
from models.case import Part
from models.people import SERVICE, Role
from models.record import Event, Record
from tests.admin.conftest import Pages
from tests.desk.filing import a_case

ASKED, NOT_ASKED = "A-010", "A-011"
WALLED_OFF = "P-0005"  # Children's Social Care's deputy member


@dataclass(frozen=True)
class Visiting:
    """Somebody at the door, and what they are to the case."""

    person: str | None
    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()

    def __str__(self) -> str:
        roles = "+".join(sorted(self.roles)) or "nobody"
        return f"{roles} ({', '.join(sorted(self.relations)) or 'no relation'})"


async def everybody_at(pages: Pages) -> tuple[str, list[Visiting]]:
    """A case with a Chair, a Lead Reviewer, one agency asked and one person walled off; and all who may come."""
    register, at = pages.register, pages.clock.at
    case = await a_case(pages.wiring.reception, register.actor("P-0001", on=at.date()))
    happened = (
        ("chair_appointed", {"chair": "P-0013"}),
        ("reviewer_appointed", {"reviewer": "P-0016"}),
        ("agency_asked", {"agency": ASKED, "due_day": 5}),
        ("conflict_declared", {"person": WALLED_OFF, "role": str(Role.QIIP_MEMBER)}),
    )
    events = tuple(
        Event(id=f"set-{number}", at=at, action=action, by=SERVICE, detail=dict(detail))
        for number, (action, detail) in enumerate(happened)
    )
    register.record(Record(case=case, part=Part.RAPID_REVIEW, at=at, events=events))
    return case, [Visiting(None), *(_visiting(pages, case, person) for person in _people(pages))]


def _people(pages: Pages) -> list[str]:
    """One person for each set of roles, two where a role has an own case and none."""
    held = pages.register.appointments(pages.clock.at.date())
    agencies = {row.agency for row in held}
    assert {ASKED, NOT_ASKED} <= agencies
    of_agencies = [row.person for row in held if row.agency in (ASKED, NOT_ASKED)]
    others = {row.role: row.person for row in held if row.agency is None}
    return list(
        dict.fromkeys(
            [*others.values(), "P-0001", "P-0006", WALLED_OFF, "P-0013", "P-0014", "P-0016", "P-0017", *of_agencies]
        )
    )


def _visiting(pages: Pages, case: str, person: str) -> Visiting:
    offices = pages.register.offices(person, pages.clock.at.date())
    agencies = [office.agency for office in offices if office.agency]
    relations = {
        Relation.CHAIRS: person == "P-0013",
        Relation.LEADS: person == "P-0016",
        Relation.ASKED: ASKED in agencies or bool({"A-001", "A-002", "A-003"} & set(agencies)),
        Relation.WALLED: person == WALLED_OFF,
    }
    return Visiting(
        person,
        frozenset(office.role for office in offices),
        frozenset(name for name, holds in relations.items() if holds),
    )
