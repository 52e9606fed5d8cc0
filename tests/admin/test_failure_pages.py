"""When something is not as it should be: what it is, what was kept, what to do; in the frame of every page."""

from __future__ import annotations

import pytest
from fastapi import Depends, HTTPException
from fastapi.testclient import TestClient
from sqlalchemy.exc import DBAPIError

from adapters.register import AWAY
from admin.admission import Needs, NotAdmitted, gate
from admin.headers import HEADERS
from admin.posting import FormTokenRefused
from tests.admin.conftest import Pages


def failing(pages: Pages, failure: Exception) -> TestClient:
    """A browser of the Coordinator's before a page that fails."""

    def fail() -> None:
        raise failure

    pages.app.add_api_route("/fails", fail, dependencies=[Depends(gate(Needs.SIGNED_IN))])
    pages.as_("P-0002")
    return TestClient(pages.app, follow_redirects=False, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("failure", "status", "heading"),
    [
        (NotAdmitted("not_entitled", "A scrutineer may not do this."), 403, "You may not see or do this"),
        (NotAdmitted("not_yours", "Not yours.", hides=True), 404, "There is no such page"),
        (FormTokenRefused(), 403, "This page is out of date"),
        (HTTPException(413), 413, "This is too large to send"),
        (HTTPException(429), 429, "Too many tries in a short time"),
        (HTTPException(405), 405, "This cannot be answered"),
        (ZeroDivisionError("a name that nobody may see"), 500, "Sorry, something went wrong here"),
    ],
)
def test_a_failure_is_a_page_with_a_heading_and_a_way_on(
    pages: Pages, failure: Exception, status: int, heading: str
) -> None:
    answer = failing(pages, failure).get("/fails")

    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in answer.text
    assert 'href="/work"' in answer.text
    assert "a name that nobody may see" not in answer.text


def test_whoever_is_signed_in_stays_so_at_an_address_that_is_none(pages: Pages) -> None:
    answer = pages.as_("P-0002").get("/no-such-page")

    assert "Person P-0002" in answer.text
    assert "Sign out" in answer.text


def test_whoever_is_not_signed_in_is_led_to_signing_in(pages: Pages) -> None:
    answer = pages.as_(None).get("/no-such-page")

    assert 'href="/sign-in"' in answer.text
    assert "Sign out" not in answer.text


def test_a_failure_of_ours_gives_a_number_to_quote_and_the_same_headers_as_every_page(pages: Pages) -> None:
    browser = failing(pages, ZeroDivisionError())

    first, second = browser.get("/fails"), browser.get("/fails")

    assert first.text != second.text
    assert {name: first.headers[name] for name in HEADERS} == HEADERS
    assert first.headers["cache-control"] == "no-store"


def test_who_may_is_said_where_somebody_may_not(pages: Pages) -> None:
    says = "A scrutineer may not do this. It is for: business manager."

    answer = failing(pages, NotAdmitted("not_entitled", says)).get("/fails")

    assert says in answer.text


@pytest.mark.parametrize("away", AWAY)
def test_a_register_that_is_away_is_said_to_be_away(pages: Pages, away: type[Exception]) -> None:
    from_the_driver = issubclass(away, DBAPIError)
    failure = away("a statement", None, Exception("its address")) if from_the_driver else away("its address")

    answer = failing(pages, failure).get("/fails")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "The register does not answer just now" in answer.text
    assert "its address" not in answer.text
