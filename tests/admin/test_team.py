"""The team's view: per agency, per person and per step, late first (R5, E5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import FRI_27_NOV_17, MON_23_NOV, happened, in_ballot, in_review, opened, stands

COORDINATOR, SCRUTINEER, HEALTH = "P-0002", "P-0020", "P-0006"
LATE = MON_23_NOV - timedelta(days=3)


def test_the_business_unit_and_the_scrutineer_see_it_and_nobody_else(pages: Pages) -> None:
    assert [pages.as_(who).get("/team").status_code for who in (COORDINATOR, "P-0001", SCRUTINEER)] == [200] * 3
    assert [pages.as_(who).get("/team").status_code for who in (HEALTH, "P-0027", "P-0013", "P-0011")] == [403] * 4


def test_an_empty_partnership_says_so(pages: Pages) -> None:
    assert "Nothing is waited for." in words_of(pages.as_(COORDINATOR).get("/team"))


def test_late_work_comes_first_with_who_holds_it(pages: Pages) -> None:
    in_ballot(pages.register, 1, due=FRI_27_NOV_17)
    case = opened(pages.register, 2)
    stands(pages.register, case, Part.RAPID_REVIEW, "check", "check_report", "role:business_manager", due=LATE)

    words = words_of(pages.as_(COORDINATOR).get("/team"))

    assert "1 late 4 open in all" in words
    late = words.index("The Business Manager: Check the report against Working Together Late")
    assert late < words.index("The QiiP member for the Constabulary: Vote: should this become a Rapid Review?")


def test_what_either_of_two_may_do_is_one_thing_and_what_each_owes_is_each_s(pages: Pages) -> None:
    case = opened(pages.register, 1)
    stands(pages.register, case, Part.REVIEW, "opening", "answer_safety_question", "role:coordinator")
    in_ballot(pages.register, 2)

    words = words_of(pages.as_(COORDINATOR).get("/team"))

    either = "The Business Manager or the Statutory Review Coordinator: Say whether children need to be kept safe now"
    assert words.count(either) == 1
    assert "Business Manager: Say whether" not in words
    assert words.count(": Vote: should this become a Rapid Review?") == 3


def test_an_agency_s_line_counts_its_contact_its_lead_and_its_member(pages: Pages) -> None:
    in_ballot(pages.register, 1, due=LATE)
    in_review(pages.register, 2, agencies=("A-002", "A-010"))

    answer = pages.as_(COORDINATOR).get("/team")
    narrowed = words_of(pages.as_(COORDINATOR).get("/team?agency=A-002"))

    assert "Fernshire Integrated Care Board (fictional) Late 1 Open 2" in words_of(answer)
    assert 'href="/team?agency=A-002"' in answer.text
    assert "Narrowed. Show everything" in narrowed
    assert "Showing 1 to 2 of 2" in narrowed
    assert "Fernwick Academy (fictional): Return" not in narrowed


def test_a_step_s_line_leads_to_its_work(pages: Pages) -> None:
    in_ballot(pages.register, 1)
    in_review(pages.register, 2)

    narrowed = words_of(pages.as_(COORDINATOR).get("/team?step=agency_returns"))

    assert "Return the agency's information" in narrowed
    assert "Vote: should" not in narrowed


def test_only_what_is_late(pages: Pages) -> None:
    in_ballot(pages.register, 1, due=LATE)
    in_review(pages.register, 2)

    assert "GSCP-2026-002" not in words_of(pages.as_(COORDINATOR).get("/team?late=yes"))


def test_a_chair_is_named_by_title_and_reference_in_the_counts(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    stands(pages.register, case, Part.RAPID_REVIEW, "report", "submit_report", "person:P-0013", due=FRI_27_NOV_17)

    words = words_of(pages.as_(COORDINATOR).get("/team"))

    assert "Independent Chair P-0013 Late 0 Open 1" in words
    assert "The Independent Chair: Write and submit the Rapid Review Report" in words


def test_a_walled_case_is_neither_listed_nor_counted(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person=COORDINATOR, role="coordinator")

    assert "Nothing is waited for." in words_of(pages.as_(COORDINATOR).get("/team"))


def test_long_work_comes_in_pages(pages: Pages) -> None:
    for number in range(1, 19):
        in_ballot(pages.register, number)

    first, second = (words_of(pages.as_(COORDINATOR).get(path)) for path in ("/team", "/team?page=2"))

    assert ("Showing 1 to 50 of 54" in first, "Showing 51 to 54 of 54" in second) == (True, True)


@pytest.mark.parametrize(
    "query", ["agency=A-999", "who=nobody", "step=none", "page=99", "late=maybe", "who=%3Cscript%3E"]
)
def test_whatever_stands_in_the_address_there_is_a_page(pages: Pages, query: str) -> None:
    in_ballot(pages.register, 1)

    answer = pages.as_(COORDINATOR).get(f"/team?{query}")

    assert answer.status_code == 200
    assert "<script>" not in answer.text
