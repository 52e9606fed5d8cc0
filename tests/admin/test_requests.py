"""An agency's contact comes by a link: the code, the request, the return, and nothing else (S1-S3, R3, R4)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.register.links import MOST_CODES
from models.people import SERVICE
from tests.admin.conftest import Pages
from tests.admin.linking import AGENCY, case, contact, opened, post, token

__all__ = ["case", "contact", "token"]


def test_before_the_code_nothing_is_shown_but_the_reference(pages: Pages, token: str, case: str) -> None:
    browser = pages.as_(None)

    way_in = browser.get(f"/link/{token}")
    html = browser.get("/request").text

    assert (way_in.status_code, way_in.headers["location"]) == (303, "/request")
    assert case in html
    assert "What we know" not in html
    assert "Appendix" not in html


def test_the_code_goes_to_the_link_s_own_address_and_opens_the_request(
    pages: Pages, token: str, tmp_path: Path
) -> None:
    browser = opened(pages, token, tmp_path)

    html = browser.get("/request").text

    assert "What we know" in html
    assert "Fill in the return" in html
    assert [entry.action for entry in pages.register.audit_of("GSCP-2026-001")][-1] == "document_viewed"


def test_mail_scanners_may_come_first_and_use_nothing_up(pages: Pages, token: str, tmp_path: Path) -> None:
    scanner = pages.as_(None)
    for _ in range(50):
        scanner.get(f"/link/{token}")

    assert opened(pages, token, tmp_path).get("/request").status_code == 200


@pytest.mark.parametrize("path", ["/request", "/link/nonsense", "/request/wrong-person"])
def test_without_a_link_there_is_nothing_to_see(pages: Pages, path: str) -> None:
    answer = pages.as_(None).get(path)

    assert answer.status_code == 404
    assert "Open the link in your e-mail" in answer.text


def test_a_wrong_code_says_so_and_opens_nothing(pages: Pages, token: str) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")
    post(browser, "/request", "/request/code")

    answer = post(browser, "/request", "/request/open", code="not it")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "not the one we sent last" in answer.text  # type: ignore[attr-defined]
    assert "What we know" not in browser.get("/request").text


def test_codes_end_after_five_within_an_hour(pages: Pages, token: str) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")

    answers = [post(browser, "/request", "/request/code").status_code for _ in range(MOST_CODES + 1)]  # type: ignore[attr-defined]

    assert answers == [200] * MOST_CODES + [429]


def test_a_link_that_ended_says_so(pages: Pages, token: str) -> None:
    link = pages.register.read_link(token, pages.clock.at)
    pages.register.revoke_link(link.id, "withdrawn", SERVICE, pages.clock.at)

    answer = pages.as_(None).get(f"/link/{token}")

    assert answer.status_code == 410
    assert "This link has ended" in answer.text


def test_a_no_records_return_takes_a_minute(pages: Pages, token: str, case: str, tmp_path: Path) -> None:
    browser = opened(pages, token, tmp_path)
    html = browser.get("/request/return?answer=no-records").text
    hidden = dict(re.findall(r'name="(_\w+)" value="([^"]*)"', html))
    typed = {
        "agency": AGENCY,
        "form.completed_by": "Robin Fictional",
        "form.completed_by_role": "Named nurse",
        "form.email": "robin@agency.example",
        "form.telephone": "01632 960 123",
    }

    sent = browser.post("/request/return", data={**hidden, **typed, "_do": "send"})
    receipt = browser.get(sent.headers["location"])

    assert sent.status_code == 303
    assert "Your return is here" in receipt.text
    told = pages.cases.told[-1]
    assert (told.agency, told.answer, told.by.agency) == (AGENCY, "no_records", AGENCY)  # type: ignore[attr-defined]


def test_the_return_begins_with_what_is_known(pages: Pages, token: str, tmp_path: Path) -> None:
    browser = opened(pages, token, tmp_path)

    html = browser.get("/request/return?answer=no-records").text

    assert "What does your agency" not in html
    assert re.search(r'name="form\.email"[^>]*value="[^"]+@', html) or re.search(
        r'value="[^"]+@[^>]*name="form\.email"', html
    )


def test_a_link_opens_no_other_page(pages: Pages, token: str, case: str, tmp_path: Path) -> None:
    browser = opened(pages, token, tmp_path)

    answers = {
        path: browser.get(path).status_code for path in (f"/cases/{case}", "/work", f"/cases/{case}/do/cast-vote")
    }

    assert set(answers.values()) == {303}, "each of them asks who you are"


def test_a_contact_with_an_account_sees_the_same_request(pages: Pages, case: str, contact: str) -> None:
    html = pages.as_(contact).get(f"/cases/{case}/request").text

    assert "What we know" in html
    assert f"/cases/{case}/do/agency-return-received" in html
    assert "Leave this page" not in html


def test_another_agency_s_contact_sees_no_request(pages: Pages, case: str) -> None:
    held = pages.register.appointments(pages.clock.at.date())
    other = next(each.person for each in held if each.agency == "A-012")

    assert pages.as_(other).get(f"/cases/{case}/request").status_code == 404
