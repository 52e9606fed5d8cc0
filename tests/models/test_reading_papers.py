"""Who reads the papers of a case: one table for the pages and for the shell, default no (K1)."""

from __future__ import annotations

import pytest

from models import authority
from models.authority import Relation
from models.people import Actor, Role

NOTHING: frozenset[Relation] = frozenset()


def reader(role: Role) -> Actor:
    return Actor(person="P-0099", role=role)


def code(role: Role, relations: frozenset[Relation] = NOTHING) -> str | None:
    refusal = authority.refuses("read_papers", reader(role), relations)
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    "role",
    [Role.COORDINATOR, Role.BUSINESS_MANAGER, Role.QIIP_MEMBER, Role.QIIP_CHAIR, Role.EXECUTIVE, Role.SCRUTINEER],
)
def test_the_business_unit_partners_executive_and_scrutineer_read_every_case(role: Role) -> None:
    assert code(role) is None


@pytest.mark.parametrize(
    ("role", "relation"),
    [(Role.INDEPENDENT_CHAIR, Relation.CHAIRS), (Role.LEAD_REVIEWER, Relation.LEADS)],
)
def test_a_chair_and_a_reviewer_read_their_own_case_only(role: Role, relation: Relation) -> None:
    assert code(role) == "not_yours"
    assert code(role, frozenset({relation})) is None


@pytest.mark.parametrize("role", [Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD, Role.DESIGNATED_DOCTOR])
def test_an_agency_that_was_asked_reads_no_papers_of_the_case(role: Role) -> None:
    assert code(role, frozenset({Relation.ASKED})) == "not_entitled"


def test_whoever_is_walled_off_reads_nothing() -> None:
    assert code(Role.QIIP_MEMBER, frozenset({Relation.WALLED})) == "conflicted"
