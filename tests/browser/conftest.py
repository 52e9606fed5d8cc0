"""The browser tests' house, browser and people at their screens.

One house for a file; one Chromium for all. A test that fails leaves pictures and pages in ``tests/browser/seen/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from models.people import SERVICE
from tests.browser.house import House, house_in
from tests.browser.prepare import CHROMIUM
from tests.browser.screens import Screens

SEEN = Path(__file__).parent / "seen"
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LONGEST = 600  # seconds: a journey is many pages long


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys take longer than other tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> object:
    """Let fixtures know whether their test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, as `make browser` found or installed it."""
    program = CHROMIUM.found()
    if program is None:
        pytest.fail(CHROMIUM.advice)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield chromium
        await chromium.close()


@pytest.fixture(scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house of this file's own."""
    async with house_in(tmp_path_factory.mktemp("house")) as standing:
        yield standing


@pytest.fixture(scope="module")
async def window(browser: Browser, house: House) -> AsyncIterator[Screens]:
    """Everybody's windows, kept open for the whole file: nobody signs in twice."""
    screens = Screens(browser, house.origin, house.password)
    people = house.live.house.register.people(SERVICE, house.live.now(), "browser_tests")
    screens.knows({person.ref: person.email for person in people})
    yield screens
    await screens.close()


@pytest.fixture
async def screens(window: Screens, request: pytest.FixtureRequest) -> AsyncIterator[Screens]:
    """The windows, watched: nothing may go wrong behind the pages of this test."""
    window.watch.offences.clear()
    yield window
    if request.node.stash.get(FAILED, False):
        await keep(window, request.node.name)
    for page in window.pages():
        await page.close()
    assert window.watch.offences == []


async def keep(window: Screens, name: str) -> None:
    """Keep what every window shows, to be looked at."""
    SEEN.mkdir(exist_ok=True)
    for number, page in enumerate(window.pages()):
        place = SEEN / f"{name}-{number}"
        place.with_suffix(".html").write_text(await page.content(), "utf-8")
        await page.screenshot(path=place.with_suffix(".png"), full_page=True)
