"""The same form sent many times at once: one effect, one answer (F35, C14, C43, C59)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from adapters.register.cases import CaseFilter
from admin.forms import outcomes
from admin.forms.answers import filled_from
from admin.forms.asked import questions_of_form
from admin.forms.filled import as_posted
from tests.admin.conftest import Pages
from tests.admin.forms_filling import HEALTH, demo_form, fields_of, open_case

TIMES, AT_ONCE = 50, 10


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


def sent_at_once(pages: Pages, path: str, forms: list[dict[str, Any]]) -> list[httpx.Response]:
    """Every form posted, ten at a time, each from a browser of its own."""

    def send(form: dict[str, Any]) -> httpx.Response:
        return TestClient(pages.app, follow_redirects=False).post(path, data={**form, "_do": "send"})

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(send, forms))


@pytest.mark.slow
def test_fifty_times_the_same_vote_is_one_vote(pages: Pages) -> None:
    path = f"/cases/{open_case(pages)}/do/cast-vote"
    slip = {name: values for name, values in fields_of(pages.as_(HEALTH).get(path)).items() if name.startswith("_")}
    vote = {**slip, "partner": "health", "proceed": "yes", "reasons": "It must be understood."}

    answers = sent_at_once(pages, path, [vote] * TIMES)

    assert {(answer.status_code, answer.headers.get("location")) for answer in answers} == {
        (303, answers[0].headers["location"])
    }
    assert {told.command_id for told in pages.cases.asked} == {slip["_token"][0]}
    assert len({told.model_dump_json() for told in pages.cases.asked}) == 1


@pytest.mark.slow
def test_of_fifty_different_votes_under_one_token_one_counts(pages: Pages) -> None:
    path = f"/cases/{open_case(pages)}/do/cast-vote"
    slip = {name: values for name, values in fields_of(pages.as_(HEALTH).get(path)).items() if name.startswith("_")}
    said = [{"proceed": ("yes", "no")[number % 2], "reasons": f"Reason {number}."} for number in range(TIMES)]
    votes = [{**slip, "partner": "health", **each} for each in said]

    answers = sent_at_once(pages, path, votes)

    assert {answer.status_code for answer in answers} <= {303, 409}
    assert len({told.model_dump_json() for told in pages.cases.asked}) == 1


@pytest.mark.slow
def test_ten_times_the_same_filing_is_one_case(pages: Pages) -> None:
    path, browser = "/cases/new/sin", pages.as_("P-0002")
    form: dict[str, Any] = {name: values for name, values in fields_of(browser.get(path)).items() if name[0] == "_"}
    for name, value in as_posted(filled_from(questions_of_form("sin"), demo_form("sin-two-children"))):
        form.setdefault(name, []).append(value)

    answers = sent_at_once(pages, path, [form] * AT_ONCE)

    assert {answer.status_code for answer in answers} == {303}
    assert len({opening.case for opening in pages.cases.opened}) == 1
    assert pages.register.cases(CaseFilter(closed=None)).total == 1
