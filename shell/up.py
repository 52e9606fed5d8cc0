"""`make up`: Temporal with Web, the worker, the pages and the mailbox on this machine, begun in order, ended cleanly.

Everything it has is in one folder (`REVIEW_STATE`, `.state` by default) and is there again at the next start.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable

from temporalio.client import Client
from temporalio.envconfig import ClientConfigProfile

from adapters.embedded import AlreadyRunning, EmbeddedPlan, EmbeddedServer, PortTaken
from adapters.settings import Profile, Settings, SettingsRefused, load_settings, temporal_binary
from adapters.temporal import TemporalAway, connect, ensure_search_attributes, polling, wait_until_serving
from shell.greeting import greeting
from shell.leaving import leave
from shell.processes import (
    Child,
    PagesProcess,
    Restarts,
    Watched,
    WorkerProcess,
    begin_log,
    is_answering,
    last_lines,
    patience,
)
from shell.state import HouseNotReady, prepare_state
from workflows.addresses import TASK_QUEUE
from workflows.search_attributes import SEARCH_ATTRIBUTES

Say = Callable[[str], None]
LOOK_EVERY = 0.5


class DidNotBegin(Exception):
    """Temporal, the worker or the pages stopped before they had begun; the text is the end of the log."""


async def supervise(settings: Settings, say: Say) -> None:
    """Starts everything and watches it until cancelled; whatever happens, nothing it started is left running."""
    if settings.profile is Profile.PRODUCTION:
        raise SettingsRefused(["REVIEW_PROFILE: `make up` is the embedded system; production runs docker-compose.yml"])
    prepare_state(settings)
    begin_log(settings.state / "logs" / "temporal.log")
    server = EmbeddedServer(embedded_plan(settings))
    worker = WorkerProcess(settings, server.plan.address)
    pages = PagesProcess(settings, server.plan.address)
    try:
        server.start()
        worker.warm_up()
        pages.warm_up()
        settings.address_note.write_text(f"{server.plan.address}\n{server.plan.web}\n{settings.own_pages}\n")
        client, note = await asyncio.gather(_serving_client(server, settings, say), _register(settings, say))
        worker.release()
        pages.release()
        await asyncio.gather(_working(client, worker, settings, say), _showing(pages, settings, say))
        say(greeting(server.plan, settings, note))
        watched: dict[str, Watched] = {"Temporal": server, "The worker": worker, "The page service": pages}
        await _watch([Restarts(name, process, say) for name, process in watched.items()])
    finally:
        if server.pid is not None:
            _stop(server, [pages, worker], settings, say)


def _stop(server: EmbeddedServer, children: list[Child], settings: Settings, say: Say) -> None:
    say("Stopping: first the pages and the worker, then Temporal ...")
    try:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.stop()
    finally:
        server.stop()
        settings.address_note.unlink(missing_ok=True)
    say(f"Stopped. Everything is kept in {settings.state}.")


def embedded_plan(settings: Settings) -> EmbeddedPlan:
    """The development server these settings ask for."""
    return EmbeddedPlan(
        binary=temporal_binary(settings),
        state=settings.state.resolve(),
        port=settings.temporal_port,
        web_port=settings.web_port,
        search_attributes=SEARCH_ATTRIBUTES,
        beside=((settings.pages_port, "REVIEW_PAGES_PORT"),),
    )


async def _serving_client(server: EmbeddedServer, settings: Settings, say: Say) -> Client:
    begun = asyncio.create_task(_serving(server, settings))
    while not begun.done():
        if server.has_ended:
            begun.cancel()
            raise DidNotBegin("Temporal:\n" + last_lines(settings.state / "logs" / "temporal.log"))
        await asyncio.wait({begun}, timeout=LOOK_EVERY)
    say("  Temporal   serves")
    return begun.result()


async def _serving(server: EmbeddedServer, settings: Settings) -> Client:
    profile = ClientConfigProfile(address=server.plan.address, namespace=server.plan.namespace)
    client = await connect(profile, patience=patience(settings), identity="make-up")
    await wait_until_serving(client, patience(settings))
    await ensure_search_attributes(client, SEARCH_ATTRIBUTES)  # a file of an older release may lack a new one
    return client


async def _register(settings: Settings, say: Say) -> str:
    note = await asyncio.to_thread(_prepare_register, settings)
    say("  register   ready")
    return note


def _prepare_register(settings: Settings) -> str:
    # Loading the database libraries takes as long as Temporal takes to start: so let it, at the same time.
    from shell.groundwork import prepare_register

    return prepare_register(settings)


async def _working(client: Client, worker: WorkerProcess, settings: Settings, say: Say) -> None:
    async with asyncio.timeout(patience(settings).total_seconds()):
        while worker.identity not in await polling(client, TASK_QUEUE):
            if worker.has_ended:
                raise DidNotBegin("The worker:\n" + last_lines(worker.log))
            await asyncio.sleep(0.1)
    say("  worker     works")


async def _showing(pages: PagesProcess, settings: Settings, say: Say) -> None:
    async with asyncio.timeout(patience(settings).total_seconds()):
        while not await asyncio.to_thread(is_answering, f"{settings.own_pages}/healthz"):
            if pages.has_ended:
                raise DidNotBegin("The pages:\n" + last_lines(pages.log))
            await asyncio.sleep(0.1)
    say("  pages      answer")


async def _watch(processes: list[Restarts]) -> None:
    now = asyncio.get_running_loop().time
    while True:
        for process in processes:
            process.look(now())
        await asyncio.sleep(LOOK_EVERY)


async def until_told_to_stop(settings: Settings, say: Say) -> None:
    """Supervises until SIGINT or SIGTERM; what went wrong before that is raised."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    work, told = asyncio.create_task(supervise(settings, say)), asyncio.create_task(stop.wait())
    await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not work.done():
        work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work


def say_plainly(text: str) -> None:
    """A line for the person at the terminal, at once; a terminal that is gone must not keep anything from stopping."""
    with contextlib.suppress(OSError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def main() -> int:
    """The exit code: 0 stopped when asked, 2 it could not start, and the words why are on standard error."""
    say_plainly("Starting Temporal, the register, the worker and the pages ...")
    try:
        asyncio.run(until_told_to_stop(load_settings(), say_plainly))
    except (SettingsRefused, AlreadyRunning, PortTaken, TemporalAway, HouseNotReady) as refusal:
        sys.stderr.write(f"\n{refusal}\n")
        return 2
    except DidNotBegin as failure:
        sys.stderr.write(f"\nIt did not begin to work. The end of the log of {failure}\n")
        return 2
    except TimeoutError:
        sys.stderr.write(
            "\nThe worker or the pages did not begin in time; their logs are in the folder logs of the state folder.\n"
        )
        return 2
    return 0


if __name__ == "__main__":
    leave(main())
