"""Where the faults happen: a time-skipping server for each test, and an office of its own on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from demo.skipped_time import skipped_time
from models.london import london_instant
from tests.faults.office import MON_1_FEB, TEN, Office, at_work, found, office_on


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a partnership on its first day."""
    return found(tmp_path_factory.mktemp("founded"))


@pytest.fixture
async def unmanned(founded: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """An office on Monday 1 February 2027, ten o'clock, with no worker."""
    async with (
        skipped_time(london_instant(MON_1_FEB, TEN)) as env,
        office_on(env, founded, tmp_path / "state") as office,
    ):
        yield office


@pytest.fixture
async def office(unmanned: Office) -> AsyncIterator[Office]:
    """The same, with a worker at work."""
    async with at_work(unmanned):
        yield unmanned
