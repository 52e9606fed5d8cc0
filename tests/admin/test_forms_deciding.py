"""Deciding by a page: asked once, sent once, answered with what comes next (K4, K5)."""

from __future__ import annotations

import pytest

from admin.forms import outcomes
from desk.desk import NOT_RUNNING
from models.case import Part
from models.messages.rapid_review import AppointChair
from models.messages.threshold import CastVote
from models.record import Record, Standing
from tests.admin.conftest import Pages
from tests.admin.forms_filling import (
    COORDINATOR,
    HEALTH,
    SOCIAL_CARE,
    fields_of,
    follow,
    open_case,
    press,
    read,
)
from workflows.client import DecisionRefused, NoAnswerYet, PartNotRunning

CHAIR = {"chair": "P-0013", "conflict": "no", "declaration": "I know nobody of this family."}


def begun(case: str, pages: Pages) -> Record:
    """The case has begun, and votes on nothing."""
    standing = Standing(stage="rapid_review", next_action="appoint_chair", holder="role:coordinator")
    return Record(case=case, part=Part.RAPID_REVIEW, at=pages.clock.at, standing=standing)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def test_a_decision_is_handed_in_and_the_next_page_says_so(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)

    shown = browser.get(f"/cases/{case}/do/appoint-chair")
    after = follow(browser, press(browser, shown, "send", CHAIR))

    [told] = pages.cases.asked
    assert isinstance(told, AppointChair)
    assert (told.chair, told.conflict, told.by.person) == ("P-0013", False, COORDINATOR)
    assert "Recorded" in after.text
    assert case in after.text


def test_what_is_missing_is_named_beside_its_field_and_nothing_typed_is_lost(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)

    shown = browser.get(f"/cases/{case}/do/appoint-chair")
    answer = press(browser, shown, "send", {"declaration": "Żółć — none <b>at all</b>"})

    assert answer.status_code == 422
    page = read(answer)
    assert {"#chair", "#conflict"} <= set(page.hrefs)
    assert {"chair", "conflict", "chair-error", "conflict-error"} <= set(page.ids)
    assert fields_of(answer)["declaration"] == ["Żółć — none <b>at all</b>"]
    assert not pages.cases.asked


def test_a_double_click_decides_once_and_shows_the_same_page(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)

    shown = browser.get(f"/cases/{case}/do/appoint-chair")
    first, second = (press(browser, shown, "send", CHAIR) for _ in range(2))

    assert len(pages.cases.asked) == 1
    assert first.headers["location"] == second.headers["location"]


def test_a_refusal_keeps_what_was_written_and_can_be_sent_again(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    pages.cases.fails = DecisionRefused("declared_conflict", "chair: this Chair has a conflict of interest.")

    refused = press(browser, browser.get(f"/cases/{case}/do/appoint-chair"), "send", CHAIR)
    pages.cases.fails = None
    after = press(browser, refused, "send", {"chair": "P-0014"})

    assert refused.status_code == 409
    assert "this Chair has a conflict of interest" in refused.text
    assert fields_of(refused)["declaration"] == [CHAIR["declaration"]]
    assert after.status_code == 303
    assert [each.chair for each in pages.cases.asked if isinstance(each, AppointChair)] == ["P-0014"]


def test_what_is_decided_too_early_is_told_at_once(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(HEALTH)
    pages.register.record(begun(case, pages))
    pages.cases.fails = PartNotRunning("threshold")
    answer = press(browser, browser.get(f"/cases/{case}/do/cast-vote"), "send", {"proceed": "yes", "reasons": "So."})

    assert answer.status_code == 409
    assert NOT_RUNNING in answer.text


def test_while_temporal_is_away_a_decision_is_kept_and_sent_on(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(SOCIAL_CARE)
    pages.cases.fails = NoAnswerYet("away")

    shown = browser.get(f"/cases/{case}/do/cast-vote")
    waiting = follow(browser, press(browser, shown, "send", {"proceed": "no", "reasons": "Too little is known."}))
    pages.cases.fails = None
    later = browser.get(str(waiting.request.url))

    assert "sent on as soon as it does" in waiting.text
    assert "nothing more for you to do" in waiting.text
    assert "Kept" in later.text
    assert not [each for each in pages.cases.asked if isinstance(each, CastVote)]


def test_a_page_that_waits_looks_by_itself_and_changes_once_it_is_settled(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(SOCIAL_CARE)
    pages.cases.fails = NoAnswerYet("away")
    shown = browser.get(f"/cases/{case}/do/cast-vote")
    waiting = follow(browser, press(browser, shown, "send", {"proceed": "no", "reasons": "Too little is known."}))
    address, by_itself = str(waiting.request.url), {"HX-Request": "true", "HX-Trigger": "outcome"}

    looked = browser.get(address, headers=by_itself)
    pages.register.mark_command(address.rpartition("/")[2], "accepted", {"code": "recorded"})
    settled = browser.get(address, headers=by_itself)

    assert 'data-hx-trigger="every 5s"' in waiting.text
    assert "Look again whether it has been sent on" in waiting.text
    assert (looked.status_code, looked.content) == (204, b"")
    assert settled.status_code == 200
    assert '<div id="outcome">' in settled.text
    assert "Recorded" in settled.text
