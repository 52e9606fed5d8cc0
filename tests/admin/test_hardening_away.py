"""While Temporal is away: pages read, forms save, what is decided is kept, and is sent on once (K5; F9, F12)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from admin.forms import outcomes
from models.messages.rapid_review import AppointChair
from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, fields_of, follow, open_case, press
from workflows.client import DecisionRefused, NoAnswerYet

CHAIR = {"chair": "P-0013", "conflict": "no", "declaration": "I know nobody of this family."}
READ = ("", "/timeline", "/dates", "/papers", "/letters", "/returns", "/panel")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def kept(pages: Pages, case: str) -> str:
    """A decision handed in while Temporal is away; the address of what came of it."""
    pages.cases.fails = NoAnswerYet("away")
    browser = pages.as_(COORDINATOR)
    answer = press(browser, browser.get(f"/cases/{case}/do/appoint-chair"), "send", CHAIR)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def redelivered(pages: Pages) -> int:
    """What is kept is sent again, a minute later; how much of it was answered."""
    pages.clock.at += timedelta(minutes=1)
    return asyncio.run(pages.wiring.desk.redeliver(pages.clock.at))


def test_every_page_of_a_case_reads(pages: Pages) -> None:
    case = open_case(pages)
    pages.cases.fails = NoAnswerYet("away")
    browser = pages.as_(COORDINATOR)

    statuses = {path: browser.get(f"/cases/{case}{path}").status_code for path in READ}
    lists = {
        path: browser.get(path).status_code for path in ("/work", "/team", "/cases", "/api/work", f"/api/cases/{case}")
    }

    assert set(statuses.values()) == {200}
    assert set(lists.values()) == {200}


def test_a_form_is_saved_and_opened_again(pages: Pages) -> None:
    case = open_case(pages)
    pages.cases.fails = NoAnswerYet("away")
    browser = pages.as_(COORDINATOR)

    saved = press(browser, browser.get(f"/cases/{case}/do/appoint-chair"), "save", CHAIR)

    assert fields_of(follow(browser, saved))["declaration"] == [CHAIR["declaration"]]


def test_a_decision_waits_and_is_sent_on_once(pages: Pages) -> None:
    case = open_case(pages)
    done = kept(pages, case)
    waiting = pages.as_(COORDINATOR).get(done)
    still_away = redelivered(pages)
    count_away = pages.as_(None).get("/readyz").json()["waiting"]

    pages.cases.fails = None
    answered = [redelivered(pages) for _ in range(3)]
    after = pages.as_(COORDINATOR).get(done)

    assert "sent on as soon as it does" in waiting.text
    assert (still_away, count_away) == (0, 1)
    assert answered == [1, 0, 0]
    assert [told.chair for told in pages.cases.asked if isinstance(told, AppointChair)] == ["P-0013"]
    assert "Recorded" in after.text
    assert pages.as_(None).get("/readyz").json()["waiting"] == 0


def test_sending_it_again_meanwhile_decides_nothing_twice(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    shown = browser.get(f"/cases/{case}/do/appoint-chair")
    pages.cases.fails = NoAnswerYet("away")

    answers = [press(browser, shown, "send", CHAIR) for _ in range(3)]
    pages.cases.fails = None
    redelivered(pages)

    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len({told.command_id for told in pages.cases.asked}) == 1


def test_what_is_refused_in_the_end_is_told_with_its_reason(pages: Pages) -> None:
    case = open_case(pages)
    done = kept(pages, case)

    pages.cases.fails = DecisionRefused("declared_conflict", "chair: this Chair has a conflict of interest.")
    redelivered(pages)
    told = pages.as_(COORDINATOR).get(done)

    assert "this Chair has a conflict of interest" in told.text
    assert pages.register.count_pending() == 0
