"""Incomplete forms are accepted, their blanks listed, and what they answer opens a case (N2, N4, N7, R4, R10)."""

from datetime import date

import pytest

from models.case import CaseKind, DeathKind, Limbs, ReviewAsked
from models.forms import FORMS
from tests.models.form_boxes import EXAMPLES, KINDS, demo_kind, filed

INCOMPLETE = {
    "cfc-incomplete",
    "lcspr-report-incomplete",
    "report-v1-blanks",
    "return-partial",
}


def test_every_kind_of_form_has_a_fictional_example() -> None:
    assert {demo_kind(name) for name in EXAMPLES} == set(FORMS) == set(KINDS.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_taken_and_has_the_blanks_it_is_meant_to_have(name: str) -> None:
    assert bool(filed(name).gaps()) is (name in INCOMPLETE)


@pytest.mark.parametrize("name", EXAMPLES)
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


def test_no_records_beside_a_story_is_asked_again() -> None:
    assert "records_held" in filed("return-no-records", summary="We did meet once.").gaps()


def test_minutes_without_learning_or_themes_say_why() -> None:
    form = filed("minutes-quorate", learning=[], no_theme_because="")

    assert form.gaps() == ("learning", "national_themes")


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
