"""A browser that attaches files to cases, as the tests use it."""

from __future__ import annotations

import httpx2 as httpx
from fastapi.testclient import TestClient

from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.page_forms import forms_on
from tests.admin.standing_cases import happened, in_review

UNIT, CONTACT, OTHER_CONTACT = "P-0002", "P-0021", "P-0027"  # the contacts of


def case_with_actions(pages: Pages) -> str:
    """A case in which Children's Social Care owns action RR-1, and the academy immediate action 1."""
    case = in_review(pages.register, 1, agencies=("A-001", "A-010"))
    happened(pages.register, case, Part.REVIEW, "immediate_action_ordered", number=1, owner="A-010")
    happened(pages.register, case, Part.LEARNING, "action_agreed", action="RR-1", owner="A-001", due="2027-03-31")
    return case


def hidden_at(browser: TestClient, path: str) -> dict[str, str]:
    """The hidden fields of the form at an address."""
    return next(form.hidden for form in forms_on(browser.get(path).text) if "attach" in form.action)


def attach(browser: TestClient, case: str, name: str, content: bytes, **said: str) -> httpx.Response:
    """Fill a case's form in and send it."""
    return send(browser, f"/cases/{case}/papers/attach", name, content, **said)


def send(browser: TestClient, path: str, name: str, content: bytes, **said: str) -> httpx.Response:
    """Fill the form at an address in and send it."""
    data = {**hidden_at(browser, path), "title": "Training record", "about": "", **said}
    return browser.post(path, data=data, files={"file": (name, content, "text/html")})


def attached(browser: TestClient, case: str, name: str, content: bytes, **said: str) -> str:
    """Attach a file that is taken; its document's reference."""
    answer = attach(browser, case, name, content, **said)
    assert answer.status_code == 303, answer.text
    page = browser.get(f"/cases/{case}/papers").text
    return page.split(f"/cases/{case}/papers/D-")[1].split('"')[0].join(("D-", ""))
