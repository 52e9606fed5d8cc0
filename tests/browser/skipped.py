"""The house on skipped time: a real Temporal server whose clock can be moved, worker, register and pages beside it.

What people wait for, seven working days or a year, is over when the test says so; the pages are told the same time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import date, time
from pathlib import Path

from admin.app import create_app
from admin.sessions import RegisterSessions
from admin.wiring import Wiring
from demo.settling import settled
from demo.skipped_time import Partnership, SetClockEnvironment, partnership, skipped_time
from models.london import london_instant
from shell.page_service import server_of
from shell.processes import is_answering
from tests.adapters.servers import free_port
from tests.browser.screens import Screens
from tests.faults.looking import until

LOOKS_AT_THE_CLOCK = 0.3  # seconds between two looks: the pages' clock follows the server's


class SkippedHouse:
    """A partnership at work, and where its pages are."""

    def __init__(self, people: Partnership, env: SetClockEnvironment) -> None:
        self.people = people
        self.settings = people.house.settings
        self.register = people.house.register
        self.origin = f"http://127.0.0.1:{self.settings.pages_port}"
        self.password = self.settings.demo_password.read_text("utf-8").strip()
        self._env = env

    async def until(self, day: date, hour: time, case: str, screens: Screens) -> None:
        """Move on to this London date and hour; whoever was signed in is not any more."""
        await self.people.until(day, hour)
        await settled(self._env.unmoved, [case])
        await screens.close()

    async def follow_the_clock(self) -> None:
        """Let the pages' clock follow the server's."""
        while True:
            await self.people.now()
            await asyncio.sleep(LOOKS_AT_THE_CLOCK)


def wired(people: Partnership) -> Wiring:
    """The pages over this partnership."""
    house, clock = people.house, people.clock
    return Wiring(
        settings=house.settings,
        clock=clock,
        register=house.register,
        desk=people.desk,
        reception=people.reception,
        plans=people.cases,
        policies=house.policies,
        calendars=house.calendars,
        letters=house.letters(),
        sessions=RegisterSessions(house.register, clock, house.settings),
        mail=house.mail(),
    )


@asynccontextmanager
async def skipped_house(folder: Path, day: date, hour: time) -> AsyncIterator[SkippedHouse]:
    """A house whose day begins at this London date and hour."""
    async with AsyncExitStack() as stack:
        env = await stack.enter_async_context(skipped_time(london_instant(day, hour)))
        assert isinstance(env, SetClockEnvironment)
        people = await stack.enter_async_context(partnership(env, folder / "state", pages_port=free_port()))
        house = SkippedHouse(people, env)
        server = server_of(house.settings, create_app(wired(people)))
        tasks = [asyncio.create_task(server.serve()), asyncio.create_task(house.follow_the_clock())]
        await until(lambda: asyncio.to_thread(is_answering, f"{house.origin}/healthz"), "the pages answer")
        try:
            yield house
        finally:
            server.should_exit = True
            tasks[1].cancel()
            await tasks[0]
            with suppress(asyncio.CancelledError):
                await tasks[1]
