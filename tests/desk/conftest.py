"""The desk under test: a real register in a folder of its own, and cases that answer as told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from adapters.bank_holidays import EnglandBankHolidays
from adapters.encryption import MasterKeys
from adapters.policies import PolicyFolder
from adapters.register import Register
from adapters.settings import PROJECT
from desk.desk import Desk
from desk.opening import Reception
from models.case import Opening
from models.commands import Answer, Decision, Fact
from models.people import Actor
from tests.desk.filing import TUE_24_NOV


class MovedClock:
    """A clock that says what it was set to."""

    def __init__(self) -> None:
        self.at = TUE_24_NOV

    def now(self) -> datetime:
        return self.at


class AnsweringCases:
    """Cases that take everything, or raise what they were told to raise."""

    def __init__(self) -> None:
        self.opened: list[Opening] = []
        self.asked: list[Decision] = []
        self.told: list[Fact] = []
        self.fails: Exception | None = None

    async def open(self, opening: Opening) -> None:
        self._fail()
        self.opened.append(opening)

    async def decide(self, told: Decision) -> Answer:
        self._fail()
        self.asked.append(told)
        return Answer(outcome="chair_commissioned")

    async def report(self, told: Fact) -> None:
        self._fail()
        self.told.append(told)

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails


class NineOClock:
    """Office hours that never make a letter wait."""

    def next_open(self, at: datetime) -> datetime:
        return at


@pytest.fixture(scope="session")
def migrated_register(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, MasterKeys]:
    """A register with the fictional partnership in it, to copy."""
    path = tmp_path_factory.mktemp("desk") / "register.db"
    keys = MasterKeys.generate("test-1")
    register = Register.open(f"sqlite:///{path}", keys, MovedClock(), NineOClock())
    register.migrate()
    directory = tomllib.loads((PROJECT / "demo" / "directory.toml").read_text("utf-8"))
    register.load_directory(directory, at=TUE_24_NOV)
    register.close()
    return path.read_bytes(), keys


@pytest.fixture
def register(migrated_register: tuple[bytes, MasterKeys], tmp_path: Path) -> Iterator[Register]:
    content, keys = migrated_register
    (tmp_path / "register.db").write_bytes(content)
    register = Register.open(f"sqlite:///{tmp_path / 'register.db'}", keys, MovedClock(), NineOClock())
    yield register
    register.close()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def cases() -> AnsweringCases:
    return AnsweringCases()


@pytest.fixture
def desk(register: Register, cases: AnsweringCases, clock: MovedClock) -> Desk:
    return Desk(register, cases, clock)


@pytest.fixture
def reception(desk: Desk, register: Register) -> Reception:
    return Reception(desk, register, PolicyFolder(), EnglandBankHolidays(), "gscp")


@pytest.fixture
def manager(register: Register) -> Actor:
    return register.actor("P-0001", on=TUE_24_NOV.date())
