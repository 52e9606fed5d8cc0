"""What has to be done before some pages stand: an absence, a proposed office, a proclaimed day, a decision.

Each page on the way is judged like those of the tour; what was done leads on to pages the tour then follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from demo.cast import FRANKIE, MORGAN, ROBIN
from tests.browser.deciding import goes_to_form, send
from tests.browser.screens import Screen
from tests.browser.tour import Tour

AWAY = "P-0012"  # somebody whom no case waits for


def day(name: str, on: date) -> dict[str, dict[str, int]]:
    """A day as three boxes take it."""
    return {name: {"day": on.day, "month": on.month, "year": on.year}}


class Errands:
    """Things done by clicking, on the way of a tour."""

    def __init__(self, tour: Tour, today: date) -> None:
        self.tour = tour
        self.today = today

    async def _sends(self, screen: Screen, button: str, values: Mapping[str, Any]) -> None:
        await screen.fills(values)
        await screen.presses(button)
        await self.tour.sees(screen)

    async def all(self, without_chair: str) -> list[str]:
        """Do them all; answers where the tour goes on from."""
        await self._decision(without_chair)
        await self._search()
        await self._record()
        return [await self._absence(), await self._office(), await self._day()]

    async def _absence(self) -> str:
        manager = await self.tour.screens.as_(MORGAN.ref)
        await manager.opens(f"/settings/people/{AWAY}/absences/new")
        days = {**day("from_on", self.today + timedelta(days=30)), **day("until_on", self.today + timedelta(days=37))}
        await self._sends(manager, "Save the absence", days)
        await manager.page.close()
        return f"/settings/people/{AWAY}"

    async def _office(self) -> str:
        manager = await self.tour.screens.as_(MORGAN.ref)
        await manager.opens(f"/settings/people/{AWAY}/offices/new")
        office = {"role": "management_group_chair", "deputy": "yes", **day("from_on", self.today + timedelta(days=1))}
        await self._sends(manager, "Give this office", office)
        await manager.page.close()
        return "/settings/changes"

    async def _day(self) -> str:
        """A closure far enough away that few dates move; proclaimed on the running system, cases are told."""
        coordinator = await self.tour.screens.as_(ROBIN.ref)
        await coordinator.opens("/settings/calendar/new")
        closure = {"kind": "closure", "reason": "Moving house", **day("on", self.today + timedelta(days=9))}
        await self._sends(coordinator, "See what would move", closure)
        await coordinator.presses("Proclaim it")
        await self.tour.sees(coordinator)
        while await coordinator.page.get_by_role("button", name="Tell the next cases").count():
            await coordinator.presses("Tell the next cases")
            await self.tour.sees(coordinator)
        await coordinator.reads("Every open case has been told")
        await coordinator.page.close()
        return "/settings/calendar"

    async def _decision(self, without_chair: str) -> None:
        manager = await self.tour.screens.as_(MORGAN.ref)
        await goes_to_form(manager, without_chair, "appoint-chair")
        await send(manager, {"chair": FRANKIE.ref, "conflict": "no", "declaration": "Nothing to declare."})
        await self.tour.sees(manager)
        await manager.reads("Recorded")
        await manager.page.close()

    async def _search(self) -> None:
        """Look for a child's cases, and keep a list under a name."""
        manager = await self.tour.screens.as_(MORGAN.ref)
        await manager.opens("/cases")
        child = {"child": "Linnet Quire", "child-day": 3, "child-month": 5, "child-year": self.today.year - 9}
        await self._sends(manager, "Find", child)
        await manager.opens("/cases?sort=reference")
        await self._sends(manager, "Save", {"name": "By reference"})
        await manager.page.close()

    async def _record(self) -> None:
        manager = await self.tour.screens.as_(MORGAN.ref)
        await manager.opens("/settings/record")
        await manager.presses("Check the whole record")
        await self.tour.sees(manager)
        await manager.reads("The whole record was checked just now")
        await manager.page.close()
