"""The report's sections, the items of the check, and what a machine can see of them (R9, R10, R13)."""

from datetime import date
from typing import Any

import pytest

from models.forms import file_form
from models.forms.appendix_3 import RapidReviewReport
from models.forms.wt_checklist import WtChecklist
from models.learning_actions import SmartFlaw, is_vague, smart_flaws
from models.rapid_review_report import CHECKS, SECTIONS, advise, blank_sections, not_passed
from tests.models.form_boxes import MON_4_JAN, demo

AGREED = date(2026, 11, 20)
DUE = date(2027, 2, 26)


def report(name: str, **changes: object) -> Any:
    return file_form("appendix_3", demo(name) | changes, MON_4_JAN)


def test_the_sections_are_those_of_the_form() -> None:
    assert list(SECTIONS) == list(RapidReviewReport.model_fields)


def test_the_items_are_those_of_the_checklist() -> None:
    assert list(CHECKS) == [name for name in WtChecklist.model_fields if name in CHECKS]
    assert len(CHECKS) == 16


def test_blank_sections_are_named_in_the_order_of_the_form() -> None:
    assert blank_sections(report("report-v1-blanks").gaps()) == (
        "case_under_review",
        "learning",
        "national_themes",
        "lcspr",
    )
    assert blank_sections(report("report-v2").gaps()) == ()


def test_an_empty_report_has_every_section_blank() -> None:
    assert blank_sections(file_form("appendix_3", {}, MON_4_JAN).gaps()) == tuple(SECTIONS)


def test_a_gap_of_a_later_release_names_no_section() -> None:
    assert blank_sections(["section_nine.box"]) == ()


def test_items_pass_only_by_an_answer() -> None:
    passed: dict[str, bool | None] = dict.fromkeys(CHECKS, True)

    assert not_passed(passed) == ()
    assert not_passed(passed | {"analysis": None, "key_events": False}) == ("key_events", "analysis")


def test_a_good_report_gives_the_machine_nothing_to_say() -> None:
    assert advise(report("report-v2"), kloes=2, missing_returns=(), agreed_on=AGREED) == {}


def test_the_machine_names_the_flaws_it_sees_item_by_item() -> None:
    assert advise(report("report-v1-blanks"), kloes=3, missing_returns=("A-011",), agreed_on=AGREED) == {
        "kloes_answered": ("kloe_3_unanswered",),
        "smart_actions": ("learning_1_action_1_not_assigned", "learning_2_action_1_not_time_bound"),
        "protected_characteristics": ("case_under_review.protected_characteristics",),
        "lcspr_rationale": ("lcspr.proceed",),
        "national_themes": ("national_themes",),
        "return_gaps": ("A-011_not_named",),
    }


def test_learning_without_tag_tie_or_action_is_seen() -> None:
    flaws = advise(report("report-v2", learning=[{"learning": "Something."}]), 2, (), AGREED)

    assert flaws == {
        "learning_tied_to_analysis": ("learning_1",),
        "learning_tagged": ("learning_1",),
        "smart_actions": ("learning_1_without_action",),
    }


def test_a_statement_that_is_not_concise_is_seen() -> None:
    long = demo("report-v2")["case_under_review"] | {"concise_statement": "word " * 601}

    assert advise(report("report-v2", case_under_review=long), 2, (), AGREED) == {
        "concise_statement": ("longer_than_600_words",)
    }


@pytest.mark.parametrize(
    ("action", "owner", "due", "measure", "flaws"),
    [
        ("Ring the referrer before closing.", "A-001", DUE, "Nine of ten.", ()),
        ("", "A-001", DUE, "Nine of ten.", (SmartFlaw.NOT_SPECIFIC,)),
        ("Training", "A-001", DUE, "Nine of ten.", (SmartFlaw.NOT_SPECIFIC,)),
        ("Consider whether training would help.", "A-001", DUE, "Nine of ten.", (SmartFlaw.NOT_SPECIFIC,)),
        ("Ring the referrer before closing.", " ", DUE, "Nine of ten.", (SmartFlaw.NOT_ASSIGNED,)),
        ("Ring the referrer before closing.", "A-001", None, "Nine of ten.", (SmartFlaw.NOT_TIME_BOUND,)),
        ("Ring the referrer before closing.", "A-001", AGREED, "Nine of ten.", (SmartFlaw.DUE_ALREADY,)),
        ("Ring the referrer before closing.", "A-001", DUE, "", (SmartFlaw.NOT_MEASURABLE,)),
        ("", "", None, "", tuple(SmartFlaw)[:4]),
    ],
)
def test_an_action_is_smart_when_specific_measurable_owned_and_due(
    action: str, owner: str, due: date | None, measure: str, flaws: tuple[SmartFlaw, ...]
) -> None:
    assert set(smart_flaws(action, owner, due, measure, AGREED)) == set(flaws)


@pytest.mark.parametrize(
    "action", ["Considerate letters go to every referrer.", "Tryout sessions are held each month."]
)
def test_a_word_that_only_begins_like_a_vague_one_is_not_vague(action: str) -> None:
    assert not is_vague(action)
