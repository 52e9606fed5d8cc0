"""The worker: hands the adapters to the activities, lists the workflows, and runs until it is asked to stop.

It decides nothing. It refuses to poll before Temporal does real work and has every search attribute a case needs:
a missing one would bring every case to a stand.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.correspondence import CorrespondenceActivities
from activities.register import RegisterActivities
from activities.timetable import TimetableActivities
from adapters.logs import configure_logs
from adapters.message_size import MessageSizeGuard
from adapters.register.store import RegisterError
from adapters.settings import Settings, SettingsRefused, load_settings, temporal_profile
from adapters.temporal import (
    SearchAttributesMissing,
    TemporalAway,
    connect,
    data_converter,
    require_search_attributes,
    wait_until_serving,
)
from desk.desk import Desk
from shell.house import House, open_house, refuse_demo_people
from shell.housekeeping import keep_house
from shell.leaving import leave
from shell.own_post import deliver_own_post, own_post_of
from shell.parent import has_parent, released, when_input_ends
from shell.state import HouseNotReady
from workflows.addresses import TASK_QUEUE
from workflows.catalogue import WORKFLOWS
from workflows.client import CaseClient
from workflows.empty_signals import PassOverEmptySignals
from workflows.search_attributes import SEARCH_ATTRIBUTES

log = structlog.get_logger("worker")
THREADS = 8
CACHED = 1000  # cases' parts kept in memory
SEND_AGAIN_EVERY = 30.0  # seconds
STICKY = timedelta(seconds=2)  # how long a case's task waits for the worker that knew it, which may have died
UNCHANGED_IN_THE_SANDBOX = ("models", "activities", "pydantic", "pydantic_core", "annotated_types")


def identity() -> str:
    """What Temporal Web calls this worker: its process, no machine's and no person's name."""
    return f"worker-{os.getpid()}"


def build_activities(house: House) -> list[Callable[..., Any]]:
    """Every activity, with the adapters it works through."""
    register = house.register
    mail = house.mail()
    records = RegisterActivities(register, post_is_local=mail.absorbs_repeats)
    timetables = TimetableActivities(house.calendars, house.policies)
    post = CorrespondenceActivities(register, register, house.letters(), mail, house.hours, links=register)
    return [records.record, records.pending_before, timetables.draw_up_timetable, post.deliver]


def build_worker(
    client: Client, house: House, threads: ThreadPoolExecutor, *, max_cached_workflows: int = CACHED
) -> Worker:
    """A worker for every workflow and activity of the system; with no cache every task replays its case's history."""
    return Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=WORKFLOWS,
        activities=build_activities(house),
        activity_executor=threads,
        workflow_runner=SandboxedWorkflowRunner(
            restrictions=SandboxRestrictions.default.with_passthrough_modules(*UNCHANGED_IN_THE_SANDBOX)
        ),
        graceful_shutdown_timeout=timedelta(seconds=house.settings.graceful_shutdown_seconds),
        max_concurrent_activities=THREADS,
        max_cached_workflows=max_cached_workflows,
        sticky_queue_schedule_to_start_timeout=STICKY,
        interceptors=[PassOverEmptySignals()],
        identity=identity(),
    )


async def ready_client(settings: Settings) -> Client:
    """A connection to a Temporal that works and has what a case needs; raises TemporalAway, SearchAttributesMissing."""
    patience = timedelta(seconds=settings.connect_seconds)
    client = await connect(
        temporal_profile(),
        patience=patience,
        interceptors=[MessageSizeGuard(data_converter())],
        on_wait=lambda attempt, pause: log.info("waiting for Temporal", attempt=attempt, pause=pause.total_seconds()),
        fallback_address=settings.embedded_address,
        identity=identity(),
    )
    await wait_until_serving(client, patience)
    await require_search_attributes(client, SEARCH_ATTRIBUTES)
    return client


async def run(house: House, *, with_parent: bool = False) -> None:
    """Works until SIGTERM or SIGINT, then lets what is under way finish for the graceful time."""
    client = await ready_client(house.settings)
    asked_to_stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, asked_to_stop.set)
    if with_parent:
        await when_input_ends(asked_to_stop.set)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="activity") as threads:
        async with build_worker(client, house, threads):
            log.info("working", process=identity())
            beside = (
                asyncio.create_task(send_again(Desk(house.register, CaseClient(client), house.clock))),
                asyncio.create_task(deliver_own_post(*own_post_of(house), house.clock)),
                asyncio.create_task(keep_house(house.register, house.settings, house.clock)),
            )
            await asked_to_stop.wait()
            log.info("stopping", process=identity())
            for task in beside:
                task.cancel()


async def send_again(desk: Desk, every: float = SEND_AGAIN_EVERY) -> None:
    """Sends again, every so many seconds, what the door took and no case has answered yet; until cancelled (K5)."""
    while True:
        await asyncio.sleep(every)
        try:
            await desk.redeliver()
        except Exception as error:  # register or Temporal are away for a while: the next round comes
            log.warning("what waits could not be sent again", failure=type(error).__name__)


def main() -> int:
    """The exit code: 0 stopped when asked, 2 the settings refuse a start, 3 Temporal is not fit to work with."""
    with_parent = has_parent()
    try:
        if with_parent and not released():
            return 0
        settings = load_settings()
        configure_logs(settings.log_level, as_json=settings.log_json)
        # The SDK's core writes failures with their words; what matters comes through Python's loggers, without them.
        quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
        Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)))
        with open_house(settings) as house:
            house.register.ping()
            refuse_demo_people(house)
            asyncio.run(run(house, with_parent=with_parent))
    except (SettingsRefused, HouseNotReady, RegisterError) as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 - the log may be what could not be set up
        return 2
    except (TemporalAway, SearchAttributesMissing) as unfit:
        print(unfit, file=sys.stderr)  # noqa: T201
        return 3
    return 0


if __name__ == "__main__":
    leave(main())
