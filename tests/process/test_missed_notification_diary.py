"""A Case for Consideration that meets section 16C(1) without a SIN: the local authority is asked and heard (N10)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.messages.review import AnswerMissedNotification
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
WARNINGS = ("awareness_clock_warning", "awareness_clock_last_warning", "awareness_clock_breached")
TOLD = ["role:business_manager", "role:la_representative"]


async def test_without_an_answer_the_clock_warns_twice_and_then_says_that_the_time_has_passed(diary: Diary) -> None:
    await course.a_case_is_raised(diary, abuse_known_or_suspected="yes")

    await diary.on(date(2027, 2, 9), time(12, 0))

    assert diary.recipients("possible_missed_notification") == TOLD
    assert diary.letters(*WARNINGS) == [
        *(("Thu 4 Feb 09:00", whom) for whom in TOLD),
        *(("Fri 5 Feb 09:00", whom) for whom in TOLD),
        *(("Tue 9 Feb 09:00", whom) for whom in TOLD),
    ]
    assert diary.unsent() == []


async def test_the_answer_that_no_sin_will_follow_stops_the_clock(diary: Diary) -> None:
    await course.a_case_is_raised(diary, abuse_known_or_suspected="yes")

    await diary.does(
        people.LOCAL_AUTHORITY, AnswerMissedNotification, will_notify=False, reasons="The criteria are not met."
    )
    await diary.on(date(2027, 2, 9), time(12, 0))

    assert diary.tasks() == ()
    assert diary.letters(*WARNINGS) == []
    assert diary.is_sound()


async def test_the_answer_that_a_sin_will_follow_does_not(diary: Diary) -> None:
    await course.a_case_is_raised(diary, abuse_known_or_suspected="yes")

    await diary.does(people.LOCAL_AUTHORITY, AnswerMissedNotification, will_notify=True, reasons="It is being written.")
    await diary.on(date(2027, 2, 4), time(12, 0))

    assert diary.letters(*WARNINGS) == [("Thu 4 Feb 09:00", whom) for whom in TOLD]
