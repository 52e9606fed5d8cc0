"""A partnership on skipped time: a real Temporal server whose clock jumps, a real register, worker and mailbox.

The demo walks its cases on it and the whole-case tests write their diaries with it. Nothing is a stand-in but
the clock: the server's own (`temporal-test-server`) is moved on, and everything else is told what time it is.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from google.protobuf.empty_pb2 import Empty
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.settings import PROJECT, Profile, Settings, temporal_binary
from adapters.temporal import data_converter
from demo.set_clock import clock_set
from desk.desk import Desk
from desk.opening import Filing, Reception
from desk.outcome import OpenedCase, Outcome, Taken
from models.commands import Told
from models.london import london_date, london_instant
from models.people import Actor, Role
from shell.groundwork import prepare_register
from shell.house import House, open_house
from shell.state import prepare_state
from worker import CACHED, build_worker
from workflows.client import CaseClient
from workflows.search_attributes import SEARCH_ATTRIBUTES

FORMS = PROJECT / "demo" / "forms"


class SkippedClock:
    """The clock the desk sees: set by whoever moves the server's time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.at


class DecisionRefused(AssertionError):
    """A decision a diary relies on was refused; the text says why."""


class Partnership:
    """A fictional partnership at work: its people act by role, its time is moved on day by day."""

    def __init__(self, env: WorkflowEnvironment, house: House, clock: SkippedClock) -> None:
        self.env = env
        self.house = house
        self.clock = clock
        self.client: Client = env.client
        self.cases = CaseClient(env.client)
        self.desk = Desk(house.register, self.cases, clock)
        self.reception = Reception(
            self.desk, house.register, house.policies, house.calendars, house.settings.partnership
        )

    async def now(self) -> datetime:
        """The server's time (UTC), which the desk's clock follows."""
        self.clock.at = await self.env.get_current_time()
        return self.clock.at

    async def until(self, day: date, hour: time = time(10, 0)) -> datetime:
        """Move on to this London date and hour; answers the instant. Going back is a mistake in the diary."""
        target = london_instant(day, hour)
        now = await self.now()
        if target < now:
            raise ValueError(f"the diary goes back in time: {target} is before {now}")
        await self.env.sleep(target - now)
        return await self.now()

    def who(self, person: str, role: Role | str | None = None) -> Actor:
        """Who acts: a person of the directory, in a role they hold today."""
        return self.house.register.actor(person, role, on=london_date(self.clock.at))

    async def hand_in(self, kind: type[Told], case: str, by: Actor, /, **values: Any) -> Outcome:
        """Hand in a decision or a fact, whatever comes of it."""
        await self.now()
        return await self.desk.hand_in(kind, case, by, uuid.uuid4().hex, values)

    async def do(self, kind: type[Told], case: str, by: Actor, /, **values: Any) -> Outcome:
        """Hand in a decision or a fact that the diary relies on; raises :class:`DecisionRefused` if it is refused."""
        outcome = await self.hand_in(kind, case, by, **values)
        if outcome.taken is Taken.REFUSED:
            raise DecisionRefused(f"{kind.name}: {outcome.code}: {outcome.says}")
        return outcome

    async def notify(self, kind: str, form: Mapping[str, Any], by: Actor, *, anyway: bool = False) -> OpenedCase:
        """File a form that opens a case."""
        filing = Filing(kind=kind, data=form, by=by, command_id=uuid.uuid4().hex, open_duplicates=anyway)
        return await self.reception.open_case(filing, await self.now())

    def post(self) -> list[KeptLetter]:
        """Every letter in the mailbox, oldest first."""
        return kept_letters(self.house.settings.mailbox)


def form(name: str, **changes: Any) -> dict[str, Any]:
    """One of the fictional forms, with changes."""
    filed: dict[str, Any] = json.loads((FORMS / f"{name}.json").read_text("utf-8"))
    return {**filed, **changes}


def settings_for(state: Path, **changes: Any) -> Settings:
    """Settings of an embedded system that keeps itself in this folder."""
    return Settings(profile=Profile.DEMO, state=state, **changes)


class SetClockEnvironment(WorkflowEnvironment):
    """The time-skipping server seen through a moved clock; ``unmoved`` is the client that sees the server's own."""

    def __init__(self, client: Client, unmoved: Client) -> None:
        super().__init__(client)
        self.unmoved = unmoved

    async def sleep(self, duration: timedelta | float) -> None:
        """Move the server's time on."""
        request = SleepRequest()
        request.duration.FromTimedelta(duration if isinstance(duration, timedelta) else timedelta(seconds=duration))
        await self.client.test_service.unlock_time_skipping_with_sleep(request)

    async def get_current_time(self, handle: WorkflowHandle[Any, Any] | None = None) -> datetime:
        """The server's time as everybody here sees it."""
        answer = await self.client.test_service.get_current_time(Empty())
        return answer.time.ToDatetime(UTC)


@asynccontextmanager
async def skipped_time(begins: datetime | None = None) -> AsyncIterator[WorkflowEnvironment]:
    """A real Temporal server whose clock can be moved on; it begins when told to, else at the machine's time."""
    binary = temporal_binary(Settings()).with_name("temporal-test-server")
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(binary), data_converter=data_converter()
    )
    async with env:
        await _add_search_attributes(env.client)
        if begins is None:
            yield env
            return
        ahead = begins - await env.get_current_time()
        async with clock_set(env.client.service_client.config.target_host, ahead) as address:
            moved = await Client.connect(address, data_converter=data_converter())
            yield SetClockEnvironment(moved, env.client)


async def _add_search_attributes(client: Client) -> None:
    # this server can add search attributes, but not list them
    wanted = {key.name: IndexedValueType.ValueType(key.indexed_value_type.value) for key in SEARCH_ATTRIBUTES}
    request = AddSearchAttributesRequest(namespace=client.namespace, search_attributes=wanted)
    await client.operator_service.add_search_attributes(request)


@asynccontextmanager
async def partnership(
    env: WorkflowEnvironment, state: Path, *, work: bool = True, max_cached_workflows: int = CACHED, **changes: Any
) -> AsyncIterator[Partnership]:
    """A partnership on this server, with a worker of its own unless ``work`` is off; ``changes`` are of settings."""
    settings = settings_for(state, **changes)
    prepare_state(settings)
    prepare_register(settings)
    async with AsyncExitStack() as stack:
        house = stack.enter_context(open_house(settings))
        clock = SkippedClock(await env.get_current_time())
        if work:
            threads = stack.enter_context(ThreadPoolExecutor(8))
            worker = build_worker(env.client, house, threads, max_cached_workflows=max_cached_workflows)
            await stack.enter_async_context(worker)
        yield Partnership(env, house, clock)
