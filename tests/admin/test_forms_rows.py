"""Rows of tables: added and taken out by a button, without script, nothing lost on the way (K4)."""

from __future__ import annotations

import httpx2 as httpx
from fastapi.testclient import TestClient

from tests.admin.conftest import Pages
from tests.admin.forms_filling import COORDINATOR, fields_of, follow, open_case, press, read
from tests.admin.forms_markup import faults_of

REPRESENTATIVE = "P-0018"


def add(browser: TestClient, page: httpx.Response, table: str, **answers: str) -> httpx.Response:
    """Press "Add another" below a table."""
    return follow(
        browser,
        press(browser, page, f"add {table}", {name.replace("__", "."): value for name, value in answers.items()}),
    )


def test_a_row_is_added_and_everything_typed_is_kept(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    page = browser.get("/cases/new/sin")

    posted = press(browser, page, "add children", {"children.0.forename": "Wren", "what_happened": "A fall."})
    after = browser.get(posted.headers["location"])

    assert posted.headers["location"].endswith("#children.1")
    assert fields_of(after)["children.0.forename"] == ["Wren"]
    assert fields_of(after)["what_happened"] == ["A fall."]
    assert "children.1.forename" in read(after).ids
    assert faults_of(after.text) == {}


def test_a_row_is_taken_out_and_the_others_stay(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    page = add(browser, browser.get("/cases/new/sin"), "children", children__0__forename="Wren")
    page = add(browser, page, "children", children__1__forename="Robin")

    after = follow(browser, press(browser, page, "remove children.0"))

    assert fields_of(after)["children.0.forename"] == ["Robin"]


def test_blank_rows_are_dropped(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    answers = {"children.0.forename": "", "children.7.forename": "Wren", "children.2.forename": " "}

    saved = follow(browser, press(browser, browser.get("/cases/new/sin"), "save", answers))

    assert fields_of(saved)["children.0.forename"] == ["Wren"]
    assert "children.1.forename" not in fields_of(saved)


def test_rows_within_rows_are_added(pages: Pages) -> None:
    case = open_case(pages)
    browser = pages.as_(COORDINATOR)
    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/submit-report"), "begin"))
    page = browser.get(f"{begun.request.url}&section=learning")

    page = add(browser, page, "report.learning.0.actions", report__learning__0__learning="Ask twice.")
    page = add(browser, page, "report.learning.0.actions", report__learning__0__actions__0__action="Train.")
    page = add(browser, page, "report.learning")

    assert fields_of(page)["report.learning.0.actions.0.action"] == ["Train."]
    assert "report.learning.1.learning" in read(page).ids
    assert faults_of(page.text) == {}


def test_a_table_of_hundreds_of_rows_is_folded_and_every_row_can_be_found(pages: Pages) -> None:
    browser = pages.as_("P-0027")
    case = open_case(pages, "cfc", "cfc-split-vote")
    begun = follow(browser, press(browser, browser.get(f"/cases/{case}/do/agency-return-received"), "begin"))
    page = browser.get(f"{begun.request.url}&section=events")
    answers = {f"form.key_events.{number}.what": f"Event {number}." for number in range(400)}
    answers |= {f"form.key_events.{number}.called": f"Called {number}" for number in range(400)}

    saved = press(browser, page, "save", answers)
    shown = browser.get(f"{begun.request.url}&section=events")

    assert saved.status_code == 303
    assert shown.text.count("<details") >= 400
    assert "Key event 400: Called 399" in shown.text
    assert faults_of(shown.text) == {}


def test_a_row_that_is_none_is_left_alone(pages: Pages) -> None:
    browser = pages.as_(REPRESENTATIVE)
    page = browser.get("/cases/new/sin")

    for button in (
        "remove children.99",
        "remove nothing.0",
        "add nothing",
        "add children.0",
        "add what_happened",
        "add",
    ):
        answer = press(browser, page, button, {"children.0.forename": "Wren"})
        page = follow(browser, answer)

    assert fields_of(page)["children.0.forename"] == ["Wren"]
