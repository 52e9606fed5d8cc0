"""The register's work is done in threads: while one person's form is taken, everybody else's pages are served (K5)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from adapters.register.store import Store
from admin.forms import outcomes
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.forms_filling import COORDINATOR, MANAGER, follow, open_case, press

CHILD = {"child": "Nobody Fictional", "child-day": "1", "child-month": "2", "child-year": "2020"}
KINDS = ("writing", "reading", "unlocked")
Seen = list[tuple[str, bool]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Every use of the register's database from now on: which, and whether it was on the event loop."""
    found: Seen = []
    for kind in KINDS:
        monkeypatch.setattr(Store, kind, noting(getattr(Store, kind), kind, found))
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)
    return found


def noting(does: Callable[..., Any], kind: str, found: Seen) -> Callable[..., Any]:
    def noted(store: Store) -> Any:
        found.append((kind, is_on_the_loop()))
        return does(store)

    return noted


def is_on_the_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def test_a_decision_is_taken_and_its_outcome_shown_off_the_event_loop(pages: Pages, seen: Seen) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    page = browser.get(f"/cases/{case}/do/move-panel")
    seen.clear()

    day = {"meets_on.day": "3", "meets_on.month": "12", "meets_on.year": "2026"}
    unsaid = press(browser, page, "send", day)
    sent = press(browser, unsaid, "send", {**day, "reasons": "The Chair is ill."})
    shown = follow(browser, sent)

    assert (unsaid.status_code, sent.status_code, shown.status_code) == (422, 303, 200)
    assert {kind for kind, _ in seen} == set(KINDS)
    assert [kind for kind, on_the_loop in seen if on_the_loop] == []


def test_a_case_is_opened_off_the_event_loop(pages: Pages, seen: Seen) -> None:
    browser = pages.as_(COORDINATOR)
    page = browser.get("/cases/new/sin?notification=sin")

    draft = press(browser, page, "save")
    opened = press(browser, browser.get(f"{draft.headers['location']}&check=yes"), "send")

    assert opened.status_code == 303, opened.text
    assert opened.headers["location"].startswith("/cases/GSCP-")
    assert [kind for kind, on_the_loop in seen if on_the_loop] == []


def test_a_search_and_a_saved_list_are_answered_off_the_event_loop(pages: Pages, seen: Seen) -> None:
    browser = pages.as_(MANAGER)

    found = browser.post("/cases/search", data={"_csrf": FORM_TOKEN, **CHILD})
    saved = browser.post("/cases/lists", data={"_csrf": FORM_TOKEN, "name": "Mine"})

    assert (found.status_code, saved.status_code) == (200, 303)
    assert seen
    assert [kind for kind, on_the_loop in seen if on_the_loop] == []
