"""Filling in the pages of forms in tests: a page's fields as a browser would post them, with the answers given."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient

from adapters.settings import PROJECT
from desk.opening import Filing
from tests.admin.conftest import Pages

COORDINATOR, MANAGER, SOCIAL_CARE, HEALTH, POLICE = "P-0002", "P-0001", "P-0004", "P-0006", "P-0008"
Answers = Mapping[str, str | Sequence[str]]


def demo_form(name: str) -> Any:
    """A filled form of the demonstration."""
    return json.loads((PROJECT / "demo" / "forms" / f"{name}.json").read_text("utf-8"))


def open_case(pages: Pages, kind: str = "sin", form: str = "sin-two-children") -> str:
    """A case there is; its reference."""
    by = pages.register.actor(COORDINATOR, on=pages.clock.at.date())
    filing = Filing(kind, demo_form(form), by, f"opened-by-{form}", open_duplicates=True)
    opened = asyncio.run(pages.wiring.reception.open_case(filing, pages.clock.at))
    return opened.opening.case


class FormFields(HTMLParser):
    """The fields of the page's own form, as a browser would post them, and the ids and links of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.action = ""
        self._textarea: str | None = None
        self._select: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("href"):
            self.hrefs.append(str(given["href"]))
        if tag == "form":
            self._inside = "novalidate" in given
            self.action = str(given["action"]) if self._inside else self.action
        elif self._inside:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str | None]) -> None:
        name = given.get("name") or ""
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields.append((name, given.get("value") or ""))
        elif tag == "textarea":
            self._textarea = name
            self.fields.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            name, said = self.fields[-1]
            self.fields[-1] = (name, said + data)


def read(answer: httpx.Response) -> FormFields:
    """The form on a page."""
    found = FormFields()
    found.feed(answer.text)
    found.fields = [(name, value.removeprefix("\n")) for name, value in found.fields]
    return found


def fields_of(answer: httpx.Response) -> dict[str, list[str]]:
    """The fields on a page by name."""
    fields: dict[str, list[str]] = {}
    for name, value in read(answer).fields:
        fields.setdefault(name, []).append(value)
    return fields


def press(browser: TestClient, shown: httpx.Response, button: str, answers: Answers | None = None) -> httpx.Response:
    """Answer what a page asks and press one of its buttons (its ``_do`` value)."""
    form = read(shown)
    given = {name: [value] if isinstance(value, str) else list(value) for name, value in (answers or {}).items()}
    kept = [(name, value) for name, value in form.fields if name not in given]
    pairs = [*kept, *((name, value) for name, values in given.items() for value in values), ("_do", button)]
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return browser.post(form.action, data=data)


def follow(browser: TestClient, answer: httpx.Response) -> httpx.Response:
    """Go where a page sends one."""
    assert answer.status_code == 303, f"{answer.status_code}: {answer.text[:2000]}"
    return browser.get(answer.headers["location"])
