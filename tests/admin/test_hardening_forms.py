"""Whatever is typed into the form of a decision, a fact or a filing: a page answers, inertly, and loses none of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.register import Register
from admin.forms import outcomes
from admin.forms.openings import KINDS
from models.messages.catalogue import MESSAGES
from tests.admin.conftest import Pages
from tests.admin.forms_filling import open_case
from tests.admin.forms_of_pages import links_of
from tests.admin.nasty import LONE, TEXTS, URLENCODED, elements_of, encoded, got_through
from tests.admin.page_forms import PageForm, forms_on
from tests.admin.test_forms_every_page import who_may

ANSWERED = {200, 303, 400, 403, 404, 409, 422}
DAYS = {"day": "24", "month": "11", "year": "2026", "time": "09:30"}
PATHS = (
    *(f"/cases/{{case}}/do/{command.replace('_', '-')}" for command in MESSAGES),
    *(f"/cases/new/{kind}" for kind in KINDS),
    "/cases/{case}/reopen/new-information",
)
FEW = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker writes the record here: the next page need not wait for it."""
    monkeypatch.setattr(outcomes, "PATIENCE", 0.0)


@pytest.fixture(scope="module")
def house(migrated_register: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """One register for all that is typed here: what went in before must not make a later page fail either."""
    content, keys = migrated_register
    folder = tmp_path_factory.mktemp("typed")
    (folder / "register.db").write_bytes(content)
    register = Register.open(f"sqlite:///{folder / 'register.db'}", keys)
    yield Pages(register, folder)
    register.close()


def command_of(path: str) -> str:
    """What a form is for, as the table of permissions has it."""
    return path.rpartition("/")[2].replace("-", "_") if "/do/" in path else "open_case"


@pytest.fixture(scope="module")
def case(house: Pages) -> str:
    return open_case(house)


@st.composite
def typed(draw: Any, form: PageForm) -> list[tuple[str, str]]:
    """What somebody posts with a form: some of it fitting, some not; the hidden fields as they were, mostly."""
    texts, buttons = st.sampled_from(TEXTS), [*form.buttons, ("_do", "add x"), ("_do", "remove a.0"), ("_do", "zqx")]
    pairs: list[tuple[str, str]] = []
    for name, found in form.fields.items():
        if found.kind == "hidden" and draw(st.integers(0, 15)) < 15:
            pairs += [(name, value) for value in found.values]
            continue
        fitting = found.choices or [DAYS.get(name.rpartition(".")[2], draw(texts))]
        values = st.one_of(st.sampled_from(fitting), st.sampled_from(fitting), texts)
        pairs += [(name, value) for value in draw(st.lists(values, min_size=1, max_size=2 if found.choices else 1))]
    if draw(st.integers(0, 3)) == 3:
        pairs += draw(st.lists(st.tuples(texts, texts), max_size=3))
    return [*pairs, draw(st.sampled_from(buttons))]


def wrong_with(answer: httpx.Response, pairs: list[tuple[str, str]]) -> list[str]:
    """What is wrong with an answer; empty where all is well."""
    if answer.status_code not in ANSWERED:
        return [f"status {answer.status_code}"]
    if answer.status_code == 303:
        return [] if answer.headers["location"].startswith("/") else [answer.headers["location"]]
    through = got_through(elements_of(answer.text))
    lost = [name for name in lost_in(answer, pairs) if answer.status_code == 422]
    return [*through, *(f"{name} is lost" for name in lost)]


def lost_in(answer: httpx.Response, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """The fields in which what was typed is not there any more, in letters that a page can hold."""
    shown = {name: found for form in forms_on(answer.text) for name, found in form.fields.items()}
    said: dict[str, list[str]] = {}
    for name, value in pairs:
        said.setdefault(name, []).append(value)
    for name, values in said.items():
        found = shown.get(name)
        if found is None or found.kind not in ("text", "textarea") or name.startswith("_") or len(values) > 1:
            continue
        if holdable(values[0]) and found.values != [values[0]]:
            yield name


def holdable(text: str) -> bool:
    """Can a page give it back unchanged?"""
    return (
        text not in LONE and text == unescape(text) and not any(letter in text for letter in "\r\n\x00") and bool(text)
    )


def post(browser: TestClient, path: str, pairs: list[tuple[str, str]]) -> httpx.Response:
    """Post a form as it is, byte for byte."""
    return browser.post(path, content=encoded(pairs), headers={"content-type": URLENCODED})


def form_at(html: str, path: str) -> PageForm:
    """The form of a page that posts back to its own address."""
    return next(form for form in forms_on(html) if form.action.partition("?")[0] == path)


def addresses_of(browser: TestClient, path: str) -> list[str]:
    """The pages of one form: one, or of a long one each section and the check of its answers."""
    form = form_at(browser.get(path).text, path)
    if ("_do", "begin") not in form.buttons:
        return [path]
    begun = post(browser, path, [*form.hidden.items(), ("_do", "begin")]).headers["location"]
    sections = [href for href in links_of(browser.get(begun).text) if "section=" in href]
    assert len(sections) > 2
    return [path, *sections, f"{begun}&check=yes"]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
@FEW
@given(data=st.data())
def test_whatever_is_typed_into_a_form_is_answered_and_kept(house: Pages, case: str, path: str, data: Any) -> None:
    path = path.format(case=case)
    browser = house.as_(who_may(house, command_of(path)))
    opened = data.draw(st.sampled_from(addresses_of(browser, path)))
    pairs = data.draw(typed(form_at(browser.get(opened).text, path)))

    answer = post(browser, path, pairs)

    assert wrong_with(answer, pairs) == []
