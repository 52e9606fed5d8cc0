"""`make up` as a person has it: everything comes up, survives what dies, ends when told, and is there again."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from shell.processes import is_answering
from tests.adapters.servers import free_port
from tests.test_house import PROJECT

pytestmark = pytest.mark.slow

Up = asyncio.subprocess.Process
Start = Callable[..., Awaitable[Up]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts `python -m shell.up` on ports and a state folder of this test's own, and ends what is left at the end."""
    begun: list[Up] = []
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("REVIEW_", "TEMPORAL_"))},
        "REVIEW_STATE": str(tmp_path / "state"),
        "REVIEW_TEMPORAL_PORT": str(free_port()),
        "REVIEW_WEB_PORT": str(free_port()),
        "REVIEW_PAGES_PORT": str(free_port()),
    }

    async def begin(**changes: str) -> Up:
        begun.append(
            await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "shell.up"),
                cwd=PROJECT,
                env={**variables, **changes},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
        )
        return begun[-1]

    yield begin
    for process in begun:
        if process.returncode is None:
            await told_to_stop(process)


async def until(process: Up, words: str) -> str:
    """What it has said up to and with the line that has these words; fails with all of it if that never comes."""
    said = ""
    assert process.stdout is not None
    while words not in said:
        line = await process.stdout.readline()
        assert line, f"it ended before it said {words!r}:\n{said}"
        said += line.decode()
    return said


async def told_to_stop(process: Up, how: signal.Signals = signal.SIGTERM) -> str:
    process.send_signal(how)
    said, _ = await process.communicate()
    return said.decode()


def children_of(process: Up) -> dict[int, str]:
    """The processes begun by this one, with their command lines (Linux)."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(pid): Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in listed}


def lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def among(children: dict[int, str], program: str) -> int:
    return next(pid for pid, command in children.items() if program in command)


def pages_at(said: str) -> str:
    found = re.search(r"Pages +(http://127\.0\.0\.1:\d+)", said)
    assert found, f"it did not say where the pages are:\n{said}"
    return found[1]


async def test_it_comes_up_says_where_and_leaves_nothing_behind(start: Start, tmp_path: Path) -> None:
    process = await start()
    said = await until(process, "Ctrl-C stops")
    begun = children_of(process)

    farewell = await told_to_stop(process, signal.SIGINT)

    assert re.search(r"Temporal Web +http://127\.0\.0\.1:\d+", said)
    assert "Everything is kept" in farewell
    assert process.returncode == 0
    assert len(begun) == 3
    assert not [pid for pid in begun if lives(pid)]
    assert not (tmp_path / "state" / "temporal.address").exists()


async def test_the_pages_answer_and_a_killed_one_is_begun_again(start: Start) -> None:
    process = await start()
    said = await until(process, "Ctrl-C stops")
    killed = among(children_of(process), "shell.page_service")
    first = await asyncio.to_thread(is_answering, f"{pages_at(said)}/healthz")

    os.kill(killed, signal.SIGKILL)

    assert first
    await until(process, "The page service has stopped; starting it again")
    await until(process, "The page service runs again")
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(is_answering, f"{pages_at(said)}/healthz"):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.2)
    assert among(children_of(process), "shell.page_service") != killed


async def test_everybody_of_the_demo_has_an_account_with_the_password_it_tells(start: Start, tmp_path: Path) -> None:
    kept = tmp_path / "state" / "keys" / "demo.password"

    said = await until(await start(), "Ctrl-C stops")

    assert kept.stat().st_mode & 0o777 == 0o600
    assert f"password {kept.read_text().strip()};" in said


async def test_a_port_of_the_pages_that_is_taken_is_named_with_what_changes_it(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        process = await start(REVIEW_PAGES_PORT=str(port))
        said, _ = await process.communicate()

    assert process.returncode == 2
    assert f"Port {port} is taken by another program; set REVIEW_PAGES_PORT to a free one." in said.decode()


async def test_what_it_keeps_is_for_this_user_only_and_there_at_the_next_start(start: Start, tmp_path: Path) -> None:
    keys = tmp_path / "state" / "keys" / "master.keys"
    first = await start()
    await until(first, "Ctrl-C stops")
    written = keys.read_bytes()
    await told_to_stop(first)

    await until(await start(), "Ctrl-C stops")

    assert keys.read_bytes() == written
    assert keys.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


async def test_a_worker_that_is_killed_is_begun_again(start: Start) -> None:
    process = await start()
    await until(process, "Ctrl-C stops")
    killed = among(children_of(process), "worker.py")

    os.kill(killed, signal.SIGKILL)

    await until(process, "The worker has stopped; starting it again")
    await until(process, "The worker runs again")
    assert among(children_of(process), "worker.py") != killed


async def test_a_temporal_that_is_killed_is_begun_again_beside_the_pages(start: Start) -> None:
    process = await start()
    await until(process, "Ctrl-C stops")
    temporal = next(pid for pid, command in children_of(process).items() if "start-dev" in command)

    os.kill(temporal, signal.SIGKILL)

    await until(process, "Temporal has stopped; starting it again")
    await until(process, "Temporal runs again")


async def test_a_second_one_on_the_same_state_is_refused_and_harms_nothing(start: Start, tmp_path: Path) -> None:
    first = await start()
    await until(first, "Ctrl-C stops")

    second = await start()
    said, _ = await second.communicate()

    assert second.returncode == 2
    assert "already runs" in said.decode()
    assert (tmp_path / "state" / "temporal.address").exists()
    assert len(children_of(first)) == 3


async def test_worker_and_pages_end_by_themselves_when_nobody_watches_them(start: Start) -> None:
    process = await start()
    await until(process, "Ctrl-C stops")
    children = children_of(process)
    watched = {among(children, "worker.py"), among(children, "shell.page_service")}

    process.kill()
    await process.wait()

    async with asyncio.timeout(60):
        while any(map(lives, watched)):  # noqa: ASYNC110 - the end of a process that is not our child comes as no event
            await asyncio.sleep(0.2)
    for pid in children.keys() - watched:
        os.kill(pid, signal.SIGTERM)
