"""Arriving: the front, assets, what is not there, and the headers that go with every answer."""

from __future__ import annotations

import pytest

from admin.headers import HEADERS
from tests.admin.conftest import Pages


def test_one_arrives_at_my_work(pages: Pages) -> None:
    answer = pages.as_("P-0002").get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/work")


@pytest.mark.parametrize("path", ["/", "/healthz", "/no-such-page", "/assets/0/nothing.css"])
def test_every_answer_carries_the_headers(pages: Pages, path: str) -> None:
    answer = pages.as_(None).get(path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_an_unknown_address_says_so_in_words(pages: Pages) -> None:
    answer = pages.as_("P-0002").get("/no-such-page")

    assert answer.status_code == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize(
    ("path", "landmark"),
    [("/settings/calendar/new", '<nav aria-label="Back">'), ("/settings/calendar", 'aria-label="Breadcrumb"')],
)
def test_the_way_back_is_a_landmark_once(pages: Pages, path: str, landmark: str) -> None:
    before = pages.as_("P-0002").get(path).text.split("<main")[0].split('<div class="govuk-width-container">')[-1]

    assert landmark in before
    assert before.count("<nav") == before.count("</nav>") == 1
