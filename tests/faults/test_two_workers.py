"""Workers come in twos, too early, with no memory, and go in the middle of their work (K5)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope
from pydantic import SecretStr

from adapters.register.outbox import PostState
from adapters.temporal import polling, wait_until_serving
from demo.skipped_time import form
from desk.outcome import Taken
from models.case import Part
from models.messages.rapid_review import AgencyReturnReceived, AppointChair
from tests.adapters.post_servers import Catcher, catching
from tests.faults.course import AGENCIES, CHAIR, COORDINATOR, MANAGER
from tests.faults.digests import digest
from tests.faults.invariants import verify_all
from tests.faults.live import PATIENCE, Live, Worker, live
from tests.faults.looking import until
from tests.faults.office import Office, at_work
from workflows.addresses import TASK_QUEUE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def test_two_workers_share_the_cases_and_every_letter_goes_once(tmp_path: Path) -> None:
    async with live(tmp_path) as system:
        second = system.another_worker()
        second.start()
        try:
            await until(lambda: _polls(system, second), "the second worker polls", every=0.1)

            cases = [await system.run_course(f"open-{number}") for number in range(2)]

            assert digest(system, cases[0]) == digest(system, cases[1])
            for case in cases:
                await verify_all(system.house, system.client, case)
        finally:
            second.end()


async def _polls(system: Live, worker: Worker) -> bool:
    return worker.identity in await polling(system.client, TASK_QUEUE)


async def test_a_worker_begun_before_the_server_works_when_that_is_there(tmp_path: Path) -> None:
    async with live(tmp_path, work=False) as system:
        system.server.kill()
        system.worker.start()
        await until(lambda: "waiting for Temporal" in system.worker.log.read_text(), "the worker waits")

        system.server.start()
        await wait_until_serving(system.client, PATIENCE)
        await system.working()

        case = await system.open_sin()
        await until(lambda: Part.RAPID_REVIEW in system.standings(case), "the review has begun")
        await verify_all(system.house, system.client, case)


class Slow(Catcher):
    """A mail server that keeps the first letter it gets in hand until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.has_one = asyncio.Event()
        self.goes_on = asyncio.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.has_one.set()
        await self.goes_on.wait()
        return await super().handle_DATA(server, session, envelope)


async def test_a_worker_told_to_stop_finishes_the_letter_in_hand(tmp_path: Path) -> None:
    slow = Slow()
    async with (
        catching(slow) as port,
        live(tmp_path, mail_url=SecretStr(f"smtp://127.0.0.1:{port}?starttls=never")) as system,
    ):
        case = await system.open_sin()
        await slow.has_one.wait()

        ending = asyncio.create_task(asyncio.to_thread(system.worker.end))
        await until(lambda: "stopping" in system.worker.log.read_text(), "the worker is stopping")
        slow.goes_on.set()

        assert await ending == 0
        states = {row.state for row in system.house.register.outbox_of(case)}
        assert PostState.SENT in states
        assert not states & {PostState.SENDING, PostState.AMBIGUOUS}


async def test_a_worker_that_remembers_nothing_between_tasks_decides_the_same(unmanned: Office) -> None:
    office = unmanned
    async with at_work(office, max_cached_workflows=0):
        case = await office.open_sin()
        await office.stands(case, Part.RAPID_REVIEW)
        chaired = await office.take(
            AppointChair, case, office.who(MANAGER), "chair", chair=CHAIR, declaration="No interests."
        )
        for agency in AGENCIES:
            values = {"agency": agency, "form": form("return-full")}
            await office.take(AgencyReturnReceived, case, office.who(COORDINATOR), f"return-{agency}", **values)
        await until(
            lambda: office.standings(case)[Part.RAPID_REVIEW].next_action == "settle_chronology", "all have returned"
        )
        await office.verify(case)

    assert chaired.taken is Taken.ACCEPTED
