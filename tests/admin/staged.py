"""Cases of a fictional partnership, stopped at many stages: real courses on skipped time, the register kept of each.

Each stage has a copy of the register as it stood, the plans its parts obeyed, and the hour: what a page shows of it
needs neither server nor worker.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from adapters.register.trail import AuditVerdict
from demo.skipped_time import partnership, settings_for, skipped_time
from models.brief import PlanView
from models.case import Part
from models.london import london_instant
from shell.groundwork import prepare_register
from shell.state import prepare_state
from tests.admin.once import once
from tests.process.diary import MON_1_FEB, Diary
from workflows.client import NoAnswerYet, PartNotRunning


@dataclass(frozen=True)
class Stage:
    """A case at one hour."""

    name: str
    case: str
    at: datetime
    register: bytes
    keys: str
    plans: dict[Part, PlanView]


class Stages:
    """A diary that is stopped now and then."""

    def __init__(self, diary: Diary, state: Path, into: dict[str, Stage]) -> None:
        self.diary = diary
        self._state = state
        self._into = into

    async def stop(self, name: str) -> None:
        """Keep everything as it stands."""
        await self.diary.quiet()
        diary, plans = self.diary, {}
        for part in Part:
            try:
                plans[part] = await diary.office.cases.plan(diary.case, part)
            except (PartNotRunning, NoAnswerYet):
                continue
        keys = settings_for(self._state).keys_path.read_text("utf-8")
        now = await diary.office.now()
        self._into[name] = Stage(name, diary.case, now, _copied(self._state / "register.db"), keys, plans)


Story = Callable[[Stages], Awaitable[None]]


async def stages_of(stories: Iterable[Story], folder: Path) -> dict[str, Stage]:
    """The stages of these stories by name; each story is told once, however many tests look at it."""
    found: dict[str, Stage] = {}
    for story in stories:
        with once(story.__name__, folder) as into:
            if not into:
                await told(story, folder / story.__name__, into)
            found.update(into)
    return found


async def told(story: Story, state: Path, into: dict[str, Stage]) -> None:
    """Tell one story from eight in the morning of Monday 1 February 2027 on."""
    settings = settings_for(state)
    prepare_state(settings)
    prepare_register(settings)
    begins = london_instant(MON_1_FEB, time(8, 0))
    async with skipped_time(begins) as env, partnership(env, state) as office:
        await story(Stages(Diary(office), state, into))
        verdict: AuditVerdict = office.house.register.verify()
        assert verdict.ok, verdict.why


def _copied(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        return copy.serialize()
