"""Filling a form in as a person does, box by box, from the fictional forms the demo keeps as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.london import in_london
from tests.browser.screens import Screen

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
PRIMARY = 'main form button[name="_do"].govuk-button:not(.govuk-button--secondary)'
NOT_ASKED_TWICE = frozenset({"form.agency_name", "form.agency_ref", "checklist.report_version"})  # the pages know
Typed = dict[str, list[str]]


def typed(form: Mapping[str, Any], prefix: str = "") -> Typed:
    """What is typed into which box: ``children.0.forename``, ``incident_on.day``; ticks are several of one name."""
    found: Typed = {}
    for key, value in form.items():
        found |= _typed(f"{prefix}{key}", value)
    return found


def _typed(name: str, value: Any) -> Typed:
    if value in (None, "", []):
        return {}
    if isinstance(value, Mapping):
        return typed(value, f"{name}.")
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        rows = (typed(row, f"{name}.{number}.") for number, row in enumerate(value))
        return {box: said for row in rows for box, said in row.items()}
    if isinstance(value, list):
        return {name: [str(each) for each in value]}
    if isinstance(value, bool):
        return {name: ["yes" if value else "no"]}
    return _dated(name, str(value))


def _dated(name: str, text: str) -> Typed:
    if DAY.fullmatch(text):
        parts = dict(zip(("year", "month", "day"), text.split("-"), strict=True))
    elif INSTANT.fullmatch(text):
        at = in_london(datetime.fromisoformat(text))
        parts = {"year": f"{at:%Y}", "month": f"{at:%m}", "day": f"{at:%d}", "time": f"{at:%H:%M}"}
    else:
        return {name: [text]}
    return {f"{name}.{part}": [said.lstrip("0") or "0" if part != "time" else said] for part, said in parts.items()}


def rows(form: Mapping[str, Any], prefix: str = "") -> dict[str, int]:
    """How many rows each table of a form needs: ``children`` -> 2, ``learning.0.actions`` -> 1."""
    found: dict[str, int] = {}
    for key, value in form.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            found |= rows(value, f"{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            found[name] = len(value)
            for number, row in enumerate(value):
                found |= rows(row, f"{name}.{number}.")
    return found


async def fill_this_page(screen: Screen, form: Mapping[str, Any]) -> set[str]:
    """Fill in what this page asks, adding rows as they are needed; answers which boxes those were."""
    boxes, filled = typed(form), set[str]()
    while True:
        here = boxes.keys() & set(await screen.fields()) - filled
        for name in (each for each in boxes if each in here):
            for said in boxes[name]:
                await screen.fills({name: said})
        filled |= here
        table = await _table_to_lengthen(screen, form)
        if table is None:
            return filled
        await press_button(screen, f'button[name="_do"][value="add {table}"]')


async def _table_to_lengthen(screen: Screen, form: Mapping[str, Any]) -> str | None:
    """The first table on this page that has fewer rows than the form."""
    for name, count in rows(form).items():
        button = screen.page.locator(f'button[name="_do"][value="add {name}"]')
        if await button.count() and not await screen.page.locator(f'[name^="{name}.{count - 1}."]').count():
            return name
    return None


async def fill_in(screen: Screen, form: Mapping[str, Any]) -> None:
    """Fill a form in, over all its sections where it has them, up to the page on which answers are checked."""
    assert await screen.page.locator(PRIMARY).count(), f"{screen.page.url} is no form: {await screen.heading()}"
    if await screen.page.locator('button[value="begin"]').count():
        await press_button(screen, PRIMARY)
    sections = await screen.page.eval_on_selector_all(".govuk-task-list a", "links => links.map(link => link.href)")
    left = set(typed(form))
    if not sections:
        left -= await fill_this_page(screen, form)
        await press_button(screen, PRIMARY)
    for section in sections:
        await screen.page.goto(section)
        left -= await fill_this_page(screen, form)
        await press_button(screen, PRIMARY)
    assert left <= NOT_ASKED_TWICE, f"{screen.page.url} never asked for {sorted(left - NOT_ASKED_TWICE)}"
    if sections and not (await screen.heading()).startswith("Check"):
        await screen.page.get_by_role("button", name="Continue").click()
        await screen.page.wait_for_load_state()


async def press_button(screen: Screen, selector: str) -> None:
    """Press the last button that fits (the first of a form is the hidden one that Enter presses)."""
    async with screen.page.expect_navigation() as arrival:
        await screen.page.locator(selector).last.click()
    answer = await arrival.value
    screen.status = answer.status if answer else 0
