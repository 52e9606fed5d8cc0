"""The calendar moves while cases run: a proclaimed holiday, a closure, a corrected day, extensions, pauses (C6, C8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

import pytest

from models.case import Part
from models.messages import clock
from models.messages.publication import PublishReport
from models.messages.review import CalendarChanged, CorrectNotification
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
TUE_2_FEB, WED_3_FEB, THU_4_FEB = date(2027, 2, 2), date(2027, 2, 3), date(2027, 2, 4)


async def is_proclaimed(diary: Diary, *days: date, kind: str = "holiday", reason: str = "A day of mourning") -> None:
    """The Business Manager proclaims days off; every open case is told."""
    register = diary.office.house.register
    at = await diary.office.now()
    for day in days:
        register.proclaim_day(day, kind, reason, diary.who(people.MANAGER), at)
    await diary.does(people.MANAGER, CalendarChanged, calendar_version=str(register.calendar_version()))


def steps(due: dict[str, date], names: Iterable[str]) -> dict[str, Any]:
    """Some steps with their dates in short."""
    return {name: f"{due[name]:%a} {due[name].day}" for name in names}


@pytest.mark.begins(date(2022, 9, 8))
async def test_the_holiday_proclaimed_nine_days_before_moves_what_is_to_come_and_not_what_is_past(diary: Diary) -> None:
    thu_8_sep, mon_12_sep = date(2022, 9, 8), date(2022, 9, 12)
    await diary.on(thu_8_sep)
    await diary.opens("sin", course.a_sin(thu_8_sep, incident_on="2022-09-02", aware_on="2022-09-05", siblings=[]))
    await diary.on(mon_12_sep)
    before = await diary.due()

    await is_proclaimed(diary, date(2022, 9, 20), reason="A holiday of this diary alone")

    after = await diary.due()
    told = ("chair", "returns", "panel", "submission")
    assert steps(before, told) == {"chair": "Fri 9", "returns": "Wed 14", "panel": "Tue 20", "submission": "Thu 29"}
    assert steps(after, told) == {"chair": "Fri 9", "returns": "Wed 14", "panel": "Wed 21", "submission": "Fri 30"}
    assert diary.happened("chair_missing") == ["Fri 9 Sep 17:00"]
    assert diary.recipients("deadlines_moved") == people.UNIT
    assert diary.is_sound()


async def test_a_holiday_during_the_ballot_gives_the_partners_another_day(diary: Diary) -> None:
    await course.a_case_is_raised(diary)

    await is_proclaimed(diary, TUE_2_FEB)

    await diary.on(TUE_2_FEB, time(18, 0))
    assert diary.standing(Part.THRESHOLD).ended is False
    assert diary.letters("vote_reminder", "vote_chased") == []
    await diary.on(WED_3_FEB, time(17, 0))
    assert diary.happened("ballot_closed") == ["Wed 3 Feb 17:00"]
    assert {at for at, _ in diary.letters("vote_reminder")} == {"Wed 3 Feb 09:00"}
    assert diary.is_sound()


async def test_after_a_proclaimed_day_no_reminder_is_sent_twice(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(THU_4_FEB)
    reminded = diary.letters("return_reminder")

    await is_proclaimed(diary, date(2027, 2, 5))

    await diary.on(date(2027, 2, 8), time(12, 0))
    assert diary.letters("return_reminder") == reminded
    assert diary.letters("return_due_today") == [("Mon 8 Feb 09:00", f"agency:{each}") for each in course.ASKED]
    assert diary.is_sound()


async def test_a_local_closure_counts_like_a_holiday_and_says_why(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    await is_proclaimed(diary, date(2027, 2, 9), kind="closure", reason="The offices are flooded")

    due = await diary.due()
    assert steps(due, ("returns", "chronology", "panel")) == {
        "returns": "Fri 5",
        "chronology": "Wed 10",
        "panel": "Thu 11",
    }
    timetable = (await diary.office.cases.plan(diary.case, Part.RAPID_REVIEW)).timetable
    assert "The offices are flooded" in {day.reason for day in timetable.skipped}


async def test_the_same_proclamation_told_again_changes_nothing(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await is_proclaimed(diary, date(2027, 2, 9))
    due = await diary.due()

    await diary.does(people.MANAGER, CalendarChanged, calendar_version="1")

    assert await diary.due() == due
    assert diary.recipients("deadlines_moved") == people.UNIT
    assert diary.is_sound()


async def test_a_proclaimed_day_moves_the_lcsprs_dates_and_the_wait_before_publication(diary: Diary) -> None:
    await course.a_review_is_submitted(diary, "report-lcspr")
    mon_1_mar = date(2027, 3, 1)
    await diary.on(mon_1_mar)
    await lcspr.the_lcspr_is_drafted(diary)
    statutory = (await diary.due(Part.LCSPR))["publication"]
    await is_proclaimed(diary, statutory)
    moved = (await diary.due(Part.LCSPR))["publication"]
    await lcspr.the_lcspr_becomes_ready(diary)
    await lcspr.governance_signs_off(diary)
    await lcspr.the_report_goes_to_both_bodies(diary)

    await is_proclaimed(diary, date(2027, 3, 9))

    assert (statutory, moved) == (date(2027, 8, 18), date(2027, 8, 17))
    await diary.on(date(2027, 3, 10))
    early = await diary.refusal(people.COORDINATOR, PublishReport, **lcspr.publishing())
    assert early.code == "too_early"
    assert "2027-03-11" in early.says
    await diary.on(date(2027, 3, 11))
    assert await diary.does(people.COORDINATOR, PublishReport, **lcspr.publishing()) == "published"
    assert diary.is_sound()


async def test_a_corrected_notification_needs_a_second_person_and_moves_open_deadlines(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(WED_3_FEB)
    alone = {"notified_on": "2027-01-29", "seconded_by": "P-0001", "reasons": "It came on Friday evening."}
    refused = await diary.is_refused(people.MANAGER, CorrectNotification, **alone)

    await diary.does(people.MANAGER, CorrectNotification, **{**alone, "seconded_by": "P-0002"})

    due = await diary.due()
    assert refused == "second_person"
    assert steps(due, ("chair", "returns", "panel", "submission")) == {
        "chair": "Mon 1",
        "returns": "Thu 4",
        "panel": "Tue 9",
        "submission": "Thu 18",
    }
    assert diary.detail("notification_corrected")["seconded_by"] == "P-0002"
    assert diary.is_sound()


async def test_an_extension_moves_one_step_and_no_other(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    before = await diary.due()

    await diary.does(
        people.MANAGER, clock.ExtendStep, step="returns", working_days=1, reasons="The school is closed by snow."
    )

    after = await diary.due()
    assert {step for step in after if after[step] != before[step]} == {"returns"}
    assert after["returns"] == date(2027, 2, 8)
    await diary.on(date(2027, 2, 8), time(12, 0))
    assert {at for at, _ in diary.letters("return_due_today")} == {"Mon 8 Feb 09:00"}
    assert diary.letters("return_overdue") == []


async def test_a_pause_of_two_days_moves_the_internal_plan_by_two_and_the_external_deadline_not_at_all(
    diary: Diary,
) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(WED_3_FEB)
    await diary.does(people.MANAGER, clock.PauseClock, on="2027-02-03", reasons="A police request.")
    await diary.on(date(2027, 2, 5))
    silent = diary.letters("return_reminder", "return_due_today")

    await diary.does(people.MANAGER, clock.ResumeClock, until="2027-02-05", reasons="It is lifted.")

    due = await diary.due()
    assert silent == []
    assert steps(due, ("returns", "panel", "submission")) == {
        "returns": "Tue 9",
        "panel": "Fri 12",
        "submission": "Mon 22",
    }
    assert diary.is_sound()


async def test_a_pause_of_no_length_moves_nothing(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    before = await diary.due()
    await diary.does(people.MANAGER, clock.PauseClock, on="2027-02-01", reasons="A police request.")

    await diary.does(people.MANAGER, clock.ResumeClock, until="2027-02-01", reasons="Withdrawn within the hour.")

    assert await diary.due() == before
    assert diary.actions(Part.RAPID_REVIEW)[-4:] == [
        "clock_paused",
        "deadlines_drawn_up",
        "clock_resumed",
        "deadlines_drawn_up",
    ]
