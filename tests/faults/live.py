"""The system as it runs: a real development server on a file, the worker a process of its own, the desk in the test.

Both processes can be killed with SIGKILL at any moment and begun again. Time is the machine's: nothing here waits
for a deadline, and the office is open round the clock.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.envconfig import ClientConfigProfile

from adapters.clock import SystemClock
from adapters.embedded import EmbeddedServer
from adapters.message_size import MessageSizeGuard
from adapters.settings import Settings
from adapters.temporal import connect, data_converter, polling, wait_until_serving
from demo.skipped_time import settings_for
from desk.desk import Desk
from desk.opening import Filing, Reception
from desk.outcome import Outcome, Taken
from models.case import Part
from models.london import london_date
from models.people import Actor
from models.record import Standing
from shell.groundwork import prepare_register
from shell.house import House, open_house
from shell.processes import WorkerProcess, last_lines
from shell.state import prepare_state
from shell.up import embedded_plan
from tests.adapters.servers import free_port
from tests.faults.course import Step, has_come, main_course, sin
from tests.faults.looking import until
from tests.faults.open_all_hours import all_hours
from workflows.addresses import TASK_QUEUE, workflow_id
from workflows.client import CaseClient

PATIENCE = timedelta(seconds=30)
LONGEST = 200.0  # seconds: a delivery whose worker was killed is given to another only after a while


class Server(EmbeddedServer):
    """The development server, which can be killed."""

    def kill(self) -> None:
        """SIGKILL, and wait for the end of it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()


class Worker(WorkerProcess):
    """The worker process, which can be killed."""

    @property
    def has_begun(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL, and wait for the end of it."""
        os.kill(self.pid, signal.SIGKILL)
        assert self._process is not None
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def end(self) -> int:
        """SIGTERM; answers the exit code."""
        assert self._process is not None
        if not self.has_ended:
            self.release()
            self.stop()
        if self._process.stdin is not None:
            self._process.stdin.close()
        return int(self._process.returncode or 0)


class Live:
    """A partnership at work on the machine's own time."""

    def __init__(self, house: House, server: Server, client: Client) -> None:
        self.house = house
        self.server = server
        self.client = client
        self.worker = self.another_worker()
        self._standby: Worker | None = None
        self.clock = SystemClock()
        self.desk = Desk(house.register, CaseClient(client), self.clock)
        self.reception = Reception(
            self.desk, house.register, house.policies, house.calendars, house.settings.partnership
        )

    def now(self) -> datetime:
        return self.clock.now()

    def who(self, person: str, role: str | None = None) -> Actor:
        return self.house.register.actor(person, role, on=london_date(self.now()))

    def standings(self, case: str) -> dict[Part, Standing]:
        return {row.part: row.standing for row in self.house.register.standings(case)}

    def another_worker(self) -> Worker:
        """A worker process of this system, not begun yet."""
        worker = Worker(self.house.settings, self.server.plan.address)
        worker._environment |= environment_of(self.house.settings)
        return worker

    def kill_worker(self) -> None:
        """SIGKILL the worker; another has loaded its code meanwhile and waits to take over."""
        self.worker.kill()
        self.worker = self._standby or self.another_worker()
        if self._standby is None:
            self.worker.warm_up()
        self._standby = None

    async def have_worker(self) -> None:
        """Let the next worker begin, if the last was killed, and return when it asks for work."""
        if self._standby is None:
            self.worker.release()
            await self.working()
            self._standby = self.another_worker()
            self._standby.warm_up()

    def end_workers(self) -> None:
        """End the worker, and the one that waits to take over."""
        for worker in (self.worker, self._standby):
            if worker is not None and worker.has_begun:
                worker.end()

    async def bounce_server(self) -> None:
        """SIGKILL the server, and begin it again on its file."""
        self.server.kill()
        self.server.start()
        await wait_until_serving(self.client, PATIENCE)

    async def working(self) -> None:
        """Return when the worker process asks for work."""

        async def polls() -> bool:
            assert not self.worker.has_ended, last_lines(self.worker.log)
            return self.worker.identity in await polling(self.client, TASK_QUEUE)

        await until(polls, "the worker polls", every=0.1)

    async def open_sin(self, command_id: str = "open") -> str:
        """File a SIN that comes in now; answers the case's reference."""
        by, seen = self.who("P-0002"), True  # the same fictional child in every case: a person has seen that
        filing = Filing(kind="sin", data=sin(self.now()), by=by, command_id=command_id, open_duplicates=seen)
        opened = await self.reception.open_case(filing, self.now())
        assert opened.outcome.taken is not Taken.REFUSED, opened.outcome.says
        return opened.opening.case

    async def take(self, step: Step, case: str) -> Outcome:
        """Hand a step in once."""
        return await self.desk.hand_in(step.kind, case, self.who(step.by, step.role), f"{case}.{step.id}", step.values)

    async def carry_through(self, step: Step, case: str) -> None:
        """Hand a step in under one id until it is answered; it must be accepted."""
        while (outcome := await self.take(step, case)).taken is Taken.WAITING:
            await self.desk.redeliver(older_than=timedelta(0))
        assert outcome.taken is Taken.ACCEPTED, f"{step.id}: {outcome.code}: {outcome.says}"

    async def reached(self, step: Step, case: str) -> None:
        """Return when the case stands where this step can be taken."""
        await until(lambda: has_come(step, self.standings(case)), f"the case is ready for {step.id}", LONGEST)

    async def closed(self, case: str, seconds: float = LONGEST) -> None:
        """Return when the case has closed and its last letter has gone."""
        handle = self.client.get_workflow_handle(workflow_id(case, Part.REVIEW))

        async def is_closed() -> bool:
            return (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED

        await until(is_closed, "the case has closed", seconds, every=0.2)

    async def run_course(self, command_id: str = "open") -> str:
        """The main course, undisturbed; answers the case's reference."""
        case = await self.open_sin(command_id)
        for step in main_course(self.now()):
            await self.reached(step, case)
            await self.carry_through(step, case)
        await self.closed(case)
        return case


def live_settings(folder: Path, **changes: Any) -> Settings:
    """Settings of a live system that keeps itself in this folder."""
    policies = all_hours(folder / "policies", SystemClock().now())
    ports = {"temporal_port": free_port(), "web_port": free_port()}
    return settings_for(folder / "state", **{"policies": policies, **ports, **changes})


@asynccontextmanager
async def live(folder: Path, *, work: bool = True, **changes: Any) -> AsyncIterator[Live]:
    """A live system in this folder, with a worker at work unless ``work`` is off."""
    settings = live_settings(folder, **changes)
    prepare_state(settings)
    prepare_register(settings)
    server = Server(embedded_plan(settings))
    async with AsyncExitStack() as stack:
        server.start()
        stack.callback(server.stop)
        house = stack.enter_context(open_house(settings))
        client = await connect(
            ClientConfigProfile(address=server.plan.address),
            patience=PATIENCE,
            interceptors=[MessageSizeGuard(data_converter())],
        )
        await wait_until_serving(client, PATIENCE)
        system = Live(house, server, client)
        stack.callback(system.end_workers)
        if work:
            system.worker.warm_up()
            await system.have_worker()
        yield system


def environment_of(settings: Settings) -> dict[str, str]:
    """What the worker process must be told besides, to live in the same house."""
    return {
        "REVIEW_POLICIES": str(settings.policies),
        "REVIEW_MAIL_URL": settings.mail_url.get_secret_value(),
        "REVIEW_REGISTER_URL": settings.register_url.get_secret_value(),
    }
