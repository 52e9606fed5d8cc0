"""What the tests of agencies' links share: a case in which one agency was asked, its contact's link, a browser."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from adapters.mail.mailbox import kept_letters
from models.case import Part
from models.people import SERVICE
from models.record import Event, Record
from tests.admin.conftest import Pages
from tests.desk.filing import a_case

AGENCY = "A-010"


@pytest.fixture
async def case(pages: Pages) -> str:
    """A case in which one agency has been asked."""
    by = pages.register.actor("P-0001", on=pages.clock.at.date())
    reference = await a_case(pages.wiring.reception, by)
    asked = Event(
        id="ask-1", at=pages.clock.at, action="agency_asked", by=SERVICE, detail={"agency": AGENCY, "due_day": 5}
    )
    pages.register.record(Record(case=reference, part=Part.RAPID_REVIEW, at=pages.clock.at, events=(asked,)))
    return reference


@pytest.fixture
def contact(pages: Pages) -> str:
    held = pages.register.appointments(pages.clock.at.date())
    return next(each.person for each in held if each.agency == AGENCY)


@pytest.fixture
def token(pages: Pages, case: str, contact: str) -> str:
    now = pages.clock.at
    return pages.register.link_for(case, AGENCY, contact, now, now + timedelta(days=30))


def form_token(html: str) -> str:
    found = re.search(r'name="_csrf" value="([^"]+)"', html)
    assert found
    return found[1]


def post(browser: TestClient, page: str, path: str, **fields: str) -> object:
    return browser.post(path, data={"_csrf": form_token(browser.get(page).text), **fields})


def last_letter(tmp_path: Path) -> str:
    return kept_letters(tmp_path / "mailbox")[-1].text


def opened(pages: Pages, token: str, tmp_path: Path) -> TestClient:
    """A browser in which the code was given."""
    browser = pages.as_(None)
    browser.get(f"/link/{token}")
    post(browser, "/request", "/request/code")
    code = re.search(r"\b\d{6}\b", last_letter(tmp_path))
    assert code
    assert post(browser, "/request", "/request/open", code=code[0]).status_code == 303  # type: ignore[attr-defined]
    return browser
