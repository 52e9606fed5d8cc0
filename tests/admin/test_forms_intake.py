"""A case comes in by its form: section by section, checked, opened with its reference and its dates (N1-N12)."""

from __future__ import annotations

from typing import Any

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from admin.forms import outcomes
from admin.forms.answers import filled_from
from admin.forms.asked import questions_of_form
from admin.forms.filled import as_posted, merged
from admin.forms.openings import KINDS, opening_of
from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, demo_form, fields_of, follow, open_case, press, read
from tests.admin.forms_markup import faults_of
from workflows.client import NoAnswerYet

SCHOOL, DOCTOR, REPRESENTATIVE = "P-0027", "P-0019", "P-0018"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def by_name(pairs: Any) -> dict[str, list[str]]:
    """Posted pairs by name."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def fill_sections(browser: TestClient, kind: str, form: Any) -> httpx.Response:
    """Fill in every section of a long form; answers the page of the check."""
    errand = opening_of(KINDS[kind])
    filled = filled_from(questions_of_form(errand.form), form)
    page = follow(browser, press(browser, browser.get(errand.path), "begin"))
    address = str(page.request.url)
    for section in errand.sections():
        page = browser.get(f"{address}&section={section.id}")
        assert faults_of(page.text) == {}
        given = by_name(as_posted(merged(errand.page(section), {}, filled)))
        shown = {name: [] for name in fields_of(page) if not name.startswith("_")}
        page = follow(browser, press(browser, page, "continue", {**shown, **given}))
    return page


def fill_page(browser: TestClient, kind: str, form: Any) -> httpx.Response:
    """Fill in a form on one page; answers the page of the check."""
    errand = opening_of(KINDS[kind])
    filled = filled_from(questions_of_form(errand.form), form)
    return follow(browser, press(browser, browser.get(errand.path), "continue", by_name(as_posted(filled))))


def test_one_sees_only_the_ways_in_that_are_one_s_own(pages: Pages) -> None:
    school = pages.as_(SCHOOL).get("/cases/new").text
    doctor = pages.as_(DOCTOR).get("/cases/new").text
    authority = pages.as_(REPRESENTATIVE).get("/cases/new").text

    assert "/cases/new/cfc" in school
    assert "/cases/new/sin" not in school
    assert "/cases/new/referral" in doctor
    assert "/cases/new/sin" in authority
    assert pages.as_(SCHOOL).get("/cases/new/sin").status_code == 403


def test_a_school_raises_a_case_section_by_section(pages: Pages) -> None:
    browser = pages.as_(SCHOOL)

    check = fill_sections(browser, "cfc", demo_form("cfc-split-vote"))
    opened = follow(browser, press(browser, check, "send"))

    assert "Check your answers" in check.text
    assert faults_of(check.text) == {}
    assert "Case opened" in opened.text
    assert faults_of(opened.text) == {}
    [opening] = pages.cases.opened
    assert opening.case in opened.text
    assert "working day 15" in opened.text
    assert opening.by.person == SCHOOL


def test_what_is_left_blank_is_listed_and_the_case_opens_all_the_same(pages: Pages) -> None:
    browser = pages.as_(SCHOOL)

    check = fill_sections(browser, "cfc", demo_form("cfc-incomplete"))
    opened = follow(browser, press(browser, check, "send"))

    assert "Still blank" in check.text
    assert "What harm has come to the child(ren)" in opened.text
    assert "Left blank, and asked for" in opened.text
    assert pages.cases.opened[0].form.gaps


def test_a_sin_is_recorded_on_one_page(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)

    check = fill_page(browser, "sin", demo_form("sin-two-children"))
    opened = follow(browser, press(browser, check, "send"))

    assert "Case opened" in opened.text
    assert pages.cases.opened[0].kind == "sin"


def test_a_probable_duplicate_is_shown_before_a_case_opens(pages: Pages) -> None:
    first = open_case(pages)
    browser = pages.as_(REPRESENTATIVE)

    check = fill_page(browser, "sin", demo_form("sin-two-children"))
    found = press(browser, check, "send")
    still = press(browser, found, "send")
    opened = follow(browser, press(browser, found, "send", {"_open_duplicates": "yes"}))

    assert (found.status_code, still.status_code) == (409, 409)
    assert first in found.text
    assert faults_of(found.text) == {}
    assert len(pages.cases.opened) == 2
    assert first in opened.text


def test_sending_twice_opens_one_case(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    check = fill_page(browser, "sin", demo_form("sin-two-children"))

    first, second = (press(browser, check, "send") for _ in range(2))

    assert first.headers["location"] == second.headers["location"]
    assert len(pages.cases.opened) == 1


def test_while_temporal_is_away_the_case_has_its_reference_already(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    pages.cases.fails = NoAnswerYet("away")

    kept = follow(browser, press(browser, fill_page(browser, "sin", demo_form("sin-two-children")), "send"))

    assert "sent on as soon as it does" in kept.text
    assert "GSCP-2026-0" in kept.text


def test_an_agency_s_contact_learns_what_became_of_its_own_but_not_how_the_case_stands(pages: Pages) -> None:
    browser = pages.as_(SCHOOL)
    opened = follow(browser, press(browser, fill_sections(browser, "cfc", demo_form("cfc-split-vote")), "send"))
    address = str(opened.request.url)

    elsewhere = pages.as_("P-0029").get(address)

    assert f'href="/cases/{pages.cases.opened[0].case}"' not in opened.text
    assert elsewhere.status_code == 404


def test_what_cannot_be_used_is_named_on_the_check_and_mended_in_its_section(pages: Pages) -> None:
    browser = pages.as_(SCHOOL)
    form = {**demo_form("cfc-split-vote"), "incident_on": "2026-12-24"}

    errand = opening_of(KINDS["cfc"])
    page = follow(browser, press(browser, browser.get(errand.path), "begin"))
    section = browser.get(f"{page.request.url}&section=event")
    answers = by_name(
        as_posted(merged(errand.page(errand.section("event")), {}, filled_from(questions_of_form("appendix_1"), form)))
    )
    refused = press(browser, section, "continue", answers)
    check = browser.get(f"{page.request.url}&check=yes")

    assert refused.status_code == 422
    assert "#incident_on.day" in read(refused).hrefs
    assert any("section=event&back=check#incident_on.day" in href for href in read(check).hrefs)


def test_a_closed_case_is_opened_again_from_its_page_of_new_information(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-unanimous-no")
    browser = pages.as_(COORDINATOR)

    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/reopen/new-information"), "begin"))
    children = browser.get(f"{begun.request.url}&section=children")
    sent = press(browser, browser.get(f"{begun.request.url}&check=yes"), "send")

    assert fields_of(children)["children.0.forename"] == [demo_form("cfc-unanimous-no")["children"][0]["forename"]]
    assert sent.status_code == 409
    assert "there is nothing to reopen" in sent.text


def test_a_sin_for_a_case_there_is_has_one_address(pages: Pages) -> None:
    case = open_case(pages, "cfc", "cfc-unanimous-no")
    browser = pages.as_(REPRESENTATIVE)

    shown = follow(browser, browser.get(f"/cases/{case}/reopen/sin"))
    check = follow(browser, press(browser, shown, "continue", {"sin.notification": "sin"}))
    after = follow(browser, press(browser, check, "send"))

    assert "Recorded" in after.text
    assert [told.name for told in pages.cases.told] == ["sin_notified"]
