"""The pictures of docs/screenshots: the main pages of a house full of fictional cases, wide and on a phone.

``make screenshots`` takes them anew. Each says whose screen it is, and on which page.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from adapters.settings import PROJECT
from models.people import SERVICE
from tests.browser.house import House, house_in
from tests.browser.prepare import CHROMIUM
from tests.browser.screens import Screens

FOLDER = PROJECT / "docs" / "screenshots"
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
TALLEST = 1800  # pixels of a page shown
COORDINATOR, MEMBER, CHAIR = "P-0002", "P-0004", "P-0013"
PAGES = (
    # name, whose screen, path; CASE:words stands for the first demo case described by these words
    ("work", COORDINATOR, "/work"),
    ("team", COORDINATOR, "/team"),
    ("cases", COORDINATOR, "/cases"),
    ("case", COORDINATOR, "/cases/CASE:Returns: two of six/"),
    ("dates", COORDINATOR, "/cases/CASE:Returns: two of six/dates"),
    ("what-if", COORDINATOR, "/cases/CASE:Returns: two of six/what-if"),
    ("returns", COORDINATOR, "/cases/CASE:one of them late/returns"),
    ("chronology", COORDINATOR, "/cases/CASE:two days differ/chronology"),
    ("sign-off", COORDINATOR, "/cases/CASE:refused/sign-off"),
    ("vote", MEMBER, "/cases/CASE:the ballot is open/do/cast-vote"),
    ("lcspr", COORDINATOR, "/cases/CASE:The gate/lcspr"),
    ("publication", COORDINATOR, "/cases/CASE:seven working days/publication"),
    ("settings", COORDINATOR, "/settings"),
)


async def take_all() -> int:
    """Take every picture; answers how many there are."""
    program = CHROMIUM.found()
    if program is None:
        raise SystemExit(CHROMIUM.advice)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with house_in(Path(folder), policies=PROJECT / "policies") as house, async_playwright() as playwright:
            told = json.loads(await house.runs("demo-data", "--json"))
            browser = await playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
            screens = Screens(browser, house.origin, house.password)
            screens.knows(_emails(house))
            for name, person, path in PAGES:
                await _take(screens, name, person, _address(path, told["cases"]))
            await browser.close()
    return len(PAGES) * 2


def _emails(house: House) -> dict[str, str]:
    register = house.live.house.register
    return {row.ref: row.email for row in register.people(SERVICE, house.live.now(), "screenshots")}


def _address(path: str, cases: list[dict[str, str]]) -> str:
    if "CASE:" not in path:
        return path
    before, _, after = path.partition("CASE:")
    words, _, rest = after.partition("/")
    case = next(each["case"] for each in cases if words.lower() in " ".join(map(str, each.values())).lower())
    return f"{before}{case}/{rest}".rstrip("/")


async def _take(screens: Screens, name: str, person: str, path: str) -> None:
    for phone in (False, True):
        screen = await screens.as_(person, phone=phone)
        await screen.opens(path)
        if screen.status != 200:
            raise SystemExit(f"{path} answered {screen.status}")
        height = min(TALLEST, await screen.page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": 320 if phone else 1280, "height": height}
        file = FOLDER / f"{name}-{'phone' if phone else 'desktop'}.png"
        await screen.page.screenshot(path=file, clip=clip, full_page=True)  # type: ignore[arg-type]
        await screen.page.close()
    sys.stdout.write(f"  {name}\n")


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(take_all())} pictures in {FOLDER}\n")
