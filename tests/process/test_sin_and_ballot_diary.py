"""A SIN that comes during a ballot or after one; new information with a new ballot (T1, T6, T8)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages.threshold import CastVote
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
TUE_2_FEB = date(2027, 2, 2)
WED_10_FEB = date(2027, 2, 10)


async def test_a_sin_during_the_ballot_closes_it_and_the_rapid_review_starts_at_once(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, health=False, constabulary=False)
    await diary.on(TUE_2_FEB, time(11, 0))

    await diary.reopens("sin", course.a_sin(TUE_2_FEB, "11:00"), people.LOCAL_AUTHORITY)

    assert course.ended(diary, Part.THRESHOLD) == (True, "superseded")
    assert diary.recipients("ballot_superseded") == [f"partner:{partner}" for partner in course.PARTNERS]
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    voted = await diary.is_refused(
        people.SOCIAL_CARE, CastVote, partner="childrens_social_care", proceed=False, reasons="No."
    )
    assert voted == "not_running"
    assert await diary.outcome_so_far() is None
    assert diary.is_sound()


async def test_after_it_the_fifteen_days_count_from_the_sin(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await diary.on(TUE_2_FEB, time(11, 0))
    await diary.reopens("sin", course.a_sin(TUE_2_FEB, "11:00"), people.LOCAL_AUTHORITY)

    due = await diary.due()

    assert due["panel"] == date(2027, 2, 11)
    assert due["submission"] == date(2027, 2, 22)
    assert due["acknowledgement"] == date(2027, 2, 4)
    assert "ballot" not in due


async def test_a_unanimous_no_is_reopened_by_a_sin_without_another_vote(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    closed = await diary.outcome()
    await diary.on(WED_10_FEB)

    await diary.reopens("sin", course.a_sin(WED_10_FEB), people.LOCAL_AUTHORITY)

    assert closed == "no_rapid_review"
    assert diary.standing(Part.REVIEW).ended is False
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert diary.actions(Part.THRESHOLD).count("ballot_opened") == 1
    assert (await diary.due())["panel"] == date(2027, 2, 19)
    assert diary.recipients("case_reopened") == people.UNIT
    assert diary.is_sound()


async def test_new_information_opens_a_new_ballot_which_may_decide_otherwise(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    await diary.on(WED_10_FEB)

    reopened = await diary.reopens("cfc", course.a_cfc(anything_else="A second injury was seen."), people.COORDINATOR)
    await course.votes(diary, childrens_social_care=True, health=True, constabulary=False)

    assert reopened.opening.sequence == 2
    assert [entry.detail["basis"] for entry in diary.entries("ballot_closed")] == ["unanimous_no", "split"]
    partners = [f"partner:{partner}" for partner in course.PARTNERS]
    assert diary.letters("ballot_opened") == [
        *(("Mon 1 Feb 10:00", partner) for partner in partners),
        *(("Wed 10 Feb 10:00", partner) for partner in partners),
    ]
    assert diary.standing(Part.RAPID_REVIEW).stage == "commissioning_chair"
    assert diary.is_sound()


async def test_reopened_on_the_very_same_day_the_partners_are_asked_again(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    await diary.on(date(2027, 2, 1), time(15, 0))

    await diary.reopens("cfc", course.a_cfc(anything_else="A second injury was seen."), people.COORDINATOR)

    assert [at for at, _ in diary.letters("ballot_opened")] == ["Mon 1 Feb 10:00"] * 3 + ["Mon 1 Feb 15:00"] * 3
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    assert len(diary.letters("no_rapid_review")) == 2 * 3
    assert diary.is_sound()


async def test_an_open_case_cannot_be_reopened(diary: Diary) -> None:
    await course.a_case_is_raised(diary)

    opened = await diary.reopens("cfc", course.a_cfc(), people.COORDINATOR)

    assert (opened.outcome.taken, opened.outcome.code) == ("refused", "case_open")


async def test_a_sin_for_a_case_already_in_rapid_review_is_recorded_and_starts_nothing_again(diary: Diary) -> None:
    await course.a_case_is_raised(diary)
    await course.votes(diary, childrens_social_care=True, health=True, constabulary=True)
    await diary.on(TUE_2_FEB, time(11, 0))

    await diary.reopens("sin", course.a_sin(TUE_2_FEB, "11:00"), people.LOCAL_AUTHORITY)

    assert diary.actions().count("sin_notified") == 1
    assert diary.actions().count("rapid_review_instigated") == 1
    assert diary.is_sound()
