"""Somebody who has no mouse: Tab, Space, Enter and the arrows; where one is can be seen at every stop (WCAG 2.4.7)."""

from __future__ import annotations

from typing import Any

from tests.browser.screens import Screen

MOST_STOPS = 150
STOP = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const outlined = each => each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0;
    const drawn = each => each && (outlined(each) || each.boxShadow !== 'none');
    const label = here.nextElementSibling && getComputedStyle(here.nextElementSibling, '::before');
    const box = here.getBoundingClientRect();
    return {
        is_seen: Boolean(drawn(style) || drawn(label)),
        is_in_view: box.bottom > 0 && box.top < window.innerHeight,
        what: here.outerHTML.slice(0, 120),
    };
}"""


class Keyboard:
    """The keys, at one screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._keys = screen.page.keyboard

    async def to(self, selector: str) -> None:
        """Press Tab until this has the focus; at every stop it can be seen where one is."""
        for _ in range(MOST_STOPS):
            await self._keys.press("Tab")
            stop: dict[str, Any] = await self.screen.page.evaluate(STOP)
            assert stop["is_seen"], f"{self.screen.page.url}: focus cannot be seen at {stop['what']}"
            assert stop["is_in_view"], f"{self.screen.page.url}: focus is out of view at {stop['what']}"
            if await self.screen.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"{self.screen.page.url}: Tab never comes to {selector}")

    async def types(self, selector: str, text: str) -> None:
        """Go to a field and type."""
        await self.to(selector)
        await self._keys.type(text)

    async def ticks(self, selector: str) -> None:
        """Go to a box or to the first of a group, and press Space."""
        await self.to(selector)
        await self._keys.press("Space")

    async def down(self, times: int = 1) -> None:
        """Press the arrow: another of a group, or of a list."""
        for _ in range(times):
            await self._keys.press("ArrowDown")

    async def enters(self, selector: str) -> None:
        """Go to a link or a button and press Enter; the page it leads to is there."""
        await self.to(selector)
        async with self.screen.page.expect_navigation():
            await self._keys.press("Enter")
