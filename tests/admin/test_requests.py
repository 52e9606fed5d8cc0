"""An agency's contact comes by a link: the code, the request, and the ways out when it is not for them (S1-S3, R3)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from adapters.mail.mailbox import kept_letters
from adapters.register.links import MOST_CODES
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


def test_the_wrong_person_ends_the_link_and_the_unit_is_told(pages: Pages, token: str, tmp_path: Path) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")

    answer = post(browser, "/request/wrong-person", "/request/wrong-person")

    assert answer.status_code == 303  # type: ignore[attr-defined]
    letters = kept_letters(tmp_path / "mailbox")
    assert len(letters) == 2
    assert all("wrong person" in letter.subject for letter in letters)
    assert pages.as_(None).get(f"/link/{token}").status_code == 410


def test_a_colleague_s_name_is_asked_for_kept_sealed_and_shown_to_the_unit(
    pages: Pages, token: str, case: str, tmp_path: Path
) -> None:
    browser = opened(pages, token, tmp_path)

    bad = post(browser, "/request/pass-on", "/request/pass-on", name="Robin Fictional", email="not an address")
    good = post(browser, "/request/pass-on", "/request/pass-on", name="Robin Fictional", email="robin@agency.example")

    assert bad.status_code == 422  # type: ignore[attr-defined]
    assert 'value="Robin Fictional"' in bad.text  # type: ignore[attr-defined]
    assert good.status_code == 303  # type: ignore[attr-defined]
    shown = pages.as_("P-0002").get(f"/cases/{case}/links").text
    assert "Robin Fictional" in shown
    assert "did not reach the right person" in shown
    assert "Robin" not in "".join(letter.text for letter in kept_letters(tmp_path / "mailbox"))


def test_the_unit_sends_a_new_link_and_the_old_one_ends(
    pages: Pages, token: str, case: str, contact: str, tmp_path: Path
) -> None:
    unit = pages.as_("P-0002")

    answer = post(unit, f"/cases/{case}/links", f"/cases/{case}/links/{AGENCY}", person=contact)

    assert answer.status_code == 303  # type: ignore[attr-defined]
    new = re.search(r"/link/(\S+)", last_letter(tmp_path))
    assert new
    assert pages.as_(None).get(f"/link/{token}").status_code == 410
    assert pages.as_(None).get(f"/link/{new[1]}").status_code == 303


def test_a_link_goes_to_nobody_outside_the_agency(pages: Pages, case: str) -> None:
    unit = pages.as_("P-0002")

    answer = post(unit, f"/cases/{case}/links", f"/cases/{case}/links/{AGENCY}", person="P-0013")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "is nobody of this agency" in answer.text  # type: ignore[attr-defined]


def test_an_agency_s_contact_may_issue_no_links(pages: Pages, case: str, contact: str) -> None:
    assert pages.as_(contact).get(f"/cases/{case}/links").status_code in (403, 404)


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


def test_a_request_without_a_reader_stands_on_the_unit_s_list_until_it_has_one(
    pages: Pages, token: str, case: str, contact: str
) -> None:
    browser = pages.as_(None)
    browser.get(f"/link/{token}")
    post(browser, "/request/wrong-person", "/request/wrong-person")

    shown = pages.as_("P-0002").get("/work").text
    to_others = pages.as_("P-0004").get("/work").text
    pages.clock.at += timedelta(minutes=5)
    pages.register.link_for(case, AGENCY, contact, pages.clock.at, pages.clock.at + timedelta(days=30))

    assert f"/cases/{case}/links#{AGENCY}" in shown
    assert "without a reader" not in to_others
    assert "without a reader" not in pages.as_("P-0002").get("/work").text
