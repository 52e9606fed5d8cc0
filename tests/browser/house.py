"""The whole house as people have it: a real Temporal server, the worker and the pages, each a process of its own.

Time is the machine's, so the office is open round the clock here; ports and state are this test run's own.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from temporalio.envconfig import ClientConfigProfile

from adapters.message_size import MessageSizeGuard
from adapters.settings import PROJECT, Settings, child_environment
from adapters.temporal import connect, data_converter, wait_until_serving
from shell.groundwork import prepare_register
from shell.house import open_house
from shell.processes import PagesProcess, is_answering, last_lines
from shell.state import prepare_state
from shell.up import embedded_plan
from tests.adapters.servers import free_port
from tests.faults.live import PATIENCE, Live, Server, environment_of, live_settings
from tests.faults.looking import until


class Pages(PagesProcess):
    """The pages' process, in the same house as the worker's."""

    def __init__(self, settings: Settings, address: str) -> None:
        super().__init__(settings, address)
        self._environment |= environment_of(settings) | {"REVIEW_PAGES_PORT": str(settings.pages_port)}

    def end(self) -> None:
        """SIGTERM, and wait for the end of it."""
        self.release()
        self.stop()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


class House:
    """A live system and where its pages are."""

    def __init__(self, live: Live, pages: Pages) -> None:
        self.live = live
        self.pages = pages
        self.settings = live.house.settings
        self.origin = f"http://127.0.0.1:{self.settings.pages_port}"
        self.password = self.settings.demo_password.read_text("utf-8").strip()

    async def runs(self, *arguments: str) -> str:
        """What a command of the shell answers, run beside the house as somebody at a terminal would."""
        state, temporal = str(self.settings.state.resolve()), self.live.server.plan.address
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *(str(PROJECT / "starter.py"), *arguments),
            cwd=PROJECT,
            env=child_environment(REVIEW_STATE=state, TEMPORAL_ADDRESS=temporal, **environment_of(self.settings)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await process.communicate()
        assert process.returncode == 0, complained.decode()
        return said.decode()


@asynccontextmanager
async def house_in(folder: Path, *, policies: Path | None = None) -> AsyncIterator[House]:
    """A house that keeps itself in this folder; every process it began has ended when it is left.

    ``policies``: a partnership's real ones, with its office hours, in place of those open round the clock.
    """
    own = {} if policies is None else {"policies": policies}
    settings = live_settings(folder, pages_port=free_port(), **own)
    prepare_state(settings)
    prepare_register(settings)
    server = Server(embedded_plan(settings))
    async with AsyncExitStack() as stack:
        server.start()
        stack.callback(server.stop)
        pages = Pages(settings, server.plan.address)
        stack.callback(pages.end)
        pages.start()
        profile = ClientConfigProfile(address=server.plan.address)
        guard = MessageSizeGuard(data_converter())
        client = await connect(profile, patience=PATIENCE, interceptors=[guard])
        await wait_until_serving(client, PATIENCE)
        live = Live(stack.enter_context(open_house(settings)), server, client)
        stack.callback(live.end_workers)
        live.worker.start()
        await live.working()
        house = House(live, pages)
        await until(lambda: _answers(house), "the pages answer", every=0.1)
        yield house


async def _answers(house: House) -> bool:
    assert not house.pages.has_ended, last_lines(house.pages.log)
    return is_answering(f"{house.origin}/healthz")
