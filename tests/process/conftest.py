"""The stage on which each part is run alone, and the partnership whose whole cases are told as diaries."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from demo.skipped_time import partnership, settings_for, skipped_time
from models.london import london_instant
from shell.groundwork import prepare_register
from shell.state import prepare_state
from tests.process.diary import MON_1_FEB, Diary
from tests.process.fakes import RememberingRegister
from tests.process.stage import Stage, skipping_server, worker_for


@pytest.fixture(scope="module")
async def skipping() -> AsyncIterator[WorkflowEnvironment]:
    async with skipping_server() as env:
        yield env


@pytest.fixture
async def stage(skipping: WorkflowEnvironment) -> AsyncIterator[Stage]:
    register = RememberingRegister()
    with ThreadPoolExecutor(4) as threads:
        async with worker_for(skipping, register, threads):
            stage = Stage(skipping, register)
            yield stage
            await stage.leave()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "begins(day): the London date on which a diary begins")
    config.addinivalue_line("markers", "under(partnership): the partnership whose policy a diary is told under")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a partnership on its first day: keys, tables, people. Copied for every diary."""
    state = tmp_path_factory.mktemp("founded")
    prepare_state(settings_for(state))
    prepare_register(settings_for(state))
    return state


def begins(request: pytest.FixtureRequest) -> datetime:
    """Eight in the morning, London, of the day the test is marked with."""
    mark = request.node.get_closest_marker("begins")
    day: date = mark.args[0] if mark else MON_1_FEB
    return london_instant(day, time(8, 0))


@pytest.fixture
async def diary(request: pytest.FixtureRequest, founded: Path, tmp_path: Path) -> AsyncIterator[Diary]:
    """A partnership of its own, on skipped time."""
    state = tmp_path / "state"
    shutil.copytree(founded, state)
    mark = request.node.get_closest_marker("under")
    changes = {"partnership": mark.args[0]} if mark else {}
    async with skipped_time(begins(request)) as env, partnership(env, state, **changes) as office:
        yield Diary(office)
