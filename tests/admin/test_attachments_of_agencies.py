"""What an agency attaches to its own return and actions, by link or signed in; it reads nothing of it (R4, G1)."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from adapters.register import attachments
from models.people import Role
from tests.admin.attaching import CONTACT, OTHER_CONTACT, UNIT, attach, case_with_actions, send
from tests.admin.conftest import Pages
from tests.admin.linking import AGENCY, case, contact, opened, token
from tests.admin.test_uploads import HTML, PDF

__all__ = ["case", "contact", "token"]
BY_LINK = "/request/attach"


def test_by_its_link_an_agency_attaches_to_its_return(
    pages: Pages, case: str, contact: str, token: str, tmp_path: Path
) -> None:
    browser = opened(pages, token, tmp_path)

    answer = send(browser, BY_LINK, "chronology.pdf", PDF, title="Our chronology", about=f"agency:{AGENCY}")

    (row,) = pages.register.documents_of(case, "attachment")
    assert (answer.status_code, answer.headers["location"]) == (303, "/request?done=attached")
    assert (row.person, row.role, row.agency) == (contact, Role.AGENCY_CONTACT, AGENCY)


def test_who_attached_by_a_link_sees_that_it_came_and_nothing_of_it(
    pages: Pages, case: str, token: str, tmp_path: Path
) -> None:
    browser = opened(pages, token, tmp_path)
    send(browser, BY_LINK, "chronology.pdf", PDF, title="Our chronology", about=f"agency:{AGENCY}")
    (row,) = pages.register.documents_of(case, "attachment")

    shown = browser.get("/request?done=attached").text
    statuses = {browser.get(f"/cases/{case}/papers/{row.id}{end}").status_code for end in ("", "/file")}

    assert "The document is attached." in shown
    assert "1 document, the latest on" in shown
    assert "Our chronology" not in shown
    assert row.id not in shown
    assert statuses == {303}  # to signing in


@pytest.mark.parametrize("about", ["", "agency:A-001", "RR-1", "immediate-1"])
def test_a_link_is_for_one_request_alone(pages: Pages, case: str, token: str, tmp_path: Path, about: str) -> None:
    answer = send(opened(pages, token, tmp_path), BY_LINK, "a.pdf", PDF, about=about)

    assert answer.status_code == 422
    assert pages.register.documents_of(case, "attachment") == []


def test_what_comes_by_a_link_is_looked_at_as_everything_else(pages: Pages, token: str, tmp_path: Path) -> None:
    answer = send(opened(pages, token, tmp_path), BY_LINK, "a.pdf", HTML, title="Kept", about=f"agency:{AGENCY}")

    assert answer.status_code == 422
    assert "The file is not what its name says" in answer.text
    assert 'value="Kept"' in answer.text


def test_without_a_link_nothing_can_be_attached(pages: Pages) -> None:
    assert pages.as_(None).get(BY_LINK).status_code == 303
    assert pages.as_(None).post(BY_LINK, files={"file": ("a.pdf", PDF)}).status_code == 403


def test_one_agency_cannot_fill_the_case(
    pages: Pages, token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_FILES_OF_ONE", 1)
    browser = opened(pages, token, tmp_path)

    answers = [send(browser, BY_LINK, "a.pdf", PDF, about=f"agency:{AGENCY}") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "has room for 1 files" in answers[1].text


def test_the_unit_finds_it_with_the_agency_s_return(pages: Pages) -> None:
    case = case_with_actions(pages)
    attach(pages.as_(CONTACT), case, "a.pdf", PDF, title="Our chronology", about="agency:A-001")

    browser = pages.as_(UNIT)
    returns, papers, told = (
        html.unescape(browser.get(f"/cases/{case}/{room}").text) for room in ("returns", "papers", "timeline")
    )

    assert "Our chronology</a>" in returns.partition('id="agency-A-001"')[2].partition("<section")[0]
    assert "Information of " in papers
    assert "A document was attached; it belongs to " in told


def test_the_page_of_the_request_leads_to_the_form(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(CONTACT)

    shown = browser.get(f"/cases/{case}/request").text
    answer = attach(browser, case, "a.pdf", PDF, about="agency:A-001")

    assert f'href="/cases/{case}/papers/attach?about=agency:A-001"' in shown
    assert answer.headers["location"] == f"/cases/{case}/request?done=attached"


def test_an_agency_s_contact_attaches_to_its_own_action_and_to_nothing_else(pages: Pages) -> None:
    case = case_with_actions(pages)
    browser = pages.as_(CONTACT)
    tracker = browser.get("/actions").text

    answers = [attach(browser, case, "a.pdf", PDF, about=about) for about in ("RR-1", "immediate-1", "")]

    assert f'href="/cases/{case}/papers/attach?about=RR-1"' in tracker
    assert [answer.status_code for answer in answers] == [303, 422, 422]
    assert answers[0].headers["location"] == "/actions?done=attached"
    (row,) = pages.register.documents_of(case, "attachment")
    assert (row.person, row.role, row.agency) == (CONTACT, Role.AGENCY_CONTACT, "A-001")
    assert attach(pages.as_(OTHER_CONTACT), case, "a.pdf", PDF, about="RR-1").status_code == 422
