"""Information requests and agency returns: short notice, the ladder of chasing, late, corrected, unasked (R3-R5)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import rapid_review as review
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
THU_4_FEB, FRI_5_FEB, MON_8_FEB, TUE_9_FEB = date(2027, 2, 4), date(2027, 2, 5), date(2027, 2, 8), date(2027, 2, 9)
PROBATION = "A-015"


async def test_the_ladder_of_chasing_climbs_step_by_step_and_names_the_gap(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    await course.returns_come(diary, [agency for agency in course.ASKED if agency != "A-010"])

    await diary.on(TUE_9_FEB, time(12, 0))

    ladder = ("return_reminder", "return_due_today", "return_overdue", "return_escalated", "returns_incomplete")
    assert [(purpose, diary.letters(purpose)) for purpose in ladder] == [
        ("return_reminder", [("Thu 4 Feb 09:00", "agency:A-010")]),
        ("return_due_today", [("Fri 5 Feb 09:00", "agency:A-010")]),
        ("return_overdue", [("Mon 8 Feb 09:00", "agency:A-010")]),  # overdue on Friday at five; posted when open (E3)
        ("return_escalated", [("Mon 8 Feb 09:00", "lead:A-010")]),
        ("returns_incomplete", [("Tue 9 Feb 09:00", "person:P-0013"), ("Tue 9 Feb 09:00", "role:coordinator")]),
    ]
    assert diary.happened("return_overdue") == ["Fri 5 Feb 17:00"]
    assert diary.facts("returns_incomplete") == [{"agencies_missing": "A-010"}] * 2
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    assert diary.detail("kloes_settled")["returns_missing"] == ["A-010"]
    assert diary.is_sound()


async def test_a_return_stops_its_own_chasing_at_once_and_nobody_elses(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.returns_come(diary, ("A-001", "A-002", "A-003", "A-014"))
    await diary.on(THU_4_FEB, time(9, 1))

    await course.a_return_comes(diary, "A-011")

    await diary.on(MON_8_FEB, time(12, 0))
    assert diary.letters("return_reminder") == [
        ("Thu 4 Feb 09:00", "agency:A-010"),
        ("Thu 4 Feb 09:00", "agency:A-011"),
    ]
    assert diary.letters("return_due_today") == [("Fri 5 Feb 09:00", "agency:A-010")]
    assert diary.letters("return_escalated") == [("Mon 8 Feb 09:00", "lead:A-010")]


async def test_an_agency_added_on_day_five_has_two_working_days_and_one_on_day_six_never_more_than_day_seven(
    diary: Diary,
) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(THU_4_FEB)
    fourth = await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-012")
    await diary.on(FRI_5_FEB)
    fifth = await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-013")
    await diary.on(MON_8_FEB)

    sixth = await diary.does(people.COORDINATOR, review.RequestInformation, agency=PROBATION)

    assert (fourth, fifth, sixth) == ("due_working_day_6", "due_working_day_7", "due_working_day_7")
    late = [entry.detail for entry in diary.entries("agency_asked")][-3:]
    assert [(each["agency"], each["due_day"], each["short_notice"]) for each in late] == [
        ("A-012", 6, "yes"),
        ("A-013", 7, "yes"),
        (PROBATION, 7, "yes"),
    ]
    assert diary.facts("information_requested")[-1] == {"short_notice": "yes"}


async def test_an_agency_asked_on_day_two_is_due_with_all_others_and_none_is_asked_after_day_seven(
    diary: Diary,
) -> None:
    await course.a_sin_is_notified(diary)
    await diary.on(date(2027, 2, 2))
    second = await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-012")

    await diary.on(TUE_9_FEB, time(17, 1))

    assert second == "due_working_day_5"
    assert diary.detail("agency_asked")["short_notice"] == "no"
    refused = await diary.is_refused(people.COORDINATOR, review.RequestInformation, agency="A-013")
    assert refused == "too_late_to_ask"


async def test_an_agency_on_short_notice_is_chased_for_its_own_day_and_never_for_one_it_never_had(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.returns_come(diary)
    await diary.on(FRI_5_FEB, time(8, 30))
    due = await diary.does(people.COORDINATOR, review.RequestInformation, agency="A-013")

    await diary.on(TUE_9_FEB, time(12, 0))

    assert due == "due_working_day_7"
    chased = diary.letters("return_reminder", "return_due_today", "return_overdue", "return_escalated")
    assert chased == [("Tue 9 Feb 09:00", "agency:A-013")]
    assert diary.facts("returns_incomplete") == [{"agencies_missing": "A-013"}] * 2


async def test_a_late_return_and_a_corrected_one_are_taken_flagged_and_versioned(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_return_comes(diary, "A-001", "return-partial")
    await diary.on(MON_8_FEB)
    await course.a_return_comes(diary, "A-010")

    await course.a_return_comes(diary, "A-001", "return-corrected")

    taken = [entry.detail for entry in diary.entries("return_received")]
    assert [(each["agency"], each["answer"], each["return_version"], each["late"]) for each in taken] == [
        ("A-001", "partial", 1, False),
        ("A-010", "full", 1, True),
        ("A-001", "full", 2, True),
    ]
    told = [(each["lateness"], each["return_version"]) for each in diary.facts("return_received")]
    assert sorted(told) == [("in_time", "1"), ("late", "1"), ("late", "2")]
    assert diary.is_sound()


async def test_no_records_is_a_full_answer_that_is_not_chased(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.returns_come(diary, [agency for agency in course.ASKED if agency != "A-014"])

    await course.a_return_comes(diary, "A-014", "return-no-records")

    await diary.on(MON_8_FEB, time(12, 0))
    assert diary.detail("return_received")["answer"] == "no_records"
    assert diary.letters("return_reminder", "return_due_today", "return_overdue") == []
    assert "agency:A-014" not in diary.recipients("nominee_asked")


async def test_a_return_by_an_agency_never_asked_is_taken_all_the_same(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    await course.a_return_comes(diary, PROBATION)

    assert diary.detail("return_received")["agency"] == PROBATION
    assert diary.letters("return_received") == [("Mon 1 Feb 10:00", f"agency:{PROBATION}")]


async def test_a_return_after_the_review_has_ended_is_recorded_and_flagged(diary: Diary) -> None:
    await course.a_review_is_submitted(diary)
    await diary.on(date(2027, 2, 19))

    code = await course.a_return_comes(diary, "A-011", "return-corrected")

    assert code == "recorded_after_the_end"
    assert diary.detail("return_received")["after_the_end"] is True
    assert diary.standing(Part.RAPID_REVIEW).ended
    assert diary.is_sound()


async def test_a_withdrawn_request_is_chased_no_more(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.returns_come(diary, [agency for agency in course.ASKED if agency != "A-014"])

    await diary.does(people.COORDINATOR, review.WithdrawRequest, agency="A-014", reasons="It never housed them.")

    await diary.on(MON_8_FEB, time(12, 0))
    assert diary.recipients("request_withdrawn") == ["agency:A-014"]
    assert diary.letters("return_reminder", "return_due_today", "return_overdue", "returns_incomplete") == []
