"""The same course with no workflow kept in memory: every task replays its case from the first event (K5)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from demo.skipped_time import partnership, skipped_time
from models.case import Part
from tests.process import courses as course
from tests.process.diary import Diary
from tests.replay.record import BEGINS, on_time_without_lcspr, unanimous_no_reopened_by_a_sin_that_is_stood_down

pytestmark = pytest.mark.slow


async def test_a_review_replayed_at_every_task_takes_the_same_course(founded: Path, tmp_path: Path) -> None:
    shutil.copytree(founded, tmp_path / "state")
    async with skipped_time(BEGINS) as env, partnership(env, tmp_path / "state", max_cached_workflows=0) as office:
        diary = Diary(office)

        await on_time_without_lcspr(diary)

        assert await diary.outcome() == "learning_implemented"
        assert course.ended(diary, Part.RAPID_REVIEW) == (True, "submitted")
        assert len(diary.letters("information_requested")) == len(course.ASKED)
        assert diary.unsent() == []
        assert diary.is_sound()


async def test_a_case_closed_and_reopened_is_replayed_as_two_runs(founded: Path, tmp_path: Path) -> None:
    shutil.copytree(founded, tmp_path / "state")
    async with skipped_time(BEGINS) as env, partnership(env, tmp_path / "state", max_cached_workflows=0) as office:
        diary = Diary(office)

        await unanimous_no_reopened_by_a_sin_that_is_stood_down(diary)

        assert await diary.outcome() == "stood_down"
        assert diary.actions(Part.REVIEW).count("case_closed") == 2
        assert diary.is_sound()
