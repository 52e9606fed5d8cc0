"""A case closed in the evening and opened again before its last letters could go (T6, E3, K5)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
MON_1_FEB, TUE_2_FEB = date(2027, 2, 1), date(2027, 2, 2)


async def test_a_case_closed_in_the_evening_and_reopened_that_night_gets_its_new_ballot_and_all_its_letters(
    diary: Diary,
) -> None:
    await course.a_case_is_raised(diary)
    await diary.on(MON_1_FEB, time(19, 0))
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    closed = diary.standing(Part.REVIEW).ended

    reopened = await diary.reopens("cfc", course.a_cfc(anything_else="A second injury was seen."), people.COORDINATOR)
    await diary.on(TUE_2_FEB)

    assert closed
    assert reopened.opening.sequence == 2
    assert diary.standing(Part.THRESHOLD).next_action == "cast_vote"
    assert [at for at, _ in diary.letters("ballot_opened")] == ["Mon 1 Feb 10:00"] * 3 + ["Tue 2 Feb 09:00"] * 3
    assert {at for at, _ in diary.letters("no_rapid_review")} == {"Tue 2 Feb 09:00"}
    assert diary.actions().count("case_reopened") == 1
    assert diary.is_sound()


async def test_a_sin_that_night_opens_the_closed_case_too(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await diary.on(MON_1_FEB, time(19, 0))
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)

    await diary.reopens("sin", course.a_sin(MON_1_FEB, "19:00"), people.LOCAL_AUTHORITY)
    await diary.on(TUE_2_FEB)

    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert diary.is_sound()
