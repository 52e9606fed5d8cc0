"""Markup typed where no case is walked: signing in, agencies' links, people and agencies of the directory (T6, T7)."""

from __future__ import annotations

from pathlib import Path

import httpx2 as httpx
import pytest

from tests.admin.conftest import Pages
from tests.admin.entrance import Entrance, entrance
from tests.admin.linking import case, contact, opened, post, token
from tests.admin.nasty import MARK, MARKUP, elements_of, got_through
from tests.admin.settings_forms import COORDINATOR, MANAGER, sent

__all__ = ["case", "contact", "entrance", "token"]
WRITABLE = [text for text in MARKUP if text.isprintable()]
ALL = " ".join(MARKUP)
NAME = " ".join(WRITABLE[:4])  # as much of it as a name may hold


def wrong_with(answer: httpx.Response, address: str = "") -> list[str]:
    """What became markup of the page, its address and its cookies."""
    headers = f"{answer.headers.get('location', '')}{answer.headers.get('set-cookie', '')}"
    return [*got_through(elements_of(answer.text), address), *([headers] if MARK in headers else [])]


def says(answer: httpx.Response) -> bool:
    """Does the page give it back, as text or in a field?"""
    page = elements_of(answer.text)
    return MARK in "".join(page.text) or any(MARK in value for _, value in page.fields)


def test_what_is_typed_at_the_door_stays_text(entrance: Entrance) -> None:
    browser = entrance.browser()

    shown = [browser.open(f"/sign-in?after={after}") for after in ("/cases?x=%22%3E%3Czqx%3E", "javascript:zqx()")]
    refused = browser.sign_in(ALL, ALL)
    invitation = browser.open("/sign-in/invitation/%22%3E%3Czqx%3E")

    assert refused.status_code in (400, 422)
    assert [wrong for page in shown for wrong in wrong_with(page, MARK)] == []
    assert [*wrong_with(refused), *wrong_with(invitation, MARK)] == []
    assert "javascript:" not in shown[1].text


def test_what_an_agency_s_reader_types_stays_text_for_them_and_for_the_unit(
    pages: Pages, token: str, case: str, tmp_path: Path
) -> None:
    stranger = pages.as_(None)
    stranger.get(f"/link/{token}")
    no_code = post(stranger, "/request", "/request/open", code=ALL)
    browser = opened(pages, token, tmp_path)

    again = post(browser, "/request/pass-on", "/request/pass-on", name=ALL, email=ALL, role=ALL)
    passed = post(browser, "/request/pass-on", "/request/pass-on", name=NAME, email="a@b.example", role=NAME)
    unit = [pages.as_(COORDINATOR).get(path) for path in (f"/cases/{case}/links", "/work", f"/cases/{case}/letters")]

    assert [answer.status_code for answer in (no_code, again, passed)] == [422, 422, 303]  # type: ignore[attr-defined]
    assert says(again)  # type: ignore[arg-type]
    assert says(unit[0])
    assert [wrong for page in (no_code, again, passed, *unit) for wrong in wrong_with(page)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("email", ["zqx@agency.example", f"{ALL}@agency.example"])
def test_a_person_of_the_directory_is_text_wherever_they_stand(pages: Pages, email: str) -> None:
    people = "/settings/people"

    added = sent(pages, MANAGER, f"{people}/new", people, name=NAME, email=email, telephone="")
    home = added.headers.get("location", f"{people}/P-0002").partition("?")[0]
    paths = (people, home, f"{home}/contact", f"{home}/offices/new", f"{home}/absences/new", "/settings/changes")
    shown = [pages.as_(MANAGER).get(path) for path in paths]

    assert added.status_code == (303 if email.startswith("zqx") else 422)
    assert [page.status_code for page in shown] == [200] * len(paths)
    assert says(added) or says(shown[0])
    assert [wrong for page in (added, *shown) for wrong in wrong_with(page)] == []


def test_an_agency_and_a_change_that_waits_are_text_wherever_they_stand(pages: Pages) -> None:
    agencies, people = "/settings/agencies", f"/settings/people/{COORDINATOR}"

    added = sent(pages, MANAGER, f"{agencies}/new", agencies, name=NAME, kind=WRITABLE[0])
    renamed = sent(
        pages, MANAGER, f"{people}/contact", f"{people}/contact", name=NAME, email="zqx@b.example", telephone="1"
    )
    home = added.headers["location"].partition("?")[0]
    paths = (agencies, home, f"{home}/change", people, "/settings/changes", "/settings/people", "/actions")
    shown = [pages.as_(MANAGER).get(path) for path in paths]

    assert (added.status_code, renamed.status_code) == (303, 303)
    assert [path for path, page in zip(paths, shown, strict=True) if not says(page)] == []
    assert [wrong for page in shown for wrong in wrong_with(page)] == []
