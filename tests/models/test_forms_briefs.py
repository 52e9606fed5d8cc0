"""What travels of a form in messages: the fields they ask for, and nothing personal (R4, R7, R9, G1, K3)."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from pydantic import create_model

import models.messages
from models.commands import Told
from models.forms import FORMS, FiledForm, file_form
from models.message import Form, FromForm
from models.messages.rapid_review import ActionBrief, Attendance, ReturnAnswer
from models.people import Partner
from tests.models.form_boxes import EXAMPLES, MON_4_JAN, demo, demo_kind, filed


@pytest.mark.parametrize(
    ("name", "changes", "answer", "nominated"),
    [
        ("return-full", {}, ReturnAnswer.FULL, True),
        ("return-full", {"more_to_follow": "yes"}, ReturnAnswer.PARTIAL, True),
        ("return-full", {"nominee": {}}, ReturnAnswer.FULL, False),
        ("return-partial", {}, ReturnAnswer.PARTIAL, True),
        ("return-no-records", {}, ReturnAnswer.NO_RECORDS, True),
        ("return-no-records", {"summary": "We did meet once."}, ReturnAnswer.PARTIAL, False),
    ],
)
def test_a_return_is_full_partial_or_no_records(
    name: str, changes: dict[str, object], answer: ReturnAnswer, nominated: bool
) -> None:
    assert filed(name, **changes).brief() == {"answer": answer, "nominated": nominated}


def test_minutes_tell_who_was_there_for_the_quorum() -> None:
    quorate, not_quorate = filed("minutes-quorate").brief(), filed("minutes-not-quorate").brief()

    assert quorate["partners_present"] == tuple(Partner)
    assert not_quorate["partners_present"] == (Partner.CHILDRENS_SOCIAL_CARE, Partner.CONSTABULARY)
    assert quorate["attendance"]["A-011"] is Attendance.SUBSTITUTE
    assert quorate["qiip_members"] == 1
    assert quorate["immediate_actions"] == 1
    assert quorate["lcspr_recommended"] is False


def test_of_two_people_of_an_agency_the_one_who_came_counts() -> None:
    two = [
        {"agency_ref": "A-010", "attendance": "apologies"},
        {"agency_ref": "A-010", "attendance": "attended"},
        {"agency_ref": "A-011", "attendance": "absent"},
    ]

    form = filed("minutes-quorate", attendees=two)

    assert form.attendance() == {"A-010": Attendance.ATTENDED, "A-011": Attendance.ABSENT}


def test_actions_of_a_report_keep_their_number_when_one_before_them_is_incomplete() -> None:
    report = demo("report-v2")
    del report["learning"][0]["actions"][0]["owner"]

    form = file_form("appendix_3", report, MON_4_JAN)

    assert form.gaps() == ("learning.0.actions.0.owner",)
    assert form.brief()["actions"] == (ActionBrief(id="RR-2", owner="A-001", due=date(2027, 2, 26)),)


def test_a_response_plans_actions_carry_their_own_prefix() -> None:
    actions = filed("response-plan").brief()["actions"]

    assert [each.id for each in actions] == ["LC-1", "LC-2"]
    assert [each.multi_agency for each in actions] == [False, True]


def test_the_publication_plan_tells_who_agreed() -> None:
    form = filed("publication-plan", partners=[{"partner": "health", "agrees": "yes"}, {"partner": "constabulary"}])

    assert form.agreed_by() == (Partner.HEALTH,)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_brief_and_the_gaps_tell_nothing_personal(name: str) -> None:
    form: FiledForm = filed(name)

    said = f"{form.brief()!r} {form.gaps()!r}"

    assert not [value for value in form.personal_values() if value in said]


def test_an_action_added_by_itself_tells_owner_and_date() -> None:
    assert filed("learning-action").brief() == {"owner": "A-002", "due": date(2027, 6, 30), "multi_agency": True}


def test_every_form_a_message_asks_for_exists_and_fills_what_comes_from_it() -> None:
    examples: dict[str, list[FiledForm]] = {}
    for name in EXAMPLES:
        examples.setdefault(demo_kind(name), []).append(filed(name))

    for told, kind, from_form in messages_with_forms():
        assert kind in FORMS, told.__name__
        assert all(from_form <= set(form.brief()) for form in examples[kind]), told.__name__
        for form in examples[kind]:
            brief = {name: form.brief()[name] for name in from_form}
            fields = create_model("Fields", **{name: _declared(told, name) for name in from_form})  # type: ignore[call-overload]
            fields.model_validate(brief)


def messages_with_forms() -> Iterator[tuple[type[Told], str, set[str]]]:
    """Every message that carries a form, the form's kind, the fields that come from it."""
    for module in iter_modules(models.messages.__path__, "models.messages."):
        for told in vars(import_module(module.name)).values():
            if isinstance(told, type) and issubclass(told, Told) and "name" in vars(told):
                marks = {name: field.metadata for name, field in told.model_fields.items()}
                forms = [mark.kind for found in marks.values() for mark in found if isinstance(mark, Form)]
                from_form = {name for name, found in marks.items() if any(isinstance(mark, FromForm) for mark in found)}
                yield from ((told, kind, from_form) for kind in forms)


def _declared(told: type[Told], name: str) -> tuple[Any, Any]:
    return told.model_fields[name].annotation, ...
