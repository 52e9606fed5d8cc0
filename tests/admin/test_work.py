"""My work: what waits for me, by when, why it is mine, and straight to the form that does it (K1, E4, E5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.register.drafts import DraftRow
from models.case import CaseKind, Part
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.page_words import words_of
from tests.admin.standing_cases import MON_23_NOV, happened, in_ballot, in_review, opened, reference, stands

TUE_24_NOV_17 = datetime(2026, 11, 24, 17, tzinfo=UTC)
COORDINATOR, MANAGER, HEALTH, SCHOOL, CHAIR, SCRUTINEER = "P-0002", "P-0001", "P-0006", "P-0027", "P-0013", "P-0020"


def test_nothing_to_do_is_said_kindly(pages: Pages) -> None:
    answer = pages.as_(SCRUTINEER).get("/work")

    assert answer.status_code == 200
    assert "Nothing waits for you now." in answer.text


def test_a_vote_is_mine_because_of_my_partner_and_leads_to_its_form(pages: Pages) -> None:
    in_ballot(pages.register, 1)

    answer = pages.as_(HEALTH).get("/work")

    words = words_of(answer)
    assert "One thing waits for you." in words
    assert "This week (1) Vote: should this become a Rapid Review?" in words
    assert "Due soon Wednesday 25 November 2026, 17:00 (1 working day left)" in words
    assert "GSCP-2026-001 You are the member of the QiiP for the health partner." in words
    assert 'href="/cases/GSCP-2026-001/do/cast-vote?partner=health"' in answer.text
    assert 'href="/cases/GSCP-2026-001"' in answer.text


def test_what_is_late_or_due_today_comes_first_under_today(pages: Pages) -> None:
    in_ballot(pages.register, 1, due=TUE_24_NOV_17 + timedelta(days=30))
    in_ballot(pages.register, 2, due=TUE_24_NOV_17)
    in_ballot(pages.register, 3, due=MON_23_NOV)

    words = words_of(pages.as_(HEALTH).get("/work"))

    assert "3 things wait for you: 1 late, 1 due today." in words
    places = [words.index(each) for each in ("Today (2)", reference(3), reference(2), "Later (1)", reference(1))]
    assert places == sorted(places)


def test_an_agency_s_return_is_due_on_its_own_working_day(pages: Pages) -> None:
    in_review(pages.register, 1)

    answer = pages.as_(SCHOOL).get("/work")

    assert "Friday 27 November 2026, 17:00 (3 working days left)" in words_of(answer)
    assert "You are the QiiP contact of Fernwick Academy (fictional)." in words_of(answer)
    assert 'href="/cases/GSCP-2026-001/request"' in answer.text
    assert 'href="/cases/GSCP-2026-001"' not in answer.text, "an agency does not see the case"


def test_a_signature_names_its_capacity_and_one_person_may_owe_two(pages: Pages) -> None:
    case = opened(pages.register, 1)
    waits = ("partner:health", "role:qiip_chair", "partner:constabulary")
    stands(pages.register, case, Part.RAPID_REVIEW, "sign_off", "sign_report", "signatories", waits_for=waits)

    answer = pages.as_(HEALTH).get("/work")

    assert "2 things wait for you" in words_of(answer)
    for capacity in ("health", "qiip_chair"):
        assert f"/do/sign-report?capacity={capacity}" in answer.text
    assert "capacity=constabulary" not in answer.text


def test_the_chair_s_own_case_waits_for_the_chair(pages: Pages) -> None:
    case = in_review(pages.register, 1)
    stands(pages.register, case, Part.RAPID_REVIEW, "report", "submit_report", "person:P-0013", due=TUE_24_NOV_17)

    mine, another = (words_of(pages.as_(who).get("/work")) for who in (CHAIR, "P-0014"))

    assert "Write and submit the Rapid Review Report" in mine
    assert "You chair this review." in mine
    assert "GSCP-2026-001" not in another


def test_a_learning_action_and_an_immediate_one_wait_for_the_agency_that_owns_them(pages: Pages) -> None:
    case = opened(pages.register, 1)
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")
    happened(pages.register, case, Part.LEARNING, "action_agreed", action="RR-2", owner="A-010", due="2026-11-20")

    answer = pages.as_(SCHOOL).get("/work")

    words = words_of(answer)
    assert "Complete learning action RR-2, with evidence Late Friday 20 November 2026, 17:00" in words
    assert "Confirm that immediate action 1 is done Due today Tuesday 24 November 2026, 17:00" in words
    assert "/do/complete-action?action=RR-2" in answer.text
    assert "/do/confirm-immediate-action?number=1" in answer.text


def test_the_safety_question_comes_at_once_whenever_the_next_step_is_due(pages: Pages) -> None:
    case = opened(pages.register, 1)
    later = TUE_24_NOV_17 + timedelta(days=9)
    stands(pages.register, case, Part.REVIEW, "opening", "answer_safety_question", "role:coordinator", due=later)

    words = words_of(pages.as_(MANAGER).get("/work"))

    assert "Say whether children need to be kept safe now Late Monday 23 November 2026, 17:00" in words


def test_what_somebody_outside_has_to_do_is_kept_apart(pages: Pages) -> None:
    case = opened(pages.register, 1)
    due = TUE_24_NOV_17 + timedelta(days=9)
    stands(pages.register, case, Part.PANEL_REPLY, "panel_reply", "panel_replied", "body:national_panel", due=due)

    words = words_of(pages.as_(COORDINATOR).get("/work"))

    assert "Waiting for somebody outside (1) Record the National Panel's reply when it comes" in words


def test_the_panel_s_acknowledgement_of_a_sin_is_chased_from_working_day_two(pages: Pages) -> None:
    in_review(pages.register, 1, kind=CaseKind.SIN, agencies=())

    words = words_of(pages.as_(COORDINATOR).get("/work"))

    assert "Record the National Panel's acknowledgement when it comes, or chase it Waiting" in words
    assert "Wednesday 25 November 2026, 17:00" in words


def test_a_case_one_is_walled_off_from_is_not_there(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)
    happened(pages.register, case, Part.RAPID_REVIEW, "conflict_declared", person=HEALTH, role="qiip_member")

    assert "GSCP-2026-001" not in pages.as_(HEALTH).get("/work").text


def test_what_one_has_begun_is_offered_again(pages: Pages) -> None:
    draft = DraftRow("draft-1", HEALTH, "", "cast_vote", 0, pages.clock.at, pages.clock.at)
    pages.register.save_draft(draft, {"reasons": "Some."})

    mine, another = (pages.as_(who).get("/work").text for who in (HEALTH, COORDINATOR))

    assert 'href="/drafts/draft-1"' in mine
    assert "/drafts/draft-1" not in another


def test_a_telephone_call_is_ticked_off_and_gone(pages: Pages) -> None:
    case, task = opened(pages.register, 1), "telephone:agency:A-010:return_overdue"
    stands(pages.register, case, Part.RAPID_REVIEW, "report", "submit_report", "person:P-0013", tasks=(task,))
    browser = pages.as_(COORDINATOR)
    before = words_of(browser.get("/work"))

    form = {"_csrf": FORM_TOKEN, "part": "rapid-review", "task": task, "back": "work"}
    answer = browser.post(f"/cases/{case}/tasks/done", data=form)

    after = words_of(browser.get(answer.headers["location"]))
    assert "Telephone them: a letter did not arrive (Fernwick Academy (fictional); return overdue)" in before
    assert (answer.status_code, answer.headers["location"]) == (303, "/work?done=1")
    assert "Done: it is off the list" in after
    assert "Telephone them" not in after


@pytest.mark.parametrize("values", [{"part": "nonsense", "task": "x"}, {"part": "review", "task": ""}, {}])
def test_ticking_off_what_is_not_there_changes_nothing(pages: Pages, values: dict[str, str]) -> None:
    case = in_ballot(pages.register, 1)

    answer = pages.as_(COORDINATOR).post(f"/cases/{case}/tasks/done", data={"_csrf": FORM_TOKEN, **values})

    assert answer.status_code == 303
    assert [entry.action for entry in pages.register.audit_of(case)] == []


def test_only_the_business_unit_ticks_off(pages: Pages) -> None:
    case = in_ballot(pages.register, 1)

    assert pages.as_(HEALTH).post(f"/cases/{case}/tasks/done", data={"_csrf": FORM_TOKEN}).status_code == 403


def test_of_much_work_the_most_urgent_is_shown_first_and_the_rest_when_asked(pages: Pages) -> None:
    for number in range(1, 33):
        in_ballot(pages.register, number, due=TUE_24_NOV_17 + timedelta(days=number))

    some, every = (pages.as_(HEALTH).get(path) for path in ("/work", "/work?all=yes"))

    assert "32 things wait for you" in words_of(some)
    assert "These are the 25 most urgent." in words_of(some)
    assert reference(32) not in some.text
    assert reference(32) in every.text


def test_a_draft_that_goes_soon_says_on_which_day(pages: Pages) -> None:
    at = pages.clock.at
    pages.register.save_draft(DraftRow("d-old", "P-0002", "", "open_case.sin", 0, at, at), {})
    early = pages.as_("P-0002").get("/work").text

    pages.clock.at += timedelta(days=77)
    late = pages.as_("P-0002").get("/work").text
    listed = pages.as_("P-0002").get("/drafts").text

    assert "Goes soon" not in early
    assert "It is deleted on Monday 22 February 2027 if you do not save it again." in late
    assert "It is deleted on Monday 22 February 2027 if you do not save it again." in listed
    assert "for 90 days is deleted" in listed
