"""A decision by the web, from the form's post to the next page that shows it, against a bare Update (K5).

On a real development server with its file, and a worker in a process of its own: a partner's vote is cast again and
again through the form, in turns with an Update of a workflow that does nothing else. Opening the form is not measured.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from socket import socket
from statistics import median
from tempfile import mkdtemp

import httpx2
from starlette.requests import Request
from temporalio.client import Client
from temporalio.envconfig import ClientConfigProfile
from temporalio.worker import Worker

from adapters.clock import SystemClock
from adapters.embedded import EmbeddedServer
from adapters.register import Register
from adapters.temporal import connect, wait_until_serving
from admin.app import create_app
from admin.visitor import Visitor
from bench.bare import Bare
from bench.page_time import wiring_of_bench
from demo.skipped_time import form, settings_for
from desk.desk import Desk
from desk.opening import Filing, Reception
from models.case import Part
from models.london import london_date
from shell.groundwork import prepare_register
from shell.house import House, open_house
from shell.processes import WorkerProcess
from shell.state import prepare_state
from shell.up import embedded_plan
from workflows.client import CaseClient

VOTER, UNIT, QUEUE, TOKEN = "P-0008", "P-0002", "bare", "token"
PATIENCE = timedelta(seconds=30)
ROUNDS, FIRST = 21, 4  # so many measured, after so many that warm everything up
HIDDEN = re.compile(r'<input type="hidden" name="(_\w+)" value="([^"]*)"')
Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class DecisionBar:
    """What a decision by the web is held to."""

    name: str = "a decision by the web / a bare Update"
    limit: float = 3.0
    at_least: bool = False

    def ratio(self) -> float:
        """How many times as long the web takes."""
        return asyncio.run(_ratio())

    def holds(self, ratio: float) -> bool:
        """Whether a measured ratio is within the bar."""
        return ratio <= self.limit


class SignedIn:
    """Says that every request comes from the voter, who has just signed in."""

    def __init__(self, register: Register, clock: SystemClock) -> None:
        self._register, self._clock = register, clock

    def visitor(self, request: Request) -> Visitor | None:
        """The voter, with the offices they hold."""
        offices = self._register.offices(VOTER, london_date(self._clock.now()))
        return Visitor(VOTER, VOTER, offices, TOKEN, "session", self._clock.now())


async def _ratio() -> float:
    async with _system(Path(mkdtemp(prefix="bench-"))) as (house, client):
        case = await _in_a_ballot(house, client)
        bare = await client.start_workflow(Bare.run, id="bare", task_queue=QUEUE)
        async with _browser(house, client) as browser:
            ours, other = [], []
            for _ in range(FIRST + ROUNDS):
                ours.append(await _web_decision(browser, f"/cases/{case}/do/cast-vote"))
                other.append(await _seconds(lambda: bare.execute_update(Bare.decide, "Yes")))
        await bare.signal(Bare.end)
        return median(ours[FIRST:]) / median(other[FIRST:])


@asynccontextmanager
async def _system(folder: Path) -> AsyncIterator[tuple[House, Client]]:
    settings = settings_for(folder, temporal_port=_free_port(), web_port=_free_port())
    prepare_state(settings)
    prepare_register(settings)
    server = EmbeddedServer(embedded_plan(settings))
    async with AsyncExitStack() as stack:
        server.start()
        stack.callback(server.stop)
        house = stack.enter_context(open_house(settings))
        client = await connect(ClientConfigProfile(address=server.plan.address), patience=PATIENCE)
        await wait_until_serving(client, PATIENCE)
        worker = WorkerProcess(settings, server.plan.address)
        worker.start()
        stack.callback(worker.stop)
        await stack.enter_async_context(Worker(client, task_queue=QUEUE, workflows=[Bare]))
        yield house, client


async def _in_a_ballot(house: House, client: Client) -> str:
    """A Case for Consideration whose partners are asked for their votes."""
    clock = SystemClock()
    desk = Desk(house.register, CaseClient(client), clock)
    reception = Reception(desk, house.register, house.policies, house.calendars, house.settings.partnership)
    by = house.register.actor(UNIT, on=london_date(clock.now()))
    filing = Filing("cfc", form("cfc-split-vote"), by, uuid.uuid4().hex, open_duplicates=True)
    case = (await reception.open_case(filing, clock.now())).opening.case
    while Part.THRESHOLD not in {row.part for row in house.register.standings(case)}:  # noqa: ASYNC110 - another writes it
        await asyncio.sleep(0.05)
    return case


@asynccontextmanager
async def _browser(house: House, client: Client) -> AsyncIterator[httpx2.AsyncClient]:
    clock, cases = SystemClock(), CaseClient(client)
    bench = wiring_of_bench(house.register, house.settings.state)
    desk = Desk(house.register, cases, clock)
    wiring = replace(bench, clock=clock, desk=desk, sessions=SignedIn(house.register, clock))
    transport = httpx2.ASGITransport(app=create_app(wiring))
    async with httpx2.AsyncClient(transport=transport, base_url="http://pages") as browser:
        yield browser


async def _web_decision(browser: httpx2.AsyncClient, path: str) -> float:
    opened = await browser.get(path)
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(opened.text)}
    vote = {"partner": "constabulary", "proceed": "yes", "reasons": "It must be understood.", "_do": "send"}

    async def decide() -> None:
        answer = await browser.post(path, data={**hidden, **vote})
        after = await browser.get(answer.headers["location"])
        if "Recorded" not in after.text:
            raise RuntimeError(f"{answer.status_code}, {after.status_code}: the decision was not taken")

    return await _seconds(decide)


async def _seconds(work: Work) -> float:
    begin = time.perf_counter()
    await work()
    return time.perf_counter() - begin


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
