"""A form that meets an ended session, or asks for a fresh proof of who it is: nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest

from admin.fresh import FRESH
from models import authority
from tests.adapters.book import look
from tests.admin.conftest import Pages
from tests.admin.entrance import PASSWORD, ROBIN, Browser, Entrance, entrance, real_service
from tests.admin.standing_cases import opened

__all__ = ["entrance"]
STORY = 'The family moved here in May.\r\nTheir neighbours\' "worry" <grew>; 孩子.'
CASEY = "casey.placeholder@partnership.example"


def posting(browser: Browser, path: str, **typed: str) -> None:
    """A form of this browser's session is posted, whatever has become of the session."""
    token = re.search(r'name="_csrf" value="([0-9a-f]+)"', browser.shows)
    assert token
    browser.answer = browser.client.post(path, data={"_csrf": token[1], **typed})


def with_form_open(entrance: Entrance) -> Browser:
    """A browser whose person has a form before them."""
    browser = entrance.signed_in()
    browser.open("/account")
    return browser


def test_a_form_that_meets_an_ended_session_is_there_after_signing_in_and_goes_where_it_was_going(
    entrance: Entrance,
) -> None:
    browser = with_form_open(entrance)
    entrance.later(minutes=31)

    posting(browser, "/cases/new/sin?step=2", summary=STORY, **{"children.0.forename": "Ö"})
    told = (browser.status, "You were signed out after 30 minutes without use. Sign in, and" in browser.shows)
    browser.send("/sign-in", email=ROBIN, password=PASSWORD)
    browser.follow()

    assert told == (403, True)
    shown = browser.shows
    assert "Nothing you wrote was lost" in shown
    posted = browser.send("/cases/new/sin?step=2").request
    body = posted.read().decode()
    assert str(posted.url).endswith("/cases/new/sin?step=2")
    assert "children.0.forename=%C3%96" in body
    assert "summary=The+family+moved+here+in+May.%0D%0ATheir+neighbours%27+%22worry%22+%3Cgrew%3E%3B+" in body
    assert browser.status != 403


def test_several_answers_under_one_name_are_all_there_again(entrance: Entrance) -> None:
    browser = with_form_open(entrance)
    token = re.search(r'name="_csrf" value="([0-9a-f]+)"', browser.shows)
    assert token
    entrance.later(minutes=31)

    browser.answer = browser.client.post("/cases/new/sin", data={"_csrf": token[1], "agencies": ["A-010", "A-011"]})
    browser.send("/sign-in", email=ROBIN, password=PASSWORD)
    browser.follow()

    assert re.findall(r'name="agencies" value="([^"]+)"', browser.shows) == ["A-010", "A-011"]


def test_it_is_sealed_meanwhile_and_there_for_its_own_person_only(entrance: Entrance) -> None:
    entrance.give_account("P-0003")
    browser = with_form_open(entrance)
    entrance.later(minutes=31)
    posting(browser, "/cases/new/sin", summary=STORY)

    browser.send("/sign-in", email=CASEY, password=PASSWORD)
    browser.follow()

    assert browser.status == 404
    assert "Nothing is kept here" in browser.shows
    assert "family moved" not in str(look(entrance.register, "SELECT * FROM interrupted_forms"))
    assert len(look(entrance.register, "SELECT * FROM interrupted_forms")) == 1


def test_a_day_later_it_is_gone(entrance: Entrance) -> None:
    browser = with_form_open(entrance)
    entrance.later(minutes=31)
    posting(browser, "/cases/new/sin", summary=STORY)
    entrance.later(hours=24)

    browser.send("/sign-in", email=ROBIN, password=PASSWORD)
    browser.follow()

    assert browser.status == 404


def test_a_form_that_is_not_of_the_ended_session_is_not_kept(entrance: Entrance) -> None:
    browser = with_form_open(entrance)
    entrance.later(minutes=31)

    forged = browser.client.post("/cases/new/sin", data={"_csrf": "0" * 64, "summary": STORY})
    nameless = entrance.browser().client.post("/cases/new/sin", data={"_csrf": "0" * 64, "summary": STORY})

    assert (forged.status_code, nameless.status_code) == (403, 403)
    assert look(entrance.register, "SELECT * FROM interrupted_forms") == []


def test_the_second_factor_comes_between_and_the_form_after_it(entrance: Entrance) -> None:
    app, browser = entrance.give_app("P-0002"), entrance.browser()
    browser.sign_in()
    browser.follow()
    browser.send("/sign-in/code", code=entrance.code(app))
    browser.open("/account")
    entrance.later(minutes=31)
    posting(browser, "/cases/new/sin", summary=STORY)

    browser.send("/sign-in", email=ROBIN, password=PASSWORD)
    browser.follow()
    browser.send("/sign-in/code", code=entrance.code(app))
    browser.follow()

    assert "Nothing you wrote was lost" in browser.shows


@pytest.mark.parametrize(("minutes", "asked"), [(5, False), (6, True)])
def test_what_decides_most_asks_again_after_five_minutes(entrance: Entrance, minutes: int, asked: bool) -> None:
    browser = entrance.signed_in()
    browser.open("/account/of/P-0004")
    entrance.later(minutes=minutes)

    browser.send("/account/of/P-0004/invite")

    assert browser.goes_to.startswith("/sign-in/confirm/") is asked
    assert bool(entrance.letters()) is not asked


def test_after_the_proof_the_form_goes_on_under_a_new_secret_and_other_pages_stay_good(entrance: Entrance) -> None:
    browser = entrance.signed_in()
    browser.open("/account")
    form_of_another_tab = browser.answer
    browser.open("/account/of/P-0004")
    entrance.later(minutes=6)
    browser.send("/account/of/P-0004/invite")
    browser.follow()
    before = browser.cookies["review"]

    action = next(iter(re.findall(r'action="(/sign-in/confirm/[\w-]+)"', browser.shows)))
    browser.send(action, proof="not the password at all")
    wrong = (browser.status, len(entrance.letters()))
    browser.send(action, proof=PASSWORD)
    browser.follow()
    browser.send("/account/of/P-0004/invite")

    assert wrong == (422, 0)
    assert browser.goes_to == "/account/of/P-0004?done=invited"
    assert len(entrance.letters()) == 1
    assert browser.cookies["review"] != before
    assert len(entrance.register.sessions_of("P-0002")) == 1
    browser.answer = form_of_another_tab
    assert browser.send("/sign-out").status_code == 303


def test_whoever_has_an_app_proves_it_with_a_code(pages: Pages) -> None:
    service = real_service(pages)
    app, browser = service.give_app("P-0002"), service.browser()
    browser.sign_in()
    browser.follow()
    browser.send("/sign-in/code", code=service.code(app))
    browser.open("/account/of/P-0004")
    service.later(minutes=6)
    browser.send("/account/of/P-0004/invite")
    browser.follow()
    action = next(iter(re.findall(r'action="(/sign-in/confirm/[\w-]+)"', browser.shows)))

    browser.send(action, proof=PASSWORD)
    by_password = browser.status
    browser.send(action, proof=service.code(app))

    assert (by_password, browser.status) == (422, 303)
    assert [entry["by"] for entry in service.recorded("identity_confirmed")] == ["P-0002"]


@pytest.mark.parametrize("command", ["publish-report", "withdraw-report"])
def test_a_decision_that_cannot_be_undone_asks_again_and_changes_nothing_meanwhile(
    entrance: Entrance, command: str
) -> None:
    case = opened(entrance.register, 14)
    browser = with_form_open(entrance)
    entrance.later(minutes=6)

    posting(browser, f"/cases/{case}/do/{command}", reasons=STORY)

    assert browser.goes_to.startswith("/sign-in/confirm/")
    browser.follow()
    assert "Confirm it is you" in browser.shows


def test_looking_at_such_a_form_asks_nothing(entrance: Entrance) -> None:
    case = opened(entrance.register, 14)
    browser = entrance.signed_in()
    entrance.later(minutes=6)

    browser.open(f"/cases/{case}/do/publish-report")

    assert not browser.goes_to.startswith("/sign-in")


def test_what_asks_again_are_actions_of_the_table() -> None:
    assert set(authority.MAY) | set(authority.SEES) >= FRESH
