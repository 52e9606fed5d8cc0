"""Drafts: saved at each step, found again, theirs alone, never overwritten from a stale window (K4)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from admin.forms import outcomes
from models.messages.learning import AddAction
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.forms_filling import COORDINATOR, MANAGER, fields_of, follow, open_case, press, read
from tests.admin.forms_markup import faults_of
from workflows.client import DecisionRefused, NoAnswerYet

ACTION = {
    "action.action": "Train every new member of staff.",
    "action.owner": "A-010",
    "action.due.day": "12",
    "action.due.month": "3",
    "action.due.year": "2027",
    "action.measure": "Records of training, looked at twice a year.",
    "action.tag": "single_agency",
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def test_a_draft_is_saved_and_found_again_in_the_list(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    answers = {**ACTION, "action.due.month": "thirteen"}

    saved = follow(browser, press(browser, browser.get(f"/cases/{case}/do/add-action"), "save", answers))
    listed = browser.get("/drafts")
    [link] = [href for href in read(listed).hrefs if href.startswith("/drafts/")]
    again = follow(browser, browser.get(link))

    assert "Draft saved" in saved.text
    assert case in listed.text
    assert fields_of(again)["action.action"] == [ACTION["action.action"]]
    assert fields_of(again)["action.due.month"] == ["thirteen"]
    assert faults_of(listed.text) == {}


def test_a_draft_is_nobody_else_s(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    saved = follow(browser, press(browser, browser.get(f"/cases/{case}/do/add-action"), "save", ACTION))
    [draft] = pages.register.drafts_of(COORDINATOR)

    other = pages.as_(MANAGER)

    assert other.get(f"/drafts/{draft.id}").status_code == 404
    assert other.get(str(saved.request.url)).status_code == 404
    assert other.post(f"/drafts/{draft.id}/delete", data={"_csrf": FORM_TOKEN}).status_code == 404
    assert pages.register.drafts_of(COORDINATOR) == [draft]


def test_a_draft_is_thrown_away(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    press(browser, browser.get(f"/cases/{case}/do/add-action"), "save", ACTION)
    [draft] = pages.register.drafts_of(COORDINATOR)

    listed = follow(browser, browser.post(f"/drafts/{draft.id}/delete", data={"_csrf": FORM_TOKEN}))

    assert "You have no drafts" in listed.text


def test_the_answers_are_checked_and_what_was_handed_in_is_no_draft_any_more(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)

    check = follow(browser, press(browser, browser.get(f"/cases/{case}/do/add-action"), "continue", ACTION))
    after = follow(browser, press(browser, check, "send"))

    assert "Check your answers" in check.text
    assert "Friday 12 March 2027" in check.text
    assert "Fernwick Academy (fictional)" in check.text
    assert faults_of(check.text) == {}
    assert "Recorded" in after.text
    assert [told.owner for told in pages.cases.asked if isinstance(told, AddAction)] == ["A-010"]
    assert pages.register.drafts_of(COORDINATOR) == []


def test_a_stale_window_is_told_and_both_versions_are_shown(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    first = follow(browser, press(browser, browser.get(f"/cases/{case}/do/add-action"), "save", ACTION))
    second = browser.get(str(first.request.url))
    press(browser, second, "save", {"action.measure": "Saved in the second window."})

    conflict = press(browser, first, "save", {"action.measure": "Typed in the first window."})
    kept = follow(browser, press(browser, conflict, "save"))

    assert conflict.status_code == 409
    assert "Saved in the second window." in conflict.text
    assert "Typed in the first window." in conflict.text
    assert fields_of(kept)["action.measure"] == ["Typed in the first window."]


def test_the_same_page_posted_again_is_no_conflict(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/add-action")

    first, second = (press(browser, page, "save", ACTION) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(pages.register.drafts_of(COORDINATOR)) == 1


def test_what_was_kept_and_refused_later_is_opened_again(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    check = follow(browser, press(browser, browser.get(f"/cases/{case}/do/add-action"), "continue", ACTION))
    pages.cases.fails = NoAnswerYet("away")
    waiting = follow(browser, press(browser, check, "send"))

    pages.cases.fails = DecisionRefused("ended", "The tracker of this case is closed.")
    asyncio.run(pages.wiring.desk.redeliver(older_than=timedelta(seconds=-1)))
    refused = browser.get(str(waiting.request.url))
    again = browser.post(
        f"{'/drafts/' + str(waiting.request.url).rpartition('/')[2]}/again", data={"_csrf": FORM_TOKEN}
    )

    assert "The tracker of this case is closed." in refused.text
    assert fields_of(follow(browser, again))["action.action"] == [ACTION["action.action"]]


def test_what_was_kept_and_accepted_later_is_no_draft_any_more(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    pages.cases.fails = NoAnswerYet("away")
    page = browser.get(f"/cases/{case}/do/explain-lateness")
    waiting = follow(browser, press(browser, page, "send", {"reasons": "It snowed."}))
    listed = browser.get("/drafts")

    pages.cases.fails = None
    asyncio.run(pages.wiring.desk.redeliver(older_than=timedelta(seconds=-1)))
    later = browser.get(str(waiting.request.url))

    assert "Kept, and sent on later" in listed.text
    assert "Recorded" in later.text
    assert "You have no drafts" in browser.get("/drafts").text


def test_a_token_of_another_command_is_not_taken(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    token = fields_of(browser.get(f"/cases/{case}/do/appoint-chair"))["_token"]

    page = browser.get(f"/cases/{case}/do/explain-lateness")
    answer = press(browser, page, "send", {"_token": token, "reasons": "It snowed."})
    after = press(browser, answer, "send")

    assert answer.status_code == 409
    assert fields_of(answer)["reasons"] == ["It snowed."]
    assert fields_of(answer)["_token"] != token
    assert after.status_code == 303
