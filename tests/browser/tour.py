"""A tour of every page: each person follows every link they are shown, and what they see is held to the standards."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from playwright.async_api import Page, Response

from admin.app import needs_of_every_route
from tests.browser.screens import Screen, Screens
from tests.browser.standards import barriers, shape, sideways

GET = sorted((path for method, path in needs_of_every_route() if method == "GET"), key=lambda path: path.count("{"))
AS_PATTERN = {path: re.compile(re.sub(r"\\\{[a-z_]+\\\}", "[^/]+", re.escape(path))) for path in GET}
NOT_PAGES = re.compile(r"^/(assets|healthz|readyz|api)\b|\.(csv|json|eml|pdf|docx|xlsx|ics|svg)$|/file$|^/sign-in/with")
DECIDES = re.compile(r"/cases/(new|[^/]+/(do|reopen))/|/settings/.*/new$|/what-if$")  # forms sent empty, to see errors
PRIMARY = "main form[method=post] button.govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)"
BEGINNING = "the beginning"
EMPTY = " sent empty"
ENOUGH = 6  # pages of one kind, among all who look
SHAPES = 3  # of one kind of page that axe and the narrow screen look at; whatever else differs is its words
FIELDS = "main form[method=post] :is(input:not([type=hidden]), select, textarea)"


@dataclass
class Seen:
    """A page somebody saw."""

    by: str
    path: str
    pattern: str
    status: int
    html: str
    found_in: str
    over: int = 0
    barriers: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How a failure names it."""
        return f"{self.status} {self.path} (as {self.by}, from {self.found_in})"


class Tour:
    """What was seen, and what of it was judged already."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.seen: list[Seen] = []
        self._shapes: set[str] = set()
        self._counted: Counter[str] = Counter()
        self._judged: Counter[str] = Counter()

    async def of(self, person: str, begin: Iterable[str], most: Mapping[str, int], otherwise: int) -> None:
        """Follow every link from these pages on, as this person; of each kind of page so many are looked at."""
        screen = await self.screens.as_(person)
        waiting, known = deque((path, BEGINNING) for path in begin), set(begin)
        counted: Counter[str] = Counter()
        while waiting:
            path, found_in = waiting.popleft()
            kind, pattern = kind_of(path), pattern_of(path)
            among_all = 1 if DECIDES.search(path) else most.get(pattern, ENOUGH)
            is_enough = counted[kind] >= most.get(pattern, otherwise) or self._counted[kind] >= among_all
            if is_enough and found_in != BEGINNING:
                continue
            counted[kind] += 1
            self._counted[kind] += 1
            for link in await self._look(screen, person, path, found_in):
                if link not in known and not NOT_PAGES.search(urlsplit(link).path):
                    known.add(link)
                    waiting.append((link, path))
        await screen.page.close()

    async def _look(self, screen: Screen, person: str, path: str, found_in: str) -> list[str]:
        answer = await screen.page.goto(screen.origin + path)
        await self.judge(screen.page, await _seen(person, path, answer, found_in))
        links: list[str] = await screen.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        if DECIDES.search(path) and await screen.page.locator(FIELDS).count():
            await self._send_empty(screen.page, person, path)
        return [link.removeprefix(screen.origin).split("#")[0] for link in links if link.startswith(screen.origin)]

    async def _send_empty(self, page: Page, person: str, path: str) -> None:
        async with page.expect_navigation() as arrival:
            await page.locator(PRIMARY).last.click()
        await self.judge(page, await _seen(person, f"{path}{EMPTY}", await arrival.value, path))

    async def sees(self, screen: Screen, person: str = "somebody") -> None:
        """Judge the page that a press of a button has led to."""
        path = screen.page.url.removeprefix(screen.origin)
        html = await screen.page.content()
        await self.judge(screen.page, Seen(person, path, pattern_of(path), screen.status, html, "something done"))

    async def judge(self, page: Page, seen: Seen) -> None:
        """Keep what was seen; axe and the narrow screen look at each shape of page once."""
        made, kind = sha256((await shape(page)).encode()).hexdigest(), f"{kind_of(seen.path)} {seen.status}"
        if made not in self._shapes and self._judged[kind] < SHAPES:
            self._shapes.add(made)
            self._judged[kind] += 1
            seen.barriers = await barriers(page)
            seen.over = await sideways(page)
        self.seen.append(seen)


async def _seen(person: str, path: str, answer: Response | None, found_in: str) -> Seen:
    status, html = (answer.status, await answer.text()) if answer else (0, "")
    return Seen(person, path, pattern_of(path), status, html, found_in)


def pattern_of(path: str) -> str:
    """The route that answers at an address; empty where none does."""
    bare = urlsplit(path.removesuffix(EMPTY)).path
    return next((route for route, pattern in AS_PATTERN.items() if pattern.fullmatch(bare)), "")


def kind_of(path: str) -> str:
    """What kind of page an address is: its route, its command, and what is asked of it."""
    parts = urlsplit(path)
    command = parts.path.rpartition("/do/")[2] if "/do/" in parts.path else ""
    asked = "" if command else sorted(re.findall(r"(?:^|&)([a-z_]+)=[^&]", parts.query))
    return f"{pattern_of(path)} {command} {asked}"
