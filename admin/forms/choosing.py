"""Whom and what one can choose from: agencies and people of the directory, and what the case itself holds (K2, N15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from admin.forms.questions import Option, Question
from admin.wiring import Wiring
from models.people import Actor, Role
from models.wording import ROLES, words

_OF_OFFICE: Mapping[str, tuple[Role, ...]] = {
    "chair": (Role.INDEPENDENT_CHAIR,),
    "reviewer": (Role.LEAD_REVIEWER,),
    "seconded_by": (Role.BUSINESS_MANAGER, Role.COORDINATOR, Role.QIIP_CHAIR, Role.QIIP_MEMBER),
}
_AUTHORITY = frozenset({"incident_la", "responsible_la"})
_IS_AUTHORITY = re.compile(r"local authority|council|children's social care", re.IGNORECASE)
FromCase = Callable[["Choosing"], tuple[Option, ...]]
FROM_CASE: dict[tuple[str, str], FromCase] = {}


def chosen_from(*fields: tuple[str, str]) -> Callable[[FromCase], FromCase]:
    """Register what can be chosen for a field of a command, from the case itself."""

    def register(finds: FromCase) -> FromCase:
        FROM_CASE.update(dict.fromkeys(fields, finds))
        return finds

    return register


class Choosing:
    """The choices of one page. People's names are looked up once, and that is on record (K2)."""

    def __init__(self, wiring: Wiring, capacities: tuple[Actor, ...], case: str, command: str) -> None:
        self.wiring, self.capacities, self.case, self._command = wiring, capacities, case, command

    @property
    def by(self) -> Actor:
        """Who looks things up."""
        return self.capacities[0]

    def options(self, path: str, question: Question) -> tuple[Option, ...]:
        """What can be chosen at a path; empty where one types."""
        finds = FROM_CASE.get((self._command, path)) if self.case else None
        if finds is not None:
            return finds(self)
        if question.kind in ("agency_ref", "agency_refs"):
            return self._authorities if question.name in _AUTHORITY else self.agencies
        return self._people(question.name) if question.kind == "person" else ()

    @cached_property
    def agencies(self) -> tuple[Option, ...]:
        """Every agency of the directory, by name."""
        rows = sorted(self.wiring.register.agencies(), key=lambda row: row.name.casefold())
        return tuple(Option(row.ref, row.name) for row in rows)

    @cached_property
    def _authorities(self) -> tuple[Option, ...]:
        rows = self.wiring.register.agencies()
        found = {row.ref for row in rows if _IS_AUTHORITY.search(row.kind)}
        return tuple(each for each in self.agencies if each.value in found) or self.agencies

    @cached_property
    def _names(self) -> dict[str, str]:
        rows = self.wiring.register.people(self.by, self.wiring.now(), f"form:{self._command}")
        return {row.ref: row.name for row in rows}

    def _people(self, name: str) -> tuple[Option, ...]:
        offices = _OF_OFFICE.get(name, ())
        held = [row for row in self.wiring.register.appointments(self.wiring.today()) if row.role is not Role.SERVICE]
        walled = frozenset(self.wiring.register.walled_off(self.case)) if self.case and offices else frozenset()
        roles: dict[str, list[str]] = {}
        for row in held:
            if (not offices or row.role in offices) and row.person not in walled:
                roles.setdefault(row.person, []).append(words(ROLES, row.role))
        if name == "seconded_by":
            roles.pop(self.by.person, None)
        found = [
            Option(ref, f"{self._names.get(ref, ref)} ({', '.join(dict.fromkeys(of))})") for ref, of in roles.items()
        ]
        return tuple(sorted(found, key=lambda each: each.words.casefold()))
