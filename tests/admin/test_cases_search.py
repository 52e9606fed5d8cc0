"""Finding the cases of a child: exact, as typed on the form, and no name in an address or on record (N11, K2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adapters.register.cases import Identities
from models.case import Part
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import happened, in_ballot, in_review, reference
from tests.admin.test_cases_list import CHAIR, COORDINATOR, HEALTH, SCHOOL

CHILD = Identities(children=(("Robin Testcase", date(2019, 5, 1)),), incident_on=date(2026, 11, 20))
BORN = {"child-day": "1", "child-month": "5", "child-year": "2019"}
INCIDENT = {"child-day": "20", "child-month": "11", "child-year": "2026"}


def search(pages: Pages, person: str = COORDINATOR, **typed: str) -> Any:
    return pages.as_(person).post("/cases/search", data={"_csrf": FORM_TOKEN, **typed})


@pytest.mark.parametrize(
    ("typed", "basis"),
    [
        ({"child": "robin  TESTCASE", **BORN}, "the same name and date of birth"),
        ({"child": "Testcase", **INCIDENT}, "the same surname and date of incident"),
        ({"child": "Sam Testcase", **INCIDENT}, "the same surname and date of incident"),
    ],
)
def test_a_case_is_found_by_its_child(pages: Pages, typed: dict[str, str], basis: str) -> None:
    in_ballot(pages.register, 1, identities=CHILD)
    in_ballot(pages.register, 2)

    answer = search(pages, **typed)

    assert answer.status_code == 200
    assert f"GSCP-2026-001 : {basis}" in words_of(answer)
    assert reference(2) not in answer.text
    assert "testcase" not in answer.text.lower()


@pytest.mark.parametrize(
    "typed", [{"child": "Robin", **BORN}, {"child": "Robin Testcase", **{**BORN, "child-day": "2"}}]
)
def test_nearly_is_not_found(pages: Pages, typed: dict[str, str]) -> None:
    in_ballot(pages.register, 1, identities=CHILD)

    assert "No case has exactly this." in words_of(search(pages, **typed))


def test_the_search_is_on_record_and_whom_it_was_for_is_not(pages: Pages) -> None:
    in_ballot(pages.register, 1, identities=CHILD)

    search(pages, child="Robin Testcase", **BORN)

    (entry,) = (each for each in pages.register.audit_of("") if each.action == "cases_searched_by_child")
    assert (entry.by.person, entry.detail) == (COORDINATOR, {"found": 1})


def test_a_case_one_may_not_see_is_not_found(pages: Pages) -> None:
    case = in_review(pages.register, 1, identities=CHILD)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person=HEALTH, role="qiip_member")
    typed = {"child": "Robin Testcase", **BORN}

    found = {who: reference(1) in search(pages, who, **typed).text for who in (HEALTH, CHAIR, "P-0014", COORDINATOR)}

    assert found == {HEALTH: False, CHAIR: True, "P-0014": False, COORDINATOR: True}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"child": "", **BORN}, "Name is missing."),
        ({"child": "x" * 201, **BORN}, "Name is too long."),
        ({"child": "Robin Testcase"}, "Date is missing or is not a date."),
        ({"child": "Robin Testcase", "child-day": "31", "child-month": "2", "child-year": "2019"}, "Date is missing"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(pages: Pages, typed: dict[str, str], says: str) -> None:
    answer = search(pages, **typed)

    assert answer.status_code == 422
    assert says in words_of(answer)
    assert all(value in answer.text for value in typed.values())


def test_the_name_is_posted_and_the_answer_is_kept_by_nobody(pages: Pages) -> None:
    text = pages.as_(COORDINATOR).get("/cases").text

    answer = search(pages, child="Robin Testcase", **BORN)

    assert '<form method="post" action="/cases/search"' in text
    assert answer.headers["cache-control"] == "no-store"
    assert "location" not in answer.headers


def test_agencies_do_not_search(pages: Pages) -> None:
    assert search(pages, SCHOOL, child="Robin Testcase", **BORN).status_code == 403
