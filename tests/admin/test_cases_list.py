"""The list of cases: how each stands on both clocks, narrowed, sorted, saved; never a name in an address (K1, N15)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.case import CaseKind, Part
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import (
    FRI_27_NOV_17,
    MON_23_NOV,
    closed,
    happened,
    in_ballot,
    in_review,
    opened,
    reference,
)

COORDINATOR, HEALTH, CHAIR, SCHOOL = "P-0002", "P-0006", "P-0013", "P-0027"
LATE = MON_23_NOV - timedelta(days=3)


def cases(pages: Pages, query: str = "", person: str = COORDINATOR) -> str:
    return words_of(pages.as_(person).get(f"/cases{query}"))


def shown(pages: Pages, query: str = "", person: str = COORDINATOR) -> list[str]:
    """The cases of the page, in their order."""
    text = pages.as_(person).get(f"/cases{query}").text
    rows = text.split("<tbody")[1].split("</tbody>")[0] if "<tbody" in text else ""
    return [piece[:13] for piece in rows.split('href="/cases/')[1:]]


def test_an_empty_list_says_so(pages: Pages) -> None:
    assert "No case is open." in cases(pages)


def test_a_line_says_stage_next_who_due_both_clocks_and_risk(pages: Pages) -> None:
    in_review(pages.register, 1, kind=CaseKind.SIN)

    words = cases(pages)

    said = (
        "GSCP-2026-001 SIN Risk On time Stage Agency returns "
        "Next, and who Return the agency's information The agencies "
        "Due Fri 27 Nov 2026, 17:00 3 working days left "
        "Both clocks Working day 2 of 15 Panel: Mon 14 Dec 2026 (provisional)"
    )
    assert said in words


def test_the_panel_s_own_date_is_no_longer_provisional(pages: Pages) -> None:
    case = in_review(pages.register, 1, kind=CaseKind.SIN)
    happened(pages.register, case, Part.RAPID_REVIEW, "panel_acknowledged", expected_on="2026-12-16")

    words = cases(pages)

    assert "Panel: Wed 16 Dec 2026" in words
    assert "provisional" not in words


def test_after_the_sending_the_clocks_say_when_it_was(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    sent_at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    happened(pages.register, case, Part.RAPID_REVIEW, "submission_recorded", sent_at)
    happened(pages.register, case, Part.LCSPR, "lcspr_commissioned", sent_at, publication_due="2027-05-24")

    words = cases(pages)

    assert "Report sent Tue 24 Nov 2026 LCSPR due to be published by Mon 24 May 2027" in words


def test_a_pause_is_told_by_colour_word_and_clock(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "clock_paused", on="2026-11-24")

    words = cases(pages)

    assert "Risk Paused" in words
    assert "Working day 1 of 15, clock paused" in words


def test_a_closed_case_says_how_it_ended(pages: Pages) -> None:
    closed(pages.register, 1)

    words = cases(pages, "?state=closed")

    assert "Risk Closed Stage Closed Next, and who No Rapid Review" in words


def test_a_case_that_needs_no_rapid_review_has_no_clocks(pages: Pages) -> None:
    opened(pages.register, 1, kind=CaseKind.CARE_LEAVER_DEATH)

    assert "Both clocks –" in cases(pages)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [2, 1, 3]),
        ("?state=all", [2, 1, 3, 4]),
        ("?risk=late", [2]),
        ("?stage=threshold", [2, 1]),
        ("?holder=agencies", [3]),
        ("?agency=A-010", [3]),
        ("?chair=P-0013", [3]),
        ("?kind=sin", [3]),
        ("?reference=gscp-2026-003", [3]),
        ("?reference=3", [3]),
        ("?due-day=26&due-month=11&due-year=2026", [2, 1]),
        ("?sort=reference&order=desc", [3, 2, 1]),
        ("?sort=stage", [2, 1, 3]),
        ("?kind=nonsense&risk=nonsense&sort=nonsense&size=7&order=up", [2, 1, 3]),
        ("?holder=Robin%20Testcase", [2, 1, 3]),
        ("?stage=publication", []),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_its_address(pages: Pages, query: str, numbers: list[int]) -> None:
    in_ballot(pages.register, 1)
    in_ballot(pages.register, 2, due=LATE)
    in_review(pages.register, 3, due=FRI_27_NOV_17, kind=CaseKind.SIN)
    closed(pages.register, 4)

    assert shown(pages, query) == [reference(number) for number in numbers]


def test_the_list_narrowed_in_place_is_the_same_page_and_says_what_it_shows(pages: Pages) -> None:
    in_ballot(pages.register, 1)
    browser, by_script = pages.as_(COORDINATOR), {"HX-Request": "true"}

    whole = browser.get("/cases?stage=threshold").text
    told = browser.get("/cases?stage=threshold", headers=by_script).text
    none = browser.get("/cases?stage=closed", headers=by_script).text

    empty = '<p id="told" role="status" class="govuk-visually-hidden"></p>'
    says = empty.replace("></", ' data-hx-swap-oob="innerHTML">Showing 1 to 1 of 1.</')
    assert whole == told.replace(says, empty)
    assert says in told
    assert "No case fits all of this.</p>" in none
    assert 'data-hx-get="/cases" data-hx-target="#main-content" data-hx-select="#main-content"' in whole


def test_a_head_sorts_and_sorts_back(pages: Pages) -> None:
    in_ballot(pages.register, 1)

    text = pages.as_(COORDINATOR).get("/cases?sort=reference&risk=soon").text

    assert 'aria-sort="ascending"' in text
    assert 'href="/cases?risk=soon&amp;sort=reference&amp;order=desc"' in text
    assert 'href="/cases?risk=soon&amp;sort=stage"' in text


def test_the_list_comes_in_pages_of_the_size_one_chooses(pages: Pages) -> None:
    for number in range(1, 28):
        in_ballot(pages.register, number)

    assert len(shown(pages)) == 25
    assert shown(pages, "?page=2&sort=reference") == [reference(26), reference(27)]
    assert len(shown(pages, "?size=50")) == 27
    assert "Showing 26 to 27 of 27" in cases(pages, "?page=2")
    assert shown(pages, "?page=99&sort=reference") == [reference(26), reference(27)]


def test_a_date_that_is_none_is_named_and_kept(pages: Pages) -> None:
    answer = pages.as_(COORDINATOR).get("/cases?due-day=31&due-month=2&due-year=2026")

    assert answer.status_code == 422
    assert "Due before is not a date. Give a day, a month and a year, such as 14 12 2026." in words_of(answer)
    assert 'href="#due-day"' in answer.text
    assert 'id="due-month" name="due-month" type="text" inputmode="numeric" autocomplete="off" value="2"' in answer.text


def test_what_fits_nothing_offers_a_way_back(pages: Pages) -> None:
    in_ballot(pages.register, 1)

    assert "No case fits all of this." in cases(pages, "?stage=publication")


def test_who_chairs_sees_their_own_cases_and_is_not_shown_other_names(pages: Pages) -> None:
    in_review(pages.register, 1)
    in_ballot(pages.register, 2)

    assert shown(pages, person=CHAIR) == [reference(1)]
    assert "Frankie Pretend" not in pages.as_(CHAIR).get("/cases").text


def test_a_walled_case_is_not_there(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person=HEALTH, role="qiip_member")

    assert (shown(pages, person=HEALTH), shown(pages, "?reference=1", HEALTH)) == ([], [])


def test_an_agency_has_no_list_of_cases(pages: Pages) -> None:
    assert pages.as_(SCHOOL).get("/cases").status_code == 403


def test_the_names_offered_are_on_record_as_seen(pages: Pages) -> None:
    answer = pages.as_(COORDINATOR).get("/cases")

    (entry,) = (each for each in pages.register.audit_of("") if each.action == "page_viewed")
    assert "Frankie Pretend" in answer.text
    assert entry.detail["page"] == "cases"
    assert "P-0013" in entry.detail["people"]


def test_a_list_is_saved_shown_and_deleted(pages: Pages) -> None:
    browser = pages.as_(COORDINATOR)
    form = {"_csrf": FORM_TOKEN, "name": "Late ballots", "risk": "late", "stage": "threshold", "sort": "reference"}

    answer = browser.post("/cases/lists", data=form)

    page = browser.get(answer.headers["location"])
    (saved,) = pages.register.saved_lists(COORDINATOR)
    assert answer.status_code == 303
    assert "The list is saved." in words_of(page)
    assert 'href="/cases?risk=late&amp;sort=reference&amp;stage=threshold">Late ballots</a>' in page.text
    assert "Late ballots" not in pages.as_("P-0001").get("/cases").text
    gone = pages.as_(COORDINATOR).post(f"/cases/lists/{saved.id}/delete", data={"_csrf": FORM_TOKEN})
    assert gone.headers["location"] == "/cases?done=gone"
    assert pages.register.saved_lists(COORDINATOR) == []


@pytest.mark.parametrize(("name", "problem"), [("", "is missing"), ("x" * 61, "is too long")])
def test_a_list_needs_a_name_of_some_length(pages: Pages, name: str, problem: str) -> None:
    form = {"_csrf": FORM_TOKEN, "name": name, "risk": "late"}

    answer = pages.as_(COORDINATOR).post("/cases/lists", data=form)

    assert answer.status_code == 422
    assert f"Name of the list {problem}" in words_of(answer)
    assert pages.register.saved_lists(COORDINATOR) == []
    assert '<input type="hidden" name="risk" value="late">' in answer.text


def test_a_list_is_saved_only_with_this_session_s_token(pages: Pages) -> None:
    assert pages.as_(COORDINATOR).post("/cases/lists", data={"name": "Mine"}).status_code == 403
