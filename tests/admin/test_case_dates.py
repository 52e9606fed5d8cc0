"""Why this date, and what if: each date with what was counted; another course tried out without changing any (C5)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from admin.case.reasons import rule_words
from models.brief import PlanView
from models.case import Part
from models.people import Actor, Role
from models.timetable import LedgerEntry, LedgerKind, Plan
from tests.admin.conftest import Pages
from tests.admin.standing_cases import MON_23_NOV, happened, in_review, stands
from tests.admin.told_plans import drawn, told

UNIT, CONSTABULARY, SCRUTINEER = "P-0002", "P-0008", "P-0020"
CHAIR = Actor(person="P-0013", role=Role.INDEPENDENT_CHAIR)
PANEL_MOVED = LedgerEntry(
    id="0f3a9c", kind=LedgerKind.MOVE, at=MON_23_NOV, by=CHAIR, step="panel", on=date(2026, 12, 3), reasons="D-77"
)


def reviewed(pages: Pages, *ledger: LedgerEntry) -> str:
    """A Rapid Review that began on Monday 23 November 2026, and says so."""
    case = in_review(pages.register, 1)
    told(pages, {Part.RAPID_REVIEW: drawn(pages, MON_23_NOV, ledger=ledger)})
    return case


def in_lcspr(pages: Pages) -> str:
    case = in_review(pages.register, 1)
    stands(pages.register, case, Part.LCSPR, "lcspr_draft", "submit_draft", "role:business_manager")
    view: PlanView = drawn(pages, MON_23_NOV, Plan.LCSPR)
    told(pages, {Part.LCSPR: view})
    return case


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split('id="main-content"')[1]).split())


def seen(pages: Pages, case: str, which: str) -> str:
    answer = pages.as_(UNIT).get(f"/cases/{case}/{which}")
    assert answer.status_code == 200
    return answer.text


def what_if(pages: Pages, case: str, /, person: str = UNIT, **asked: object) -> str:
    answer = pages.as_(person).get(f"/cases/{case}/what-if", params={key: str(value) for key, value in asked.items()})
    assert answer.status_code == 200
    return words(answer.text)


# why this date


def test_every_date_says_its_rule_and_its_days(pages: Pages) -> None:
    said = words(seen(pages, reviewed(pages), "dates"))

    assert "Agency returns: Friday 27 November 2026, 17:00 Working day 5." in said
    assert "Sat 28 Nov not counted: Saturday" in said
    assert "National Panel&#39;s date: Monday 14 December 2026, 17:00" in said
    assert "Policy gscp-2023, calendar england" in said


def test_a_single_date_is_shown_alone_and_opened(pages: Pages) -> None:
    page = seen(pages, reviewed(pages), "dates/panel")

    assert "Rapid Review Panel: Wednesday 2 December 2026" in words(page)
    assert "Agency returns" not in words(page)
    assert re.search(r"<details[^>]*pages-why[^>]*open", page)


def test_a_step_there_is_not_is_not_found(pages: Pages) -> None:
    case = reviewed(pages)

    assert pages.as_(UNIT).get(f"/cases/{case}/dates/no-such-step").status_code == 404


def test_what_moved_a_date_is_told_with_its_reasons(pages: Pages) -> None:
    page = seen(pages, reviewed(pages, PANEL_MOVED), "dates")

    assert "Working day 8; moved to Thursday 3 December 2026." in words(page)
    assert "Set to Thursday 3 December 2026: Rapid Review Panel. Independent Chair" in words(page)
    assert "/papers/D-77" in page
    assert "0f3a9c" not in page


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("internal working day 8", "working day 8"),
        ("20 working days before agency_sign_off", "20 working days before agency sign-off of the draft"),
        ("external working day 2", "the National Panel's working day 2"),
        ("internal working day 13; 2 working days more by ledger entry ab-12",
         "working day 13; 2 working days more were given"),
        ("internal working day 13; 1 working days more by ledger entry ab-12; set to 2027-02-12 by ledger entry cd",
         "working day 13; 1 working day more were given; moved to Friday 12 February 2027"),
    ],
)  # fmt: skip
def test_rules_are_told_without_the_numbers_of_ledger_entries(rule: str, said: str) -> None:
    assert rule_words(rule) == said


def test_of_half_a_year_only_what_is_out_of_the_ordinary_is_listed(pages: Pages) -> None:
    said = words(seen(pages, in_lcspr(pages), "dates/external_deadline"))

    assert "not counted: Christmas Day" in said
    assert "not counted: Saturday" not in said
    assert "only holidays, closures and pauses are listed" in said


def test_while_the_case_is_silent_the_dates_of_its_opening_are_explained(pages: Pages) -> None:
    said = words(seen(pages, in_review(pages.register, 1), "dates"))

    assert "These are the dates the case opened with" in said
    assert "Agency returns: Friday 27 November 2026" in said


def test_a_learning_action_says_who_set_its_date_when_and_by_which_decision(pages: Pages) -> None:
    case = in_lcspr(pages)
    agreed = {"action": "LA-1", "owner": "A-010", "due": "2026-12-18", "source": "added"}
    happened(pages.register, case, Part.LEARNING, "action_agreed", **agreed)
    later = {"action": "LA-1", "was": "2026-12-18", "due": "2027-01-16", "slipped": False}
    happened(pages.register, case, Part.LEARNING, "action_redated", MON_23_NOV + timedelta(hours=1), **later)

    said, alone = words(seen(pages, case, "dates")), words(seen(pages, case, "dates/LA-1"))
    led_to = seen(pages, case, "actions")

    assert "LA-1, Fernwick Academy (fictional): Monday 18 January 2027, 17:00" in said
    assert "nobody works on Saturday 16 January 2027, so it ends with the next working day (G1)." in said
    assert "Set to Friday 18 December 2026: “Agree the learning actions”. Statutory Review Coordinator" in said
    assert "in place of Friday 18 December 2026: “Give the learning action another date”." in alone
    assert "Publication" not in alone
    assert f'href="/cases/{case}/dates/LA-1"' in led_to


# what if


def test_a_moved_panel_shows_now_and_then_and_what_gets_shorter(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), panel_on="2026-12-03")

    assert "Rapid Review Panel Now Wed 2 Dec Then Thu 3 Dec 1 working day later" in said
    assert "From Rapid Review Panel to Rapid Review Report: 4 working days in place of 5 working days." in said
    assert "Agency returns Now Fri 27 Nov Then stays" in said
    assert "Holds The National Panel&#39;s date." in said


def test_a_panel_too_late_for_the_coordinator_says_whose_it_is(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), panel_on="2026-12-08")

    assert "Would be refused After working day 9 only the Chair sets it, with a reason." in said


def test_a_day_that_falls_out_moves_both_clocks_and_leaves_the_past(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), off_on="2026-12-01", off_as="holiday")

    assert "Submission to the National Panel Now Fri 11 Dec Then Mon 14 Dec 1 working day later" in said
    assert "The National Panel&#39;s date Now Mon 14 Dec Then Tue 15 Dec 1 working day later" in said
    assert "Agency returns Now Fri 27 Nov Then stays" in said


def test_a_long_pause_brings_the_last_steps_forward_to_the_panel_s_date(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), pause_on="2026-11-26", pause_days=4)

    assert "Submission to the National Panel is brought forward to the National Panel&#39;s date." in said
    assert "Holds only just" in said
    assert "Slack: 1 working day now, none then." in said


def test_a_step_with_too_much_time_says_that_the_date_does_not_hold(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), step="chronology", step_days=12)

    assert "Does not hold" in said
    assert "Rapid Review Panel would be due before integrated chronology and key lines of enquiry." in said


def test_a_late_chair_moves_nothing_and_says_what_time_is_left(pages: Pages) -> None:
    said = what_if(pages, reviewed(pages), chair_on="2026-11-27")

    assert "No date moves by itself." in said
    assert "The Chair would have 2 working days until integrated chronology and key lines of enquiry is due." in said
    assert "If every later step slipped by 3 working days" in said


def test_a_held_lcspr_moves_its_publication_and_not_the_six_months(pages: Pages) -> None:
    said = what_if(pages, in_lcspr(pages), pause_on="2026-12-07", pause_days=10)

    assert "LCSPR: what would happen" in said
    assert re.search(r"Publication Now \w+ \d+ May Then \w+ \d+ (May|Jun) \d+ working days later", said)
    assert "Does not hold Six months after the decision." in said
    assert "The panel meets" not in said


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"panel_on": "soon"}, "The panel&#39;s day is not a date that can be used"),
        ({"off_on": "2026-02-30"}, "The day off is not a date that can be used"),
        ({"pause_on": "9999-12-31", "pause_days": "1"}, "The pause&#39;s first day is not a date"),
        ({"step": "panel", "step_days": "-1"}, "How many working days more is not a number of days"),
        ({"step": "panel", "step_days": "9" * 40}, "How many working days more is not a number of days"),
    ],
)
def test_what_cannot_be_understood_is_named_and_kept(pages: Pages, asked: dict[str, str], says: str) -> None:
    case = reviewed(pages)

    answer = pages.as_(UNIT).get(f"/cases/{case}/what-if", params=asked)

    assert answer.status_code == 422
    assert says in answer.text
    assert next(iter(asked.values())) in answer.text


def test_trying_out_changes_nothing(pages: Pages) -> None:
    case = reviewed(pages)
    before = [each.event_id for each in pages.register.audit_of(case)]

    what_if(pages, case, panel_on="2026-12-03", off_on="2026-12-01", pause_on="2026-11-30", pause_days=2)

    after = [each for each in pages.register.audit_of(case) if each.event_id not in before]
    assert [each.action for each in after] == ["case_viewed"]
    assert (pages.cases.asked, pages.cases.told, pages.register.calendar_days()) == ([], [], [])


@pytest.mark.parametrize("person", [CONSTABULARY, SCRUTINEER])
def test_trying_out_is_for_those_who_plan(pages: Pages, person: str) -> None:
    case = reviewed(pages)

    assert pages.as_(person).get(f"/cases/{case}/what-if").status_code == 403
