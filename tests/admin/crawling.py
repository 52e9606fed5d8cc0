"""Walking through the pages by their own links, as somebody curious does: a few addresses of each kind of page."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2 as httpx
from fastapi.testclient import TestClient

from admin.app import needs_of_every_route
from tests.admin.forms_of_pages import links_of

LOOKS = [path for method, path in needs_of_every_route() if method == "GET"]
_FORMS = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", re.sub(r"\{\w+:path\}", ".+", path))) for path in LOOKS}


@dataclass(frozen=True)
class Look:
    """One address looked at: who looked, which route it is, what came."""

    person: str | None
    address: str
    route: str
    answer: httpx.Response


def route_of(address: str) -> str:
    """The route that answers an address, as the application chooses: the first that fits; blank for none."""
    path = urlsplit(address).path
    return next((route for route, form in _FORMS.items() if form.fullmatch(path)), "")


def crawl(
    browser: TestClient, person: str | None, starts: Iterable[str], most: Mapping[str, int] | None = None
) -> list[Look]:
    """Look at the starts and at whatever they lead to: at two addresses of each route, or ``most`` by route."""
    waiting, met, looks, times = deque(starts), set[str](), [], Counter[str]()
    while waiting:
        address = waiting.popleft()
        path = address.partition("#")[0]
        route = route_of(path)
        enough = (most or {}).get(route, 2)
        if path in met or not route or times[route] >= enough or route.startswith("/assets"):
            continue
        met.add(path)
        times[route] += 1
        answer = browser.get(path)
        looks.append(Look(person, path, route, answer))
        waiting += led_to(answer)
    return looks


def led_to(answer: httpx.Response) -> list[str]:
    """Where an answer leads."""
    if "location" in answer.headers:
        return [answer.headers["location"]]
    return links_of(answer.text) if answer.headers.get("content-type", "").startswith("text/html") else []
