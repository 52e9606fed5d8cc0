"""Refusals tell the box, what is wrong and how to mend it, and repeat nothing that was typed (K4, K3)."""

import logging

import pytest
from pydantic import ValidationError

from models.forms import FORMS, FormRefused, file_form, stored_form
from models.forms.errors import place_of
from tests.models.form_boxes import MON_4_JAN, demo

SECRET = "Robin Testcase-Quill"


def refused(kind: str, data: object) -> FormRefused:
    with pytest.raises(FormRefused) as caught:
        file_form(kind, data, MON_4_JAN)
    return caught.value


def test_a_line_names_the_row_the_label_the_problem_and_the_mending() -> None:
    data = {"children": [{}, {"date_of_birth": "2015-02-30"}]}

    found = refused("appendix_1", data)

    assert found.lines == (
        "Child 2, Date of birth (children.1.date_of_birth): "
        "is a date that does not exist: Give a day of the calendar as year-month-day, such as 2026-03-27.",
    )


def test_all_boxes_to_mend_are_told_at_once() -> None:
    data = {"cp_plan": "perhaps", "harm": 7, "review_asked": "inquest"}

    found = refused("appendix_1", data)

    assert sorted(error.field for error in found.errors) == ["cp_plan", "harm", "review_asked"]


def test_a_choice_is_refused_with_the_answers_there_are() -> None:
    found = refused("appendix_1", {"review_asked": "inquest"})

    assert found.errors[0].mend == "Choose one of 'rapid_review', 'alte' or 'both'."


def test_a_misspelt_box_is_told_its_right_name() -> None:
    found = refused("appendix_1", {"case_sumary": "A story."})

    assert found.errors[0].mend == "Take it out, or name it case_summary if that is what it is."


def test_the_text_of_a_refusal_tells_nothing_that_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    data = {"cp_plan": SECRET, "raised_by": SECRET, "agencies": [SECRET], SECRET: 1, "incident_on": SECRET}

    found = refused("appendix_1", data)
    logging.getLogger("test").error("%s %r", found, found)

    assert SECRET not in caplog.text
    assert SECRET not in "".join(error.problem + error.mend for error in found.errors)
    assert found.__cause__ is None
    assert found.__suppress_context__


def test_pydantic_itself_hides_what_was_typed() -> None:
    with pytest.raises(ValidationError) as caught:
        stored_form("appendix_1", {"cp_plan": SECRET})

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("data", [None, 5, "text", [], [{}]])
def test_what_is_no_form_at_all_is_refused(data: object) -> None:
    found = refused("sin", data)

    assert found.errors[0].field == "form"


def test_a_form_of_ten_megabytes_is_refused_as_a_whole() -> None:
    found = refused("appendix_1", {"case_summary": "x" * 10_000_000})

    assert found.errors[0].problem == "is too large"


@pytest.mark.parametrize("thing", [object(), "\ud800", {"deep": object()}])
def test_what_is_not_data_is_refused(thing: object) -> None:
    found = refused("appendix_1", {"case_summary": thing})

    assert found.errors


def test_a_form_nested_beyond_sense_is_refused() -> None:
    deep: object = "x"
    for _ in range(5000):
        deep = {"children": [deep]}

    found = refused("appendix_1", deep)

    assert found.errors


def test_an_unknown_kind_of_form_is_refused_with_the_nearest() -> None:
    found = refused("appendix_4", {})

    assert found.errors[0].field == "kind"
    assert "appendix_" in found.errors[0].mend


def test_too_many_children_are_refused_with_the_limit() -> None:
    found = refused("sin", {"children": [{}] * 5})

    assert found.errors[0].problem == "has more than 4 rows"


@pytest.mark.parametrize("kind", FORMS)
def test_paths_and_places_are_each_others_inverse(kind: str) -> None:
    for gap in file_form(kind, {}, MON_4_JAN).gaps():
        assert ".".join(map(str, place_of(gap))) == gap


def test_a_refused_form_is_taken_once_it_is_mended() -> None:
    wrong = demo("cfc-split-vote") | {"cp_plan": "perhaps"}

    found = refused("appendix_1", wrong)
    mended = file_form("appendix_1", wrong | {"cp_plan": "yes"}, MON_4_JAN)

    assert found.errors[0].field == "cp_plan"
    assert mended.gaps() == ()
