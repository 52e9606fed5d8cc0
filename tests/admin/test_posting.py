"""Every form that changes something carries its session's own token, whoever sends it and wherever it comes from."""

from __future__ import annotations

import re

import pytest

from admin.app import needs_of_every_route
from tests.admin.conftest import FORM_TOKEN, Pages

POSTS = sorted(re.sub(r"\{\w+(?::path)?\}", "x-1", path) for method, path in needs_of_every_route() if method == "POST")


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({}, {}),
        ({"_csrf": ""}, {}),
        ({"_csrf": "0" * 64}, {}),
        ({"_csrf": FORM_TOKEN + "x"}, {}),
        ({"_csrf": FORM_TOKEN}, {"sec-fetch-site": "cross-site"}),
        ({"_csrf": FORM_TOKEN}, {"sec-fetch-site": "same-site"}),
        ({"_csrf": FORM_TOKEN}, {"origin": "https://evil.example"}),
    ],
)
def test_without_it_nothing_is_taken_at_any_address(
    pages: Pages, data: dict[str, str], headers: dict[str, str]
) -> None:
    browser = pages.as_("P-0001")
    before = len(pages.register.audit_of(""))

    taken = {path for path in POSTS if browser.post(path, data=data, headers=headers).status_code != 403}

    assert len(POSTS) > 30
    assert taken == set()
    assert len(pages.register.audit_of("")) == before


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "null"}]
)
def test_with_it_a_form_of_ours_meets_the_page_whatever_the_browser_says_of_it(
    pages: Pages, headers: dict[str, str]
) -> None:
    browser = pages.as_("P-0001")

    answer = browser.post("/account/password", data={"_csrf": FORM_TOKEN}, headers=headers)

    assert answer.status_code == 422


def test_an_answer_in_json_is_no_form(pages: Pages) -> None:
    browser = pages.as_("P-0001")

    answer = browser.post("/account/password", json={"_csrf": FORM_TOKEN})

    assert answer.status_code == 403
