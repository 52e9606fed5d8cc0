"""The rules of learning actions: identity, evidence, dates, slippage (G1, G2, G7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.learning import ActionEnd, Actions
from models.message import DocumentRef
from models.messages.learning import AddAction, CompleteAction, RedateAction, UpdateAction
from models.messages.rapid_review import ActionBrief
from models.people import Actor
from models.repeats import REMEMBERED, Repeats
from tests.models.later_parts import COORDINATOR, at, code, contact, told

FRI_3_APRIL = date(2026, 4, 3)


def brief(id: str = "RR-1", owner: str = "A-001") -> ActionBrief:
    return ActionBrief(id=id, owner=owner, due=FRI_3_APRIL)


def agreed(*briefs: ActionBrief) -> Actions:
    actions = Actions()
    actions.agree(briefs or (brief(),), "rapid_review")
    return actions


def test_an_action_told_again_is_the_same_action() -> None:
    actions = agreed()

    assert actions.agree((brief(),), "rapid_review") == ()
    assert list(actions.all) == ["RR-1"]


def test_the_same_number_from_elsewhere_is_another_action() -> None:
    actions = agreed()

    (other,) = actions.agree((brief(owner="A-002"),), "lcspr")

    assert other.id == "lcspr-RR-1"
    assert actions.all["RR-1"].owner == "A-001"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"owner": "A-001", "due": FRI_3_APRIL}, None),
        ({"due": FRI_3_APRIL}, "not_smart"),
        ({"owner": "A-001"}, "not_smart"),
        ({"owner": "A-001", "due": date(2026, 3, 2)}, "date_past"),
        ({"owner": "A-001", "due": FRI_3_APRIL, "action": DocumentRef(id="d", gaps=("measure",))}, "not_smart"),
    ],
)
def test_an_added_action_has_an_owner_a_measure_and_a_date_to_come(
    values: dict[str, Any], expected: str | None
) -> None:
    addition = told(AddAction, **{"action": DocumentRef(id="d"), **values})

    assert code(Actions().refuses_addition(addition)) == expected


@pytest.mark.parametrize(
    ("by", "expected"), [(contact("A-001"), None), (contact("A-002"), "not_owner"), (COORDINATOR, None)]
)
def test_an_agency_speaks_for_its_own_actions_and_the_business_unit_for_all(by: Actor, expected: str | None) -> None:
    assert code(agreed().refuses_update(told(UpdateAction, by, action="RR-1", progress="d"))) == expected


@pytest.mark.parametrize(
    ("evidence", "impact", "expected"),
    [("e", "i", None), ("", "i", "needs_evidence"), ("e", "", "needs_evidence")],
)
def test_an_action_is_completed_with_evidence_and_impact(evidence: str, impact: str, expected: str | None) -> None:
    completion = told(CompleteAction, action="RR-1", evidence=evidence, impact=impact)

    assert code(agreed().refuses_completion(completion)) == expected


def test_what_has_ended_stays_ended() -> None:
    actions = agreed()
    actions.end("RR-1", ActionEnd.COMPLETED)

    assert actions.open == ()
    assert code(actions.refuses_update(told(UpdateAction, action="RR-1", progress="d"))) == "action_ended"


@pytest.mark.parametrize(
    ("when", "slipped"),
    [("2026-04-03 16:00", False), ("2026-04-03 16:01", True)],  # due at 17:00 in London's summer
)
def test_a_new_date_is_slippage_once_the_due_hour_has_passed(when: str, slipped: bool) -> None:
    actions = agreed()
    redating = told(RedateAction, when=at(when), action="RR-1", due=date(2026, 5, 1), reasons="d")

    assert actions.redate(redating, at("2026-04-03 16:00")) is slipped
    assert actions.all["RR-1"].slipped == slipped
    assert actions.all["RR-1"].due == date(2026, 5, 1)


def test_the_date_it_has_already_is_no_new_date() -> None:
    redating = told(RedateAction, action="RR-1", due=FRI_3_APRIL, reasons="d")

    assert code(agreed().refuses_redating(redating)) == "same_date"


def test_answers_are_remembered_by_token_and_the_oldest_forgotten() -> None:
    repeats = Repeats()
    first = told(UpdateAction, action="RR-1", progress="d")
    repeats.remember(first, "recorded")
    remembered = repeats.answer_to(first)

    for _ in range(REMEMBERED):
        repeats.remember(told(UpdateAction, action="RR-1", progress="d"), "recorded")

    assert remembered == "recorded"
    assert repeats.answer_to(first) is None
    assert len(repeats.answers) == REMEMBERED
