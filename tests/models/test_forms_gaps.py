"""Incomplete forms are accepted, their blanks listed; each form's brief tells nothing personal (N4, R4, R7, R10)."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from pydantic import create_model

import models.messages
from models.case import CaseKind, DeathKind, Limbs, ReviewAsked
from models.commands import Told
from models.forms import FORMS, FiledForm, file_form
from models.message import Form, FromForm
from models.messages.rapid_review import ActionBrief, Attendance, ReturnAnswer
from models.people import Partner
from tests.models.form_boxes import DEMO, KINDS, MON_4_JAN, demo, demo_kind

INCOMPLETE = {
    "cfc-incomplete",
    "lcspr-report-incomplete",
    "report-v1-blanks",
    "return-partial",
    "sin-two-children",  # the moment of notification is the door's to say
}
NAMES = sorted(each.stem for each in DEMO.glob("*.json"))


def filed(name: str, **changes: object) -> Any:
    return file_form(demo_kind(name), demo(name) | changes, MON_4_JAN)


def test_every_kind_of_form_has_a_fictional_example() -> None:
    assert {demo_kind(name) for name in NAMES} == set(FORMS) == set(KINDS.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_taken_and_has_the_blanks_it_is_meant_to_have(name: str) -> None:
    assert bool(filed(name).gaps()) is (name in INCOMPLETE)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_between_filing_and_reading_back(name: str) -> None:
    form = filed(name)

    assert type(form).from_record(form.as_filed()) == form


def test_an_incomplete_cfc_is_accepted_with_the_paths_of_its_blanks() -> None:
    gaps = filed("cfc-incomplete").gaps()

    assert "raised_by.role" in gaps
    assert "children.0.date_of_birth" in gaps
    assert "cp_plan" in gaps
    assert "raised_by.name" not in gaps
    assert "anything_else" not in gaps


def test_one_part_of_a_name_is_enough() -> None:
    nameless = filed("cfc-incomplete", children=[{}]).gaps()

    assert "children.0.last_name" in nameless
    assert "children.0.last_name" not in filed("cfc-incomplete").gaps()


def test_a_yes_to_plans_asks_for_the_plans() -> None:
    form = filed("cfc-split-vote", cp_plan_history=[], ehc_or_cin_plan="yes")

    assert form.gaps() == ("cp_plan_history", "ehc_or_cin_details")


def test_a_cfc_opens_a_case_with_what_it_answers() -> None:
    opening = filed("cfc-split-vote").opening_brief()

    assert opening["review_asked"] is ReviewAsked.RAPID_REVIEW
    assert opening["children"] == 1
    assert opening["referrer"] == "agency:A-010"
    assert opening["limbs"] == Limbs(abuse_known_or_suspected=True, child_died=False, child_seriously_harmed=True)
    assert "notified_at" not in opening


@pytest.mark.parametrize(
    ("changes", "died", "harmed"),
    [
        ({"died_or_seriously_harmed": "yes", "event": "unexpected"}, True, None),
        ({"died_or_seriously_harmed": "yes", "event": ""}, None, True),
        ({"died_or_seriously_harmed": "yes", "event": "alte"}, None, True),
        ({"died_or_seriously_harmed": "no", "event": "not_a_death"}, False, False),
        ({"died_or_seriously_harmed": "no", "event": "expected"}, True, None),
        ({"died_or_seriously_harmed": "no", "event": "alte"}, False, False),
        ({"died_or_seriously_harmed": "", "event": "alte"}, None, True),
        ({"died_or_seriously_harmed": "", "event": "", "died_on": "2026-11-06"}, True, None),
    ],
)
def test_the_one_printed_question_is_recorded_limb_by_limb(
    changes: dict[str, object], died: bool | None, harmed: bool | None
) -> None:
    limbs = filed("cfc-split-vote", **changes).limbs()

    assert (limbs.child_died, limbs.child_seriously_harmed) == (died, harmed)


def test_a_neonatal_event_that_the_dates_deny_is_asked_again_and_screens_nobody_out() -> None:
    baby = [{"forename": "Pip", "date_of_birth": "2026-09-01", "address": "Nowhere"}]

    form = filed("cfc-split-vote", children=baby, event="neonatal", died_on="2026-11-05", left_hospital="yes")

    assert form.gaps() == ("event",)
    assert form.opening_brief()["event"] is DeathKind.UNEXPECTED


def test_a_sin_records_each_limb_and_excuses_those_another_answers() -> None:
    form = filed("sin-christmas")

    assert form.limbs() == Limbs(
        abuse_known_or_suspected=True, child_died=False, child_seriously_harmed=True, in_area=True
    )
    assert "outside_england_while_resident" not in form.gaps()
    assert form.opening_brief()["kind"] is CaseKind.SIN
    assert form.opening_brief()["aware_on"] == date(2026, 12, 10)


def test_a_looked_after_childs_death_opens_its_own_kind() -> None:
    assert filed("looked-after-death").opening_brief()["kind"] is CaseKind.LOOKED_AFTER_DEATH


def test_a_sin_without_its_kind_said_is_still_a_sin() -> None:
    form = filed("sin-christmas", notification="")

    assert form.opening_brief()["kind"] is CaseKind.SIN
    assert form.gaps() == ("notification",)


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


def test_no_records_beside_a_story_is_asked_again() -> None:
    assert "records_held" in filed("return-no-records", summary="We did meet once.").gaps()


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


def test_minutes_without_learning_or_themes_say_why() -> None:
    form = filed("minutes-quorate", learning=[], no_theme_because="")

    assert form.gaps() == ("learning", "national_themes")


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


def test_a_report_that_goes_to_a_lcspr_needs_its_scope_but_no_learning_yet() -> None:
    form = filed("report-lcspr", learning=[], lcspr={"proceed": "yes"})

    assert form.gaps() == ("lcspr.methodology", "lcspr.scope", "lcspr.agencies")
    assert form.brief()["lcspr_recommended"] is True


def test_an_item_left_unanswered_has_not_passed_the_check() -> None:
    form = filed("checklist-passed", analysis={}, smart_actions={"result": "failed"})

    assert form.brief() == {"failed": ("analysis", "smart_actions")}
    assert form.gaps() == ("analysis.result", "smart_actions.comment")


def test_a_lcspr_reports_missing_parts_are_named() -> None:
    assert filed("lcspr-report-incomplete").missing_parts() == (
        "analysis",
        "recommendations.0.by_when",
        "recommendations.0.outcome",
    )


def test_the_publication_plan_tells_who_agreed() -> None:
    form = filed("publication-plan", partners=[{"partner": "health", "agrees": "yes"}, {"partner": "constabulary"}])

    assert form.agreed_by() == (Partner.HEALTH,)


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_and_the_gaps_tell_nothing_personal(name: str) -> None:
    form: FiledForm = filed(name)

    said = f"{form.brief()!r} {form.gaps()!r}"

    assert not [value for value in form.personal_values() if value in said]


def test_an_action_added_by_itself_tells_owner_and_date() -> None:
    assert filed("learning-action").brief() == {"owner": "A-002", "due": date(2027, 6, 30), "multi_agency": True}


def test_every_form_a_message_asks_for_exists_and_fills_what_comes_from_it() -> None:
    examples: dict[str, list[FiledForm]] = {}
    for name in NAMES:
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
