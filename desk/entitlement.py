"""Who may hand something in for this case: the table of permissions asked with all the register knows (K1, R1, T2).

Asked before anything is kept, because a fact that has been kept cannot be refused any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from adapters.register import Register
from models import authority
from models.authority import Relation
from models.commands import Fact, Told
from models.message import Refusal
from models.messages.threshold import Recuse
from models.people import Actor, Role

OWNED = {"update_action": "{action}", "complete_action": "{action}", "confirm_immediate_action": "immediate-{number}"}


def refuses_for_case(
    register: Register, kind: type[Told], case: str, by: Actor, values: Mapping[str, Any]
) -> Refusal | None:
    """Why may this person not hand this in for this case? None: they may, as far as the register knows.

    A wall of conflict keeps from deciding; a fact has happened, whoever reports it.
    """
    relations = register.relations(case, by.person, (by.agency,) if by.agency else ())
    if issubclass(kind, Fact):
        relations -= {Relation.WALLED}
    stranger = authority.refuses(kind.name, by, relations)
    return stranger or _refuses_agency(kind, by, values) or _refuses_owner(register, kind, case, by, values)


def _refuses_agency(kind: type[Told], by: Actor, values: Mapping[str, Any]) -> Refusal | None:
    agency = values.get("agency")
    return authority.refuses_agency(by, agency) if "agency" in kind.model_fields and agency else None


def _refuses_owner(
    register: Register, kind: type[Told], case: str, by: Actor, values: Mapping[str, Any]
) -> Refusal | None:
    """Is it about an action that another agency owns? One the register does not know the case itself refuses."""
    if kind.name not in OWNED or by.role not in authority.OF_AGENCIES:
        return None
    given = {"action": values.get("action"), "number": values.get("number")}
    wanted = OWNED[kind.name].format(**given)
    owner = next((row["owner"] for row in register.actions(case) if row["action"] == wanted), None)
    if owner is None or owner == by.agency:
        return None
    return Refusal(code="not_owner", says="action: another agency owns it.")


def with_the_member(
    register: Register, kind: type[Told], by: Actor, values: Mapping[str, Any], on: date
) -> Mapping[str, Any]:
    """A recusal that somebody else records names the member it is about, where the directory knows one (T2)."""
    if kind is not Recuse or by.role is Role.QIIP_MEMBER or values.get("person"):
        return values
    members = [
        held.person
        for held in register.appointments(on)
        if held.role is Role.QIIP_MEMBER and held.partner == values.get("partner") and not held.deputy
    ]
    return {**values, "person": members[0]} if len(members) == 1 else values
