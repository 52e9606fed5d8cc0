"""The sendings, the wait, the day and the year of publication (P1-P5): nothing publishes by itself."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import lcspr as local
from models.messages import publication as public
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary
from tests.process.local_courses import TUE_9_MAR, WED_10_MAR

pytestmark = pytest.mark.slow


async def test_publishing_early_is_refused_with_the_earliest_date_and_the_reason(diary: Diary) -> None:
    await lcspr.a_report_is_sent(diary)
    await diary.on(TUE_9_MAR)

    refused = await diary.refusal(people.COORDINATOR, public.PublishReport, **lcspr.publishing())

    assert refused.code == "too_early"
    assert "2027-03-10" in refused.says
    assert diary.letters("publication_possible") == []
    await diary.on(WED_10_MAR)
    assert diary.letters("publication_possible") == [("Wed 10 Mar 09:00", to) for to in people.UNIT]
    family = {**lcspr.publishing(), "family_told": False}
    assert await diary.is_refused(people.COORDINATOR, public.PublishReport, **family) == "tell_family_first"
    other = lcspr.publishing("cd" * 32)
    assert await diary.is_refused(people.COORDINATOR, public.PublishReport, **other) == "other_document"


async def test_a_new_version_sent_restarts_the_wait(diary: Diary) -> None:
    await lcspr.a_report_is_sent(diary)
    await diary.on(date(2027, 3, 8))

    await lcspr.the_report_goes_to_both_bodies(diary, 2, "cd" * 32)

    assert diary.facts("wait_restarted")[0] == {"earliest_on": "2027-03-17"}
    await diary.on(date(2027, 3, 16))
    assert diary.letters("publication_possible") == []
    early = await diary.refusal(people.COORDINATOR, public.PublishReport, **lcspr.publishing("cd" * 32))
    assert (early.code, "2027-03-17" in early.says) == ("too_early", True)
    await diary.on(date(2027, 3, 17))
    assert await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing("cd" * 32)) == "published"
    assert diary.is_sound()


async def test_the_wait_ends_under_a_hold_and_no_timer_publishes(diary: Diary) -> None:
    await lcspr.a_report_is_sent(diary)
    await diary.does(
        people.COORDINATOR,
        public.HoldPublication,
        kind="court_order",
        review_on="2027-04-12",
        reasons="An order of the family court.",
    )

    await diary.on(date(2027, 4, 13))

    assert "published" not in diary.actions()
    assert diary.letters("publication_possible") == []
    held = await diary.refusal(people.COORDINATOR, public.PublishReport, **lcspr.publishing())
    assert held.code == "held"
    assert {at for at, _ in diary.letters("hold_review_due")} == {"Mon 12 Apr 09:00"}
    await diary.does(people.COORDINATOR, public.ReleasePublication, hold=1, reasons="The order is lifted.")
    earliest = diary.facts("publication_released")[0]["earliest_on"]
    await diary.on(date.fromisoformat(earliest))
    assert await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing()) == "published"
    assert diary.is_sound()


async def test_removal_within_the_year_is_refused_but_for_a_court_order(diary: Diary) -> None:
    await lcspr.a_report_is_sent(diary)
    await diary.on(WED_10_MAR)
    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())

    refused = await diary.refusal(people.COORDINATOR, public.WithdrawReport, court_order=False, reasons="It is old.")
    withdrawn = await diary.does(people.COORDINATOR, public.WithdrawReport, court_order=True, reasons="An order.")

    assert (refused.code, "2028-03-10" in refused.says) == ("within_the_year", True)
    assert withdrawn == "withdrawn"
    assert course.ended(diary, Part.PUBLICATION) == (True, "withdrawn_by_court_order")


@pytest.mark.begins(date(2027, 11, 1))
async def test_a_report_published_on_29_february_stays_public_to_1_march(diary: Diary) -> None:
    mon_1_nov, tue_29_feb = date(2027, 11, 1), date(2028, 2, 29)
    await course.a_sin_is_notified(diary, mon_1_nov)
    await course.a_whole_review_in_a_day(diary, "report-lcspr")
    await lcspr.the_lcspr_is_drafted(diary)
    await lcspr.the_lcspr_becomes_ready(diary)
    await lcspr.governance_signs_off(diary)
    await diary.on(date(2028, 2, 1))
    await lcspr.the_report_goes_to_both_bodies(diary)
    await diary.on(tue_29_feb)

    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())

    refused = await diary.refusal(people.COORDINATOR, public.WithdrawReport, court_order=False, reasons="It is old.")
    assert "2029-03-01" in refused.says
    await diary.on(date(2029, 3, 1), time(9, 1))
    assert diary.letters("availability_ended") == [("Thu 1 Mar 09:00", "role:coordinator")]
    assert len(diary.letters("availability_check_due")) == 12
    assert course.ended(diary, Part.PUBLICATION) == (True, "published")


async def test_a_report_that_is_not_published_gives_its_reasons_and_its_improvements(diary: Diary) -> None:
    await lcspr.a_lcspr_is_drafted(diary)

    await diary.does(
        people.EXECUTIVE, local.DecideNotToPublish, report_version=1, reasons="It would identify the sibling."
    )

    assert diary.recipients("not_published") == ["body:national_panel", "body:secretary_of_state"]
    await diary.does(people.COORDINATOR, public.PublishImprovements, **lcspr.publishing())
    await diary.on(date(2028, 3, 1), time(9, 1))
    assert course.ended(diary, Part.PUBLICATION) == (True, "not_published")
    assert diary.is_sound()
