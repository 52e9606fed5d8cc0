"""A partnership on skipped time whose worker comes and goes, and whose desk speaks over a line that can be cut."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from temporalio.api.testservice.v1 import LockTimeSkippingRequest, UnlockTimeSkippingRequest
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from adapters.message_size import MessageSizeGuard
from adapters.register.audit import Entry
from adapters.temporal import data_converter
from demo.skipped_time import Partnership, form, partnership, settings_for
from desk.desk import Desk
from desk.outcome import Outcome
from models.case import Part
from models.commands import Told
from models.london import london_instant
from models.people import Actor
from models.record import Standing
from shell.groundwork import prepare_register
from shell.state import prepare_state
from tests.faults.course import set_back, sin
from tests.faults.evidence import Evidence
from tests.faults.invariants import verify_all
from tests.faults.line import Line, line_to
from tests.faults.looking import until
from worker import build_worker
from workflows.client import CaseClient

MON_1_FEB = date(2027, 2, 1)
TEN = time(10, 0)
IMPATIENT = timedelta(seconds=2)  # of the machine: how long the desk waits for an answer
LOOK_AGAIN_SECONDS = 0.2
STEP = timedelta(hours=1)
A_MOMENT = timedelta(seconds=2)


class Office:
    """The partnership, its line to Temporal, and phrases for what people do in a scenario."""

    def __init__(self, partners: Partnership, line: Line, client: Client) -> None:
        self.partners = partners
        self.line = line
        self.works = False
        self._lifted = 0
        self.house = partners.house
        self.register = partners.house.register
        self.client = partners.client
        self.cases = CaseClient(client, IMPATIENT)
        self.desk = Desk(self.register, self.cases, partners.clock)
        self.partners.desk = self.desk
        self.partners.reception.desk = self.desk

    def who(self, person: str, role: str | None = None) -> Actor:
        return self.partners.who(person, role)

    async def until(self, day: date, hour: time = TEN) -> datetime:
        """Move on to a London date and hour, whether anybody works or not."""
        target = london_instant(day, hour)
        while (
            now := await self.partners.now()
        ) < target:  # in steps, for one call must not wait for a whole day's work
            moving = asyncio.create_task(self.partners.env.sleep(min(target - now, STEP)))
            while not (await asyncio.wait([moving], timeout=LOOK_AGAIN_SECONDS))[0]:
                await self._lift_hold()
            await moving
        return now

    async def _lift_hold(self) -> None:
        """The server holds its clock still while work waits for a worker; in an outage time goes on all the same."""
        if self.works:
            return
        with suppress(RPCError):  # nothing was held
            await self.partners.client.test_service.unlock_time_skipping(UnlockTimeSkippingRequest())
            self._lifted += 1

    async def begin_work(self) -> None:
        """Put back the holds that were lifted: a worker begins."""
        while self._lifted:
            await self.partners.client.test_service.lock_time_skipping(LockTimeSkippingRequest())
            self._lifted -= 1
        self.works = True

    async def pass_by(self, duration: timedelta) -> datetime:
        """Let time pass, with a worker at work."""
        await self.partners.env.sleep(duration)
        return await self.partners.now()

    async def open_sin(self, command_id: str = "open") -> str:
        """A SIN that comes in now; answers its case."""
        return await self._open("sin", sin(await self.partners.now()))

    async def open_cfc(self) -> str:
        """A Case for Consideration that comes in now; answers its case."""
        today = (await self.partners.now()).date()
        return await self._open("cfc", set_back(form("cfc-split-vote"), today))

    async def _open(self, kind: str, filed: Mapping[str, Any]) -> str:
        opened = await self.partners.notify(kind, filed, self.who("P-0002"), anyway=True)
        return opened.opening.case

    async def stands(self, case: str, part: Part) -> None:
        """Return when a part has begun."""
        await until(lambda: part in self.standings(case), f"{part} has begun")

    async def ended(self, case: str, part: Part) -> None:
        """Return when a part has ended."""

        def has_ended() -> bool:
            return part in self.standings(case) and self.standings(case)[part].ended

        await until(has_ended, f"{part} has ended")

    def standings(self, case: str) -> dict[Part, Standing]:
        return {row.part: row.standing for row in self.register.standings(case)}

    async def take(self, kind: type[Told], case: str, by: Actor, command_id: str, **values: Any) -> Outcome:
        """Hand in, under this id."""
        await self.partners.now()
        return await self.desk.hand_in(kind, case, by, command_id, values)

    async def redeliver(self) -> int:
        """Send everything again that waits."""
        return await self.desk.redeliver(await self.partners.now() + A_MOMENT, timedelta(0))

    def trail(self, case: str, *actions: str) -> list[Entry]:
        """What is on record of a case, in order."""
        return [entry for entry in self.register.audit_of(case) if not actions or entry.action in actions]

    async def verify(self, case: str, **allowed: Any) -> Evidence:
        """Every invariant holds."""
        return await verify_all(self.house, self.client, case, **allowed)


@asynccontextmanager
async def at_work(office: Office, *, max_cached_workflows: int = 1000) -> AsyncIterator[None]:
    """A worker is there for as long as this lasts."""
    await office.begin_work()
    with ThreadPoolExecutor(8) as threads:
        async with build_worker(office.client, office.house, threads, max_cached_workflows=max_cached_workflows):
            yield
    office.works = False


def found(state: Path) -> Path:
    """The state of a partnership on its first day, to copy."""
    prepare_state(settings_for(state))
    prepare_register(settings_for(state))
    return state


@asynccontextmanager
async def office_on(env: WorkflowEnvironment, founded: Path, state: Path, **changes: Any) -> AsyncIterator[Office]:
    """A partnership of its own, with no worker yet, whose desk speaks to Temporal over a line."""
    shutil.copytree(founded, state)
    server = env.client.service_client.config.target_host
    async with line_to(server) as (line, address), partnership(env, state, work=False, **changes) as partners:
        guard = MessageSizeGuard(data_converter())
        client = await Client.connect(address, data_converter=data_converter(), interceptors=[guard])
        yield Office(partners, line, client)
