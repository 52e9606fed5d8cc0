"""The National Panel's date, earlier, later or missing, and a stand-down (N13, C3, R16)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import clock
from models.messages import rapid_review as review
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary

pytestmark = pytest.mark.slow
LAST_STEPS = ("panel", "report", "check", "sign_off", "submission")


async def test_an_earlier_panel_date_compresses_days_thirteen_to_fifteen(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)

    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-02-17")

    due = await diary.due()
    tue_10, wed_17 = date(2027, 2, 10), date(2027, 2, 17)
    assert {step: due[step] for step in LAST_STEPS} == {"panel": tue_10, **dict.fromkeys(LAST_STEPS[1:], wed_17)}
    told = [*(f"partner:{partner}" for partner in course.PARTNERS), "person:P-0013", *people.UNIT]
    assert diary.letters("deadline_compressed") == [("Mon 1 Feb 10:00", to) for to in told]
    await diary.on(wed_17, time(17, 30))
    assert diary.letters("submission_overdue")[0][0] == "Wed 17 Feb 17:00"
    assert diary.is_sound()


async def test_a_later_panel_date_moves_nothing_internal(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    before = await diary.due()

    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-03-05")

    assert await diary.due() == before
    assert diary.letters("deadline_compressed", "deadlines_moved") == []
    await diary.on(date(2027, 2, 22), time(9, 0))
    assert diary.letters("submission_overdue")[0][0] == "Fri 19 Feb 17:00"


async def test_a_missing_acknowledgement_is_chased_two_working_days_after_the_sin(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)

    await diary.on(date(2027, 2, 4), time(9, 30))

    assert diary.happened("acknowledgement_missing") == ["Wed 3 Feb 17:00"]
    assert diary.letters("acknowledgement_missing") == [("Thu 4 Feb 09:00", "role:coordinator")]


async def test_until_the_panel_has_spoken_the_external_deadline_is_provisional(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    before = (await diary.office.cases.plan(diary.case, Part.RAPID_REVIEW)).timetable

    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-02-24")

    after = (await diary.office.cases.plan(diary.case, Part.RAPID_REVIEW)).timetable
    assert (before.external_due, before.provisional) == (date(2027, 2, 22), True)
    assert (after.external_due, after.provisional) == (date(2027, 2, 24), False)


async def test_a_review_that_is_stood_down_tells_everybody_ends_its_timers_and_keeps_the_returns(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary)
    await course.returns_come(diary, ("A-001", "A-010"))
    await diary.on(date(2027, 2, 3))
    alone = await diary.is_refused(people.MANAGER, review.StandDown, agreed_by=["health"], reasons="Not met.")

    await diary.does(
        people.LOCAL_AUTHORITY,
        review.StandDown,
        agreed_by=["childrens_social_care", "health"],
        reasons="The injury was an accident, after all.",
    )

    assert alone == "local_authority_must_agree"
    assert await diary.outcome() == "stood_down"
    agencies = [f"agency:{agency}" for agency in course.ASKED]
    partners = [f"partner:{partner}" for partner in course.PARTNERS]
    told = [*agencies, "body:national_panel", *partners, "person:P-0013"]
    assert diary.letters("stood_down") == [("Wed 3 Feb 10:00", to) for to in told]
    await diary.on(date(2027, 3, 15))
    assert [
        at for at, _ in diary.letters(*diary.purposes()) if not at.startswith(("Mon 1 Feb", "Tue 2", "Wed 3"))
    ] == []
    assert len(diary.office.house.register.documents_of(diary.case, "appendix_2")) == 2
    assert diary.is_sound()
