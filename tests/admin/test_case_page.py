"""A case on one page: safety first, what comes next and whose it is, what is waited for, what this person may do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.register.tokens import Signed
from models.case import Part
from tests.admin.case_read import CONSTABULARY, SCRUTINEER, UNIT, asks_for_safety, seen, words
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.standing_cases import (
    FRI_27_NOV_17,
    MON_23_NOV,
    closed,
    happened,
    in_ballot,
    in_review,
    stands,
)
from tests.admin.told_plans import drawn, told

# safety first


def test_an_unanswered_safety_question_stands_above_what_comes_next(pages: Pages) -> None:
    page = seen(pages, UNIT, asks_for_safety(pages, "answer_safety_question"))

    assert "Nobody has answered this yet" in page
    assert page.index("/do/answer-safety-question") < page.index('id="next"')


def test_a_scrutineer_sees_the_warning_and_no_button(pages: Pages) -> None:
    page = seen(pages, SCRUTINEER, asks_for_safety(pages, "answer_safety_question"))

    assert "Nobody has answered this yet" in page
    assert "/do/" not in page


def test_an_open_immediate_action_shows_its_owner_and_by_when_it_escalates(pages: Pages) -> None:
    case = asks_for_safety(pages)
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")

    said = words(seen(pages, UNIT, case))

    assert "Immediate action 1 , Fernwick Academy (fictional): not confirmed yet." in said
    assert "by Tue 24 Nov 2026, 17:00 (today)" in said


def test_a_confirmed_action_is_no_longer_pressing(pages: Pages) -> None:
    case = asks_for_safety(pages)
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")
    happened(pages.register, case, Part.REVIEW, "immediate_action_confirmed", MON_23_NOV + timedelta(hours=2), number=1)

    assert "Keeping children safe now" not in seen(pages, UNIT, case)


# what comes next


def test_the_next_step_says_who_has_it_by_when_and_how_it_stands(pages: Pages) -> None:
    said = words(seen(pages, UNIT, in_review(pages.register, 1)))

    assert "Return the agency" in said
    assert "The agencies Due Fri 27 Nov 2026, 17:00 3 working days left" in said
    assert "On time" in said


@pytest.mark.parametrize(("person", "may"), [(CONSTABULARY, True), (UNIT, False), (SCRUTINEER, False)])
def test_the_main_button_is_there_for_those_who_may_press_it(pages: Pages, person: str, may: bool) -> None:
    page = seen(pages, person, in_ballot(pages.register, 1))

    assert ("/do/cast-vote" in page) is may


def test_while_the_case_is_silent_its_first_dates_are_shown_with_a_note(pages: Pages) -> None:
    said = words(seen(pages, UNIT, in_review(pages.register, 1)))

    assert "These are the dates the case opened with" in said
    assert "Working day 2 of 15" in said


def test_both_clocks_and_the_slack_between_them(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    told(pages, {Part.RAPID_REVIEW: drawn(pages, MON_23_NOV)})

    said = words(seen(pages, UNIT, case))

    assert "Working day 2 of 15. Day 15 is Friday 11 December 2026." in said
    assert "Monday 14 December 2026 (provisional, until the Panel names one)" in said
    assert "1 working day between our planned submission and the National Panel" in said
    assert "opened with" not in said


def test_the_picture_and_its_table_begin_with_day_0_which_also_counts_as_day_1(pages: Pages) -> None:
    said = words(seen(pages, UNIT, in_review(pages.register, 1)))

    assert "Day 0 is the day of notification, Mon 23 Nov. Our own plan counts the same day as working day 1." in said
    assert "0 23 Nov 1 23 Nov 2 24 Nov" in said
    assert "Safety question Working days 0 Due Monday 23 November 2026 How it stands Done" in said


def test_another_part_under_way_is_told_beside_the_most_urgent(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    later = FRI_27_NOV_17 + timedelta(days=20)
    stands(pages.register, case, Part.LEARNING, "learning_actions", "complete_action", "agency:A-010", due=later)

    assert "Also under way Learning : Complete the learning action" in words(seen(pages, UNIT, case))


def test_a_closed_case_says_how_it_ended_and_how_it_is_opened_again(pages: Pages) -> None:
    page = seen(pages, UNIT, closed(pages.register, 1))

    assert "This case is closed: no Rapid Review" in words(page)
    assert "/cases/GSCP-2026-001/reopen/sin" in page
    assert "/cases/GSCP-2026-001/reopen/new-information" in page
    assert "/do/" not in page


# what is waited for, and who


def test_each_agency_is_shown_as_asked_late_or_here(pages: Pages) -> None:
    case = in_review(pages.register, 1, agencies=("A-010", "A-011", "A-014"))
    answer = {"agency": "A-011", "answer": "no_records", "late": False, "return_version": 1}
    happened(pages.register, case, Part.RAPID_REVIEW, "return_received", MON_23_NOV + timedelta(hours=1), **answer)
    pages.clock.at = FRI_27_NOV_17 + timedelta(hours=1)

    said = words(seen(pages, UNIT, case))

    assert "Agency returns 1 of 3" in said
    assert "Late Fernwick Academy (fictional)" in said
    assert "Received Fernshire Hospitals Trust (fictional) , holds no records" in said
    assert "short notice" not in said.split("Dates to come")[0]


def test_who_has_voted_is_shown_and_who_has_not(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    stands(pages.register, case, Part.THRESHOLD, "threshold", "cast_vote", "partners", waits_for=("partner:health",))

    said = words(seen(pages, UNIT, case))

    assert "Votes 2 of 3" in said
    assert "Waiting The health partner , has not voted" in said


def test_a_letter_that_did_not_arrive_is_a_task_with_where_to_look(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    task = "telephone:agency:A-010:information_requested"
    stands(pages.register, case, Part.REVIEW, "rapid_review", "rapid_review", "role:coordinator", tasks=(task,))

    page = seen(pages, UNIT, case)

    assert "Telephone Fernwick Academy (fictional). This letter did not arrive: information request." in words(page)
    assert f"/cases/{case}/letters" in page


def test_a_telephone_call_is_ticked_off_on_the_page_and_is_gone(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    task = "telephone:agency:A-010:information_requested"
    stands(pages.register, case, Part.REVIEW, "rapid_review", "rapid_review", "role:coordinator", tasks=(task,))
    form = {"_csrf": FORM_TOKEN, "part": "review", "task": task, "back": "case"}

    answer = pages.as_(UNIT).post(f"/cases/{case}/tasks/done", data=form)

    assert answer.headers["location"].startswith(f"/cases/{case}")
    assert "Telephone Fernwick Academy" not in words(seen(pages, UNIT, case)).split("What happened last")[0]
    assert "tasks/done" not in seen(pages, CONSTABULARY, case)


def test_people_who_are_away_are_shown_with_who_stands_in(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    first = pages.clock.at.date()
    by = Signed(pages.register.actor("P-0001", on=first), pages.clock.at, "away-1")
    pages.register.record_absence("P-0006", first, first + timedelta(days=3), by)

    said = words(seen(pages, UNIT, case))

    assert "Independent Chair Frankie Pretend" in said
    assert "the health partner Sam Example, 01632 960006 Away until Friday 27 November 2026." in said
    assert "Standing in: Drew Fictional." in said


def test_whoever_has_a_conflict_of_interest_is_named(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person="P-0005", role="qiip_member")

    assert "A conflict of interest keeps out of this case: Jamie Specimen." in words(seen(pages, UNIT, case))
