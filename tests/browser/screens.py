"""People at their screens: phrases for what somebody does with a page, by what they see of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize

from tests.browser.watching import Watch

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=320, height=640)
UNFOLD = "element => { for (let up = element; up; up = up.parentElement) if ('open' in up) up.open = true }"
SECONDS = 15_000.0  # milliseconds, as the browser counts


class Screen:
    """One person at one browser window."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.status = 0

    async def opens(self, path: str) -> None:
        """Go to an address of the pages."""
        answer = await self.page.goto(self.origin + path)
        self.status = answer.status if answer else 0

    async def follows(self, text: str, within: str = "body") -> None:
        """Follow a link by its words."""
        await self.page.locator(within).get_by_role("link", name=text, exact=True).first.click()
        await self.page.wait_for_load_state()

    async def presses(self, text: str) -> None:
        """Press a button by its words, and wait for the page it leads to."""
        async with self.page.expect_navigation() as arrival:
            await self.page.get_by_role("button", name=text, exact=True).first.click()
        answer = await arrival.value
        self.status = answer.status if answer else 0

    async def fills(self, values: Mapping[str, Any]) -> None:
        """Fill a form in by the names of its fields, those that are on this page."""
        for name, value in flat(values):
            await self._fill(name, value)

    async def _fill(self, name: str, value: str) -> None:
        fields = self.page.locator(f'[name="{name}"]:not([type="hidden"])')
        if not await fields.count():
            raise AssertionError(f"{self.page.url} has no field {name}; it has {await self.fields()}")
        first = fields.first
        await first.evaluate(UNFOLD)
        kind = await first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            await self.page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        elif await first.evaluate("field => field.tagName") == "SELECT":
            await first.select_option(value)
        else:
            await first.fill(value)

    async def fields(self) -> list[str]:
        """The names of the fields on this page."""
        found: list[str] = await self.page.eval_on_selector_all(
            "main [name]:not([type=hidden])", "fields => [...new Set(fields.map(field => field.name))]"
        )
        return found

    async def heading(self) -> str:
        """What the page is called, above all."""
        return tidy(await self.page.locator("h1").first.inner_text())

    async def text(self) -> str:
        """What the page says."""
        return tidy(await self.page.locator("main").inner_text())

    async def reads(self, *words: str) -> None:
        """The page says all of this."""
        said = await self.text()
        missing = [each for each in words if each not in said]
        assert not missing, f"{self.page.url} does not say {missing}, but: {said[:1500]}"

    async def errors(self) -> list[str]:
        """What the summary of errors lists."""
        return [tidy(each) for each in await self.page.locator(".govuk-error-summary__list a").all_inner_texts()]

    def field(self, name: str) -> Locator:
        """A field by its name."""
        return self.page.locator(f'[name="{name}"]').first


class Screens:
    """A browser in which each person has a window of their own, signed in through the sign-in page."""

    def __init__(self, browser: Browser, origin: str, password: str) -> None:
        self.browser = browser
        self.origin = origin
        self.password = password
        self.watch = Watch(origin)
        self._emails: dict[str, str] = {}
        self._contexts: dict[tuple[str, bool, bool], BrowserContext] = {}
        self._states: dict[str, Any] = {}

    def knows(self, emails: Mapping[str, str]) -> None:
        """Whose e-mail address is whose."""
        self._emails.update(emails)

    async def as_(self, person: str, *, script: bool = True, phone: bool = False) -> Screen:
        """A window in which this person is signed in; without one: nobody is."""
        context = await self._context(person, script, phone)
        page = await context.new_page()
        page.set_default_timeout(SECONDS)
        return Screen(page, self.origin)

    async def _context(self, person: str, script: bool, phone: bool) -> BrowserContext:
        key = (person, script, phone)
        if key not in self._contexts:
            context = await self.browser.new_context(
                java_script_enabled=script,
                viewport=PHONE if phone else DESKTOP,
                locale="en-GB",
                timezone_id="Europe/London",
                storage_state=self._states.get(person),
            )
            self.watch.over(context)
            self._contexts[key] = context
            if person and person not in self._states:
                await self._sign_in(context, person)
        return self._contexts[key]

    async def _sign_in(self, context: BrowserContext, person: str) -> None:
        screen = Screen(await context.new_page(), self.origin)
        await screen.opens("/sign-in")
        await screen.fills({"email": self._emails[person], "password": self.password})
        await screen.presses("Sign in")
        assert "/sign-in" not in screen.page.url, f"{person} could not sign in: {await screen.text()}"
        self._states[person] = await context.storage_state()
        await screen.page.close()

    def pages(self) -> Sequence[Page]:
        """Every window that is open."""
        return [page for context in self._contexts.values() for page in context.pages]

    async def close(self) -> None:
        """Close every window, and forget who was signed in."""
        for context in self._contexts.values():
            await context.close()
        self._contexts.clear()
        self._states.clear()


def tidy(text: str) -> str:
    """Words with single spaces, lines kept."""
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """A nested form as the names its fields are posted under: ``children.0.forename``, ``incident_on.day``."""
    found: list[tuple[str, str]] = []
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            found += flat(value, f"{name}.")
        elif isinstance(value, (list, tuple)):
            for number, item in enumerate(value):
                found += flat(item, f"{name}.{number}.") if isinstance(item, Mapping) else [(name, str(item))]
        elif value not in (None, ""):
            found.append((name, str(value)))
    return found
