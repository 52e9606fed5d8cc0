"""Whatever stands in an address, and whatever is posted to any page that takes a form: an answer, never a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from adapters.register import Register
from admin.app import needs_of_every_route
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.crawling import crawl
from tests.admin.nasty import MARKUP, TEXTS, URLENCODED, elements_of, encoded, got_through
from tests.admin.page_forms import PageForm, forms_on
from tests.admin.test_hardening_forms import FEW, typed
from tests.admin.visitors import everybody_at

pytestmark = pytest.mark.slow
COORDINATOR = "P-0002"
POSTS = [path for method, path in needs_of_every_route() if method == "POST"]
WITH_PARTS = [(method, path) for method, path in needs_of_every_route() if "{" in path]
IN_PATHS = (
    MARKUP[1],
    MARKUP[4],
    "..",
    "%2e%2e%2f",
    "a\x00b",
    "\ud800",
    "\u202e",
    "a\r\nX: y",
    "9" * 30,
    "a" * 300,
    "x\n",
    "²",
)
SHORT = [text for text in TEXTS if 0 < len(text) < 2_000]
QUERIES = (
    "page",
    "agency",
    "who",
    "step",
    "late",
    "role",
    "year",
    "draft",
    "section",
    "case",
    "due-day",
    "after",
    "as",
)
LISTS = ("/work", "/team", "/cases", "/settings/people", "/settings/calendar", "/mailbox", "/drafts", "/sign-in")


@pytest.fixture(scope="module")
async def house(migrated_register: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One register for all of it, with a case in it."""
    content, keys = migrated_register
    folder = tmp_path_factory.mktemp("addresses")
    (folder / "register.db").write_bytes(content)
    register = Register.open(f"sqlite:///{folder / 'register.db'}", keys)
    pages = Pages(register, folder)
    case, _ = await everybody_at(pages)
    yield pages, case
    register.close()


@pytest.fixture(scope="module")
def forms(house: tuple[Pages, str]) -> list[PageForm]:
    """Every form of the pages beside the cases' own, as the Coordinator comes upon them."""
    pages, case = house
    starts = ("/settings", "/cases", "/account", "/drafts", "/team", f"/cases/{case}", f"/cases/{case}/links")
    looks = crawl(pages.as_(COORDINATOR), COORDINATOR, starts, {"/cases/{case}/do/{command}": 0})
    found = {form.action: form for look in looks for form in forms_on(look.answer.text)}
    return [form for action, form in found.items() if action.startswith("/") and action != "/sign-out"]


def unexpected(browser: TestClient, method: str, path: str, **sent: Any) -> Iterator[str]:
    """What is wrong with the answer to a request; nothing where all is well."""
    answer = browser.request(method, path, **sent)
    if answer.status_code >= 500 and answer.status_code != 503:
        yield f"{method} {path[:200]}: {answer.status_code}"
    if answer.headers.get("content-type", "").startswith("text/html"):
        yield from (f"{method} {path[:200]}: {each}" for each in got_through(elements_of(answer.text), path))
    location = answer.headers.get("location", "/")
    if not location.startswith("/") or location.startswith("//"):
        yield f"{method} {path[:200]}: leads to {location}"


@pytest.mark.parametrize("text", IN_PATHS, ids=[str(number) for number in range(len(IN_PATHS))])
def test_whatever_stands_in_the_path_is_answered(house: tuple[Pages, str], text: str) -> None:
    pages, case = house
    browser, sent = pages.as_(COORDINATOR), quote(text.encode("utf-8", "surrogatepass"), safe="")
    known = {"case": case, "command": "appoint-chair"}

    wrong = []
    for method, route in WITH_PARTS:
        parts = re.findall(r"\{(\w+)", route)
        path = re.sub(
            r"\{(\w+)\}", lambda part, last=parts[-1]: known.get(part[1], sent) if part[1] != last else sent, route
        )
        content = encoded([("_csrf", FORM_TOKEN)]) if method == "POST" else None
        wrong += unexpected(browser, method, path, content=content, headers={"content-type": URLENCODED})

    assert wrong == []


@pytest.mark.parametrize("path", LISTS)
def test_whatever_stands_in_the_query_is_answered(house: tuple[Pages, str], path: str) -> None:
    browser = house[0].as_(COORDINATOR if path != "/sign-in" else None)

    wrong = [
        each
        for number, text in enumerate(SHORT[LISTS.index(path) % 3 :: 3])
        for name in (QUERIES[number % len(QUERIES)], QUERIES[(number * 5 + 2) % len(QUERIES)])
        for each in unexpected(browser, "GET", f"{path}?{encoded([(name, text)]).decode()}")
    ]

    assert wrong == []


@FEW
@given(data=st.data())
def test_whatever_is_typed_into_the_other_forms_is_answered(
    house: tuple[Pages, str], forms: list[PageForm], data: Any
) -> None:
    browser = house[0].as_(COORDINATOR)

    wrong = [
        each
        for form in forms
        for each in unexpected(
            browser, "POST", form.action, content=encoded(data.draw(typed(form))), headers={"content-type": URLENCODED}
        )
    ]

    assert len(forms) > 10
    assert wrong == []


@pytest.mark.parametrize("person", [COORDINATOR, "P-0006", None])
def test_whatever_is_posted_anywhere_is_answered(house: tuple[Pages, str], person: str | None) -> None:
    pages, case = house
    browser = pages.as_(person)

    wrong = []
    for number, route in enumerate(POSTS):
        path = re.sub(r"\{(\w+)\}", lambda part: case if part[1] == "case" else "x-1", route)
        texts = [TEXTS[(number * 7 + step) % len(TEXTS)] for step in range(6)]
        pairs = [
            ("_csrf", FORM_TOKEN),
            *zip(("name", "email", "person", "code", "on.day", "_token"), texts, strict=True),
        ]
        wrong += unexpected(browser, "POST", path, content=encoded(pairs), headers={"content-type": URLENCODED})

    assert wrong == []


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "raw_unicode_escape", "utf-16", "idna", "zlib", "\x00"])
def test_a_form_in_letters_of_its_sender_s_choosing_is_answered(house: tuple[Pages, str], charset: str) -> None:
    pages, case = house
    browser = pages.as_(COORDINATOR)
    fields = {"_csrf": FORM_TOKEN, "name": "\\ud800 +2AA- \\x00", "reasons": "\\udfff +2AA-", "_do": "save"}
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()
    )
    kind = f"multipart/form-data; charset={charset}; boundary=b"

    wrong = []
    for path in ("/settings/people", "/cases/lists", f"/cases/{case}/do/explain-lateness", "/cases/search"):
        wrong += unexpected(browser, "POST", path, content=f"{body}--b--\r\n".encode(), headers={"content-type": kind})

    assert wrong == []
