"""A LCSPR through governance to publication and the end of its year in public (L1-L9, P1-P5)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import lcspr as local
from models.messages import lcspr_report as about_report
from models.messages import publication as public
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed
from tests.process.local_courses import WED_10_MAR

pytestmark = pytest.mark.slow
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb")


async def links_cascade(diary: Diary) -> None:
    links = ("findings", "briefing", "learning_material")
    await diary.does(
        people.COORDINATOR,
        public.RecordCascade,
        **{name: f"https://www.fernshire-scp.example/{name}" for name in links},
    )


async def test_a_lcspr_runs_through_governance_publication_and_its_year_to_closure(diary: Diary) -> None:
    await lcspr.a_report_is_sent(diary)
    await diary.on(WED_10_MAR)
    await diary.does(people.COORDINATOR, public.PublishReport, **lcspr.publishing())
    await links_cascade(diary)
    for action in diary.standing(Part.LEARNING).waits_for:
        await course.learning_is_completed(diary, action.split(":")[0])

    await diary.on(date(2028, 3, 10), time(9, 1))

    assert await diary.outcome() == "lcspr_published"
    assert course.ended(diary, Part.LCSPR) == (True, "signed_off")
    assert course.ended(diary, Part.PUBLICATION) == (True, "published")
    checks = [at.split()[2] for at, _ in diary.letters("availability_check_due")]
    assert checks == list(MONTHS)
    assert diary.letters("availability_ended") == [("Fri 10 Mar 09:00", "role:coordinator")]
    assert diary.letters("publication_overdue", "delay_notice_needed", "draft_overdue") == []
    agencies = ["agency:A-001", "agency:A-003"]
    assert [to for _, to in diary.letters("learning_cascade")][:2] == agencies
    assert diary.letters("monitoring_due") == []
    assert diary.is_sound()
    assert diary.unsent() == []


async def test_its_six_months_end_on_the_last_working_day_and_the_plan_works_back_from_there(diary: Diary) -> None:
    await course.a_review_is_submitted(diary, "report-lcspr")

    due = await diary.due(Part.LCSPR)

    assert due["publication"] == date(2027, 8, 18)
    assert due["send_to_panel"] == date(2027, 8, 9)
    assert due["executive_sign_off"] == date(2027, 8, 4)
    assert due["endorsement"] == date(2027, 7, 21)
    assert due["methodology"] == date(2027, 3, 4)
    assert due["monitoring-1"] == date(2027, 3, 18)
    assert diary.recipients("lcspr_commissioned") == sorted(
        [*people.UNIT, *(f"partner:{partner}" for partner in course.PARTNERS), "role:qiip_chair"]
    )


async def test_neglected_it_is_monitored_every_four_weeks_and_every_step_is_chased(diary: Diary) -> None:
    await course.a_review_is_submitted(diary, "report-lcspr")

    await diary.on(date(2027, 8, 19), time(12, 0))

    days = [at for at, to in diary.letters("monitoring_due") if to == "role:coordinator"]
    assert days[:3] == ["Thu 18 Mar 09:00", "Thu 15 Apr 09:00", "Thu 13 May 09:00"]
    assert diary.letters("methodology_due")[0][0] == "Wed 3 Mar 09:00"
    assert diary.happened("reviewer_missing") == ["Thu 11 Mar 17:00"]
    assert diary.happened("publication_overdue") == ["Wed 18 Aug 17:00"]
    assert "published" not in diary.actions()
    assert diary.is_sound()


async def test_missing_parts_are_named_and_block_the_gate(diary: Diary) -> None:
    await lcspr.a_lcspr_is_drafted(diary)
    await diary.does(people.REVIEWER, about_report.SubmitDraft, report=filed("lcspr-report-incomplete"))

    refused = await diary.refusal(people.QIIP_CHAIR, about_report.DeclareReady, report_version=2)

    assert refused.code == "not_ready"
    assert "the report's part analysis" in refused.says
    assert "the sign-off of agency A-001" in refused.says
    assert "anonymisation" in refused.says


async def test_the_executive_declines_and_the_report_comes_back_by_the_same_way(diary: Diary) -> None:
    await lcspr.a_lcspr_is_drafted(diary)
    await lcspr.the_lcspr_becomes_ready(diary)
    await diary.does(people.GROUP_CHAIR, about_report.EndorseReport, report_version=1)

    declined = await diary.does(
        people.EXECUTIVE, about_report.DeclineLcspr, report_version=1, reasons="The second recommendation has no owner."
    )

    assert declined == "declined"
    assert diary.recipients("executive_declined") == ["person:P-0016", *people.UNIT, "role:qiip_chair"]
    assert diary.standing(Part.LCSPR).stage == "lcspr_readiness"
    too_soon = await diary.is_refused(people.EXECUTIVE, about_report.SignOffLcspr, report_version=1)
    assert too_soon == "not_declared_ready"
    await diary.does(people.REVIEWER, about_report.SubmitDraft, report=filed("lcspr-report"))
    for agency, who in (("A-001", ("P-0021", "agency_contact")), ("A-003", ("P-0025", "agency_contact"))):
        await diary.does(who, about_report.SignDraft, agency=agency, report_version=2)
    await diary.does(
        people.MANAGER, about_report.CheckAnonymisation, report_version=2, passed=True, findings="Nobody is named."
    )
    await diary.does(people.QIIP_CHAIR, about_report.DeclareReady, report_version=2)
    await lcspr.governance_signs_off(diary, 2)
    assert course.ended(diary, Part.LCSPR) == (True, "signed_off")
    assert diary.is_sound()


async def test_a_hold_during_the_lcspr_moves_the_forecast_not_the_statutory_date_and_is_looked_at_again(
    diary: Diary,
) -> None:
    await lcspr.a_lcspr_is_drafted(diary)
    hold = {"asked_by": "The Crown Prosecution Service.", "review_on": "2027-03-15", "reasons": "A trial."}
    begun = await diary.does(people.QIIP_CHAIR, local.HoldLcspr, **hold)
    await diary.on(date(2027, 3, 16))

    released = await diary.does(people.QIIP_CHAIR, local.ReleaseLcspr, hold=1, reasons="The trial is over.")

    plan = (await diary.office.cases.plan(diary.case, Part.LCSPR)).timetable
    forecast = next(step.due for step in plan.steps if step.step == "publication")
    assert (begun, released) == ("hold_1", "released")
    assert {at for at, _ in diary.letters("hold_review_due")} == {"Mon 15 Mar 09:00"}
    assert plan.external_due == date(2027, 8, 18)
    assert forecast == date(2027, 9, 2)  # fifteen days later
    assert diary.is_sound()


async def test_a_late_forecast_prompts_a_delay_notice_to_both_bodies(diary: Diary) -> None:
    await lcspr.a_lcspr_is_drafted(diary)

    forecast = await diary.does(
        people.REVIEWER, local.ForecastPublication, forecast="2027-10-01", reasons="The trial is in September."
    )
    asked_for = diary.tasks(Part.LCSPR)
    await diary.does(people.COORDINATOR, local.SendDelayNotice, reasons="The trial is in September.")

    assert forecast == "delay_notice_needed"
    assert asked_for == ("send_delay_notice",)
    assert diary.recipients("delay_notice") == ["body:national_panel", "body:secretary_of_state"]
    assert diary.tasks(Part.LCSPR) == ()
