"""The fictional partnership on skipped time whose worker can be killed: time, outages, and what is left afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from temporalio.api.testservice.v1 import LockTimeSkippingRequest, UnlockTimeSkippingRequest
from temporalio.service import RPCError

from demo.settling import history_of, settled
from demo.skipped_time import Partnership, SetClockEnvironment, partnership, skipped_time
from demo.worker_process import WorkerProcess
from models.case import Part
from models.london import london_instant
from workflows.addresses import workflow_id

A_MINUTE = timedelta(minutes=1)
A_MOMENT = timedelta(seconds=2)  # timers are set a little after the instant they count from, and fire as much later
LOOK_AGAIN_SECONDS = 0.2


class Office:
    """People at their desks, and a worker process that may be away."""

    def __init__(self, people: Partnership, env: SetClockEnvironment, worker: WorkerProcess) -> None:
        self.people = people
        self.worker = worker
        self._env = env
        self._unlocked = 0
        self._lengths: dict[tuple[Part, str], int] = {}

    async def now(self) -> datetime:
        """The diary's time."""
        return await self.people.now()

    async def until(self, day: date, hour: time, case: str) -> datetime:
        """Move on to this London date and hour; everything due by then has happened, unless the worker is away."""
        if timedelta(0) <= await self.now() - london_instant(day, hour) < A_MINUTE:
            return await self.now()  # that hour has just struck
        if self.worker.works:
            await self.people.until(day, hour)
            await self._env.sleep(A_MOMENT)
            await self.rest(case)
        else:
            await self._until_without_worker(day, hour)
        return await self.now()

    async def rest(self, case: str) -> None:
        """Wait until the case has done all it has to do now; with no worker there is nothing to wait for."""
        if case and self.worker.works:
            await settled(self._env.unmoved, [case])

    async def _until_without_worker(self, day: date, hour: time) -> None:
        # The server holds its clock still while work waits for a worker. In an outage time goes on all the same:
        # each such hold is lifted, and put back before the worker returns.
        moving = asyncio.create_task(self.people.until(day, hour))
        while not (await asyncio.wait([moving], timeout=LOOK_AGAIN_SECONDS))[0]:
            try:
                await self._env.client.test_service.unlock_time_skipping(UnlockTimeSkippingRequest())
            except RPCError:  # nothing was held
                continue
            self._unlocked += 1
        await moving

    async def kill_worker(self) -> int:
        """SIGKILL; answers the process id."""
        return await self.worker.kill()

    async def begin_worker(self, case: str) -> int:
        """A worker begins, and does what has waited for it; answers its process id."""
        while self._unlocked:
            await self._env.client.test_service.lock_time_skipping(LockTimeSkippingRequest())
            self._unlocked -= 1
        await self.worker.begin(self._env.client.service_client.config.target_host)
        await self.rest(case)
        return self.worker.pid

    async def has_ended(self, case: str) -> bool:
        """Has the case's own workflow ended, its last letter gone?"""
        history = await history_of(self._env.unmoved, workflow_id(case, Part.REVIEW))
        return history is not None and history.events[-1].HasField("workflow_execution_completed_event_attributes")

    async def count_histories(self, case: str) -> dict[Part, int]:
        """How many events each part's history has, the runs before a reopening included if they were counted."""
        for part in Part:
            history = await history_of(self._env.unmoved, workflow_id(case, part))
            if history is not None:
                self._lengths[(part, history.run_id)] = len(history.events)
        found: dict[Part, int] = {}
        for (part, _), length in self._lengths.items():
            found[part] = found.get(part, 0) + length
        return found


@asynccontextmanager
async def office(state: Path, begins: datetime) -> AsyncIterator[Office]:
    """An office whose day begins at this instant, with a worker at work."""
    worker = WorkerProcess(state)
    await worker.warm_up()
    try:
        async with skipped_time(begins) as env, partnership(env, state, work=False) as people:
            if not isinstance(env, SetClockEnvironment):
                raise TypeError("a clock that was set is needed")
            opened = Office(people, env, worker)
            await opened.begin_worker("")
            try:
                yield opened
            finally:
                await worker.end()
    finally:
        await worker.end()
