"""The worker as a process of its own on skipped time, which the demo kills with SIGKILL and begins again.

``worker.py`` itself refuses the time-skipping server, which cannot list its search attributes; this builds the
same worker without that look.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from adapters.settings import PROJECT, child_environment

BEGUN = b"working\n"
PATIENCE_SECONDS = 60.0


def worker_log(state: Path) -> Path:
    """Where the workers write what they have to say."""
    return state / "logs" / "demo-worker.log"


class WorkerLost(Exception):
    """The worker process did not begin to work; its log says why."""


class WorkerProcess:
    """One worker after another; each ends by itself when the process that began it is gone."""

    def __init__(self, state: Path) -> None:
        self._state = state.resolve()
        self._log = worker_log(self._state)
        self._process: Process | None = None
        self._works = False

    @property
    def pid(self) -> int:
        """The process id of the worker begun last."""
        return self._process.pid if self._process else 0

    @property
    def works(self) -> bool:
        """Is a worker at work?"""
        return self._works

    async def warm_up(self) -> None:
        """Begin a process, which loads its code and then waits to be told where the server is."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "demo.worker_process",
                str(self._state),
                cwd=PROJECT,
                env=child_environment(),
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the demo, which then lets go of the worker
            )

    async def begin(self, address: str) -> None:
        """Return when a worker works for the server at this address. Raises :class:`WorkerLost`."""
        if self._process is None or self._process.returncode is not None:
            await self.warm_up()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise WorkerLost("the worker could not be started")
        process.stdin.write(f"{address}\n".encode())
        await process.stdin.drain()
        said = await asyncio.wait_for(process.stdout.readline(), PATIENCE_SECONDS)
        if said != BEGUN:
            raise WorkerLost(f"the worker did not begin to work; see {self._log}")
        self._works = True

    async def kill(self) -> int:
        """SIGKILL, which nothing can catch; answers the process id that is gone."""
        if self._process is None:
            raise WorkerLost("there is no worker to kill")
        pid = self._process.pid
        os.kill(pid, signal.SIGKILL)
        await self._process.wait()
        self._works = False
        return pid

    async def end(self) -> None:
        """Let the worker finish, if there is one."""
        if self._process is None or self._process.returncode is not None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            self._process.kill()
        self._works = False


async def work(state: Path, address: str) -> None:
    """Work until the process that began this one lets go of its input."""
    from temporalio.client import Client

    from adapters.temporal import data_converter
    from demo.skipped_time import settings_for
    from shell.house import open_house
    from worker import build_worker

    client = await Client.connect(address, data_converter=data_converter())
    with open_house(settings_for(state)) as house, ThreadPoolExecutor(8) as threads:
        async with build_worker(client, house, threads):
            sys.stdout.buffer.write(BEGUN)
            sys.stdout.flush()
            await asyncio.to_thread(sys.stdin.buffer.read)


def main(state: str) -> None:
    """Load what a worker needs, wait for the server's address on the input, then work."""
    import demo.skipped_time  # noqa: F401 - loading takes seconds, in which the server starts

    address = sys.stdin.buffer.readline().decode().strip()
    if address:
        asyncio.run(work(Path(state), address))
    sys.stdout.flush()
    os._exit(0)  # short-lived clients sometimes crash at the interpreter's exit


if __name__ == "__main__":
    main(sys.argv[1])
