"""Letters go in working hours of working days, but for the few that cannot wait (E3)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages.threshold import CastVote
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
FRI_5_FEB, SAT_6_FEB, MON_8_FEB = date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 8)


async def test_a_sin_notified_on_saturday_night_asks_on_monday_morning(diary: Diary) -> None:
    await diary.on(SAT_6_FEB, time(23, 0))
    await diary.opens("sin", course.a_sin(SAT_6_FEB, "23:00", immediate_action_needed=None))
    at_night = diary.sent_on("Sat 6 Feb")

    await diary.on(MON_8_FEB, time(9, 0))

    assert at_night == [("safety_question_open", to) for to in people.UNIT]
    assert diary.letters("information_requested") == [("Mon 8 Feb 09:00", f"agency:{each}") for each in course.ASKED]
    assert (await diary.due())["panel"] == date(2027, 2, 17)  # Monday is day 1
    assert diary.unsent() == []
    assert diary.is_sound()


async def test_a_case_that_ends_overnight_still_delivers_its_letters_in_the_morning(diary: Diary) -> None:
    await course.a_case_is_raised(diary, FRI_5_FEB)
    await diary.on(FRI_5_FEB, time(20, 0))
    await course.votes(diary, childrens_social_care=False, health=False, constabulary=False)
    overnight = (course.ended(diary, Part.THRESHOLD), diary.letters("no_rapid_review", "case_closed"))

    await diary.on(MON_8_FEB, time(9, 0))

    assert overnight == ((True, "unanimous_no"), [])
    assert {at for at, _ in diary.letters("no_rapid_review", "case_closed")} == {"Mon 8 Feb 09:00"}
    assert diary.unsent() == []
    assert await diary.outcome() == "no_rapid_review"
    assert diary.is_sound()


async def test_no_letter_but_those_that_cannot_wait_ever_goes_outside_working_hours(diary: Diary) -> None:
    await diary.on(SAT_6_FEB, time(22, 0))
    await diary.opens("cfc", course.a_cfc(immediate_action_needed=None))
    await diary.on(date(2027, 2, 7), time(7, 0))
    await diary.does(people.HEALTH, CastVote, partner="health", proceed=True, reasons="A Sunday's reading.")

    await diary.on(date(2027, 3, 12))

    register = diary.office.house.register
    rows = [row for row in register.outbox_of(diary.case) if row.state == "sent" and not row.any_hour]
    outside = [row for row in rows if diary.office.house.hours.next_open(row.sent_at) != row.sent_at]
    assert rows != []
    assert outside == []
    assert diary.is_sound()
