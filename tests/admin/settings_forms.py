"""Filling in the settings' forms as a browser does: with the hidden fields of the page they were opened on."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from httpx2 import Response

from models.people import Actor
from tests.admin.conftest import FORM_TOKEN, Pages

MANAGER, COORDINATOR, DEPUTY, MEMBER, EXECUTIVE = "P-0001", "P-0002", "P-0003", "P-0006", "P-0011"


def token_in(answer: Response) -> str:
    """The one-time token of the form on a page."""
    found = re.search(r'name="_token" value="(\w+)"', answer.text)
    assert found, "the page has no form"
    return found[1]


def hidden_in(answer: Response) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)">', answer.text))


def sent(pages: Pages, person: str, form: str, to: str, **values: Any) -> Response:
    """Open a form as this person and send it filled in; ``__`` in a name stands for the dot of a day's part."""
    browser = pages.as_(person)
    opened = browser.get(form)
    filled = {name.replace("__", "."): value for name, value in values.items()}
    return browser.post(to, data={**hidden_in(opened), "_csrf": FORM_TOKEN, "_token": token_in(opened), **filled})


def day(name: str, on: date) -> dict[str, str]:
    """A day in its three parts."""
    return {f"{name}__day": str(on.day), f"{name}__month": str(on.month), f"{name}__year": str(on.year)}


def actor(pages: Pages, person: str = MANAGER) -> Actor:
    """A person of the directory in their office."""
    return pages.register.actor(person, on=pages.clock.at.date())


def actions(pages: Pages) -> list[str]:
    """What is on record of no case, by action."""
    return [entry.action for entry in pages.register.audit_of("")]
