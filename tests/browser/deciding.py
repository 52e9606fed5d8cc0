"""How a person takes a step of a case by clicking: from their list to the case, to the form, to what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.async_api import Locator

from tests.browser.filling import PRIMARY, fill_in, fill_this_page, press_button
from tests.browser.screens import UNFOLD, Screen

DEEP = 3  # slashes in the address of a room


async def goes_to_case(screen: Screen, case: str) -> None:
    """From wherever they are, by the list of cases and the case's reference."""
    await screen.opens("/work")
    if not await screen.page.get_by_role("link", name=case).count():
        await screen.opens(f"/cases?q={case}")
    await screen.page.get_by_role("link", name=case).first.click()
    await screen.page.wait_for_load_state()


async def goes_to_form(screen: Screen, case: str, command: str, **prefilled: str) -> None:
    """From my work, from the case's page, or from one of its rooms, by a link that leads to the form."""
    link = screen.page.locator(_link(case, command, prefilled)).first
    await screen.opens("/work")
    if await link.count():
        return await _follow(screen, link)
    request = screen.page.locator(f'a[href="/cases/{case}/request"]').first
    if await request.count():  # an agency's contact sees first what was asked
        await _follow(screen, request)
        return await _follow(screen, link)
    await goes_to_case(screen, case)
    rooms = await screen.page.eval_on_selector_all(
        f'a[href^="/cases/{case}/"]', "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    for room in ("", *(each for each in rooms if "/do/" not in each and each.count("/") == DEEP)):
        if room:
            await screen.opens(room)
        if await link.count():
            return await _follow(screen, link)
    raise AssertionError(f"nothing in {case} leads to {command} with {prefilled}: {rooms}")


async def _follow(screen: Screen, link: Locator) -> None:
    """Open what the link is folded into, and follow it."""
    await link.evaluate(UNFOLD)
    await link.click()
    await screen.page.wait_for_load_state()


def _link(case: str, command: str, prefilled: Mapping[str, str]) -> str:
    begins = f'a[href^="/cases/{case}/do/{command}"]'
    return begins + "".join(f'[href*="{name}={value}"]' for name, value in prefilled.items())


async def decides(
    screen: Screen,
    case: str,
    command: str,
    values: Mapping[str, Any],
    link: Mapping[str, str] | None = None,
    acts_as: str = "",
) -> None:
    """Take a step: go to its form, fill it in, check the answers where they are shown again, send it."""
    await goes_to_form(screen, case, command, **(link or {}))
    await send(screen, values, acts_as)
    assert not await screen.errors(), f"{command}: {await screen.errors()}"


async def send(screen: Screen, values: Mapping[str, Any], acts_as: str = "") -> None:
    """Fill in the form that is open and send it; who holds several offices says in which they act."""
    buttons = await screen.page.locator('button[name="_do"]').evaluate_all("all => all.map(button => button.value)")
    if "send" in buttons:
        await fill_this_page(screen, values)
    else:
        await fill_in(screen, values)
    await _choose_capacity(screen, acts_as)
    await press_button(screen, PRIMARY)


async def _choose_capacity(screen: Screen, role: str) -> None:
    choice = screen.page.locator(f'[name="_as"][value^="{role}"]')
    if role and await choice.count():
        await choice.first.check(force=True)
