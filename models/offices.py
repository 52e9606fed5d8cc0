"""Who may change who holds which office: an office that reaches cases by itself needs two people (K1).

Nobody gives themselves an office, and nobody confirms what they asked for or what is about themselves.
"""

from __future__ import annotations

from enum import StrEnum

from models.authority import ONLY_OWN
from models.message import Refusal
from models.people import Role

ONE_HOLDER = frozenset(
    {Role.QIIP_MEMBER, Role.QIIP_CHAIR, Role.MANAGEMENT_GROUP_CHAIR}
)  # one at a time, beside deputies (T2)


class ChangeKind(StrEnum):
    """What one person asks for and another confirms."""

    GIVE_OFFICE = "give_office"
    END_OFFICE = "end_office"
    CHANGE_EMAIL = "change_email"  # of somebody who holds such an office: whoever reads their post becomes them


def needs_second_person(role: Role) -> bool:
    """Does an office reach cases by itself, so that two people must give or end it?

    A Chair, a reviewer or an agency's contact reaches only the cases that another recorded decision gives them.
    """
    return role not in ONLY_OWN


def refuses_proposal(kind: ChangeKind, person: str, by: str) -> Refusal | None:
    """Why may this person not ask for this change of another person's offices? None: they may."""
    if kind is ChangeKind.GIVE_OFFICE and person == by:
        return Refusal(code="own_office", says="Nobody gives themselves an office: somebody else has to ask for it.")
    return None


def refuses_confirmation(person: str, asked_by: str, by: str) -> Refusal | None:
    """Why may this person not confirm what was asked for? None: they may."""
    if by == asked_by:
        return Refusal(code="second_person", says="You asked for this: a second person has to confirm it.")
    if by == person:
        return Refusal(code="own_office", says="This is about yourself: somebody else has to confirm it.")
    return None
