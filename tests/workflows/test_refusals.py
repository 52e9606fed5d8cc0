"""Parts refuse by the table of permissions, and know who holds the case's own offices (K1)."""

from __future__ import annotations

import pytest

from models.message import Refusal
from models.messages.rapid_review import SubmitReport
from models.people import Actor, Role
from tests.models.saying import CASE, CHAIR, COORDINATOR, EXECUTIVE, document, say
from workflows.refusals import entitled

ANOTHER_CHAIR = Actor(person="P-14", role=Role.INDEPENDENT_CHAIR)


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("by", "chairs", "refused"),
    [
        (CHAIR, "P-13", None),
        (ANOTHER_CHAIR, "P-13", "not_yours"),
        (CHAIR, None, "not_yours"),
        (COORDINATOR, "P-13", None),  # the Business Unit files for the Chair
        (COORDINATOR, None, None),
        (EXECUTIVE, "P-13", "not_entitled"),
    ],
)
def test_only_the_case_s_own_chair_acts_as_its_chair(by: Actor, chairs: str | None, refused: str | None) -> None:
    told = say(SubmitReport, by, report=document())

    assert code(entitled(told, CASE, {Role.INDEPENDENT_CHAIR: chairs})) == refused


def test_what_was_sent_to_another_case_is_refused_before_anything_else() -> None:
    told = say(SubmitReport, EXECUTIVE, report=document())

    assert code(entitled(told, "GSCP-2026-999")) == "wrong_case"
