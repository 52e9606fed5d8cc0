"""Two people at once: what another decided since one opened a page is shown before one's own word counts (K5)."""

from __future__ import annotations

import pytest

from admin.forms import outcomes
from models.case import Part
from models.people import Partner
from models.record import Event, Record
from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, MANAGER, SOCIAL_CARE, fields_of, open_case, press
from tests.admin.forms_markup import faults_of

MOVE = {"meets_on.day": "3", "meets_on.month": "12", "meets_on.year": "2026", "reasons": "The Chair is ill."}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def happens(pages: Pages, case: str, action: str, person: str, part: Part = Part.RAPID_REVIEW, **detail: str) -> None:
    """Somebody else decides something, and it is on record."""
    by = pages.register.actor(person, on=pages.clock.at.date(), role=None) if person != "service" else None
    event = Event(id=f"{action}-{person}", at=pages.clock.at, action=action, detail=detail)
    event = event if by is None else event.model_copy(update={"by": by})
    pages.register.record(Record(case=case, part=part, at=pages.clock.at, events=(event,)))


def test_what_another_decided_meanwhile_is_shown_and_nothing_is_sent(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/move-panel")
    happens(pages, case, "panel_moved", MANAGER, meets_on="2026-12-04")

    told = press(browser, page, "send", MOVE)

    assert told.status_code == 409
    assert "This has changed since you opened it" in told.text
    assert "Business Manager" in told.text
    assert fields_of(told)["reasons"] == [MOVE["reasons"]]
    assert "Send all the same" in told.text
    assert faults_of(told.text) == {}
    assert not pages.cases.asked


def test_having_seen_it_one_sends_all_the_same(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/move-panel")
    happens(pages, case, "panel_moved", MANAGER)

    sent = press(browser, press(browser, page, "send", MOVE), "send")

    assert sent.status_code == 303
    assert len(pages.cases.asked) == 1


@pytest.mark.parametrize(
    ("action", "person", "part"),
    [
        ("panel_moved", COORDINATOR, Part.RAPID_REVIEW),  # one's own doing
        ("panel_reminder", "service", Part.RAPID_REVIEW),  # a clock's
        ("hold_begun", MANAGER, Part.LCSPR),  # in another part
        ("case_viewed", MANAGER, Part.RAPID_REVIEW),  # somebody looked
    ],
)
def test_what_does_not_matter_holds_nobody_up(pages: Pages, action: str, person: str, part: Part) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/move-panel")
    happens(pages, case, action, person, part)

    assert press(browser, page, "send", MOVE).status_code == 303


def test_partners_vote_side_by_side(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-split-vote")
    browser = pages.as_(SOCIAL_CARE)
    page = browser.get(f"/cases/{case}/do/cast-vote")
    happens(pages, case, "vote_cast", "P-0008", Part.THRESHOLD, partner=Partner.CONSTABULARY)

    answer = press(browser, page, "send", {"proceed": "no", "reasons": "It was an accident."})

    assert answer.status_code == 303


def test_a_fact_is_taken_whatever_happened_meanwhile(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/panel-acknowledged")
    happens(pages, case, "panel_moved", MANAGER)

    answer = press(
        browser, page, "send", {"expected_on.day": "15", "expected_on.month": "12", "expected_on.year": "2026"}
    )

    assert answer.status_code == 303
    assert len(pages.cases.told) == 1
