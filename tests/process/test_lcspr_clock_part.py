"""The clock of a LCSPR, alone on a real server: monitoring, forecasts, holds, six months (L3, L4, L9, R14)."""

from __future__ import annotations

from datetime import timedelta

from models.brief import NationalReview, PlanMoved
from models.case import Part
from models.london import london_date
from models.messages import lcspr as says
from models.messages import lcspr_report as of_report
from tests.process.lcspr_steps import commissioned, set_up, with_executive
from tests.process.stage import (
    COORDINATOR,
    EXECUTIVE,
    QIIP_CHAIR,
    REVIEWER,
    Stage,
)
from workflows.lcspr import Lcspr


async def test_monitoring_comes_round_every_four_weeks_and_is_recorded(stage: Stage) -> None:
    handle, timetable = await set_up(stage)
    monitoring = [alarm.at for alarm in timetable.alarms if alarm.purpose == "monitoring_due"]

    await stage.wait_until(monitoring[1])
    outcome = await stage.decide(handle, says.RecordMonitoring, COORDINATOR, findings="doc-findings", on_track=False)

    assert len(monitoring) >= 5
    assert len(stage.events("monitoring_due")) == 2
    assert outcome == "off_track"


async def test_a_forecast_past_six_months_asks_for_a_notice_to_panel_and_secretary_of_state(stage: Stage) -> None:
    handle, timetable = await set_up(stage)
    assert timetable.external_due is not None
    in_time = await stage.decide(
        handle, says.ForecastPublication, REVIEWER, forecast=timetable.external_due, reasons="doc-1"
    )

    late = await stage.decide(
        handle, says.ForecastPublication, REVIEWER, forecast=timetable.external_due + timedelta(days=1), reasons="doc-2"
    )
    await stage.decide(handle, says.SendDelayNotice, COORDINATOR, reasons="doc-3")
    again, _ = await stage.refused(handle, says.SendDelayNotice, COORDINATOR, reasons="doc-4")

    assert (in_time, late, again) == ("in_time", "delay_notice_needed", "notice_sent")
    assert stage.recipients("delay_notice") == ["body:national_panel", "body:secretary_of_state"]
    assert stage.standing(Part.LCSPR).tasks == ()


async def test_the_clock_stands_while_any_hold_does(stage: Stage) -> None:
    handle, timetable = await set_up(stage)
    review_on = london_date(await stage.now()) + timedelta(days=30)
    hold = {"asked_by": "doc-police", "review_on": review_on, "reasons": "doc-trial"}
    first = await stage.decide(handle, says.HoldLcspr, QIIP_CHAIR, **hold)
    second = await stage.decide(handle, says.HoldLcspr, QIIP_CHAIR, **hold)

    await stage.env.sleep(timedelta(days=10))
    one_released = await stage.decide(handle, says.ReleaseLcspr, QIIP_CHAIR, hold=1, reasons="doc-1")
    await stage.wait_until(next(alarm.at for alarm in timetable.alarms if alarm.purpose == "monitoring_due"))
    silent = stage.events("monitoring_due")
    await stage.decide(handle, says.ReleaseLcspr, QIIP_CHAIR, hold=2, reasons="doc-2")
    await stage.settle()

    assert (first, second, one_released) == ("hold_1", "hold_2", "still_held")
    assert silent == []
    view = await handle.query(Lcspr.plan)
    assert view.timetable.external_due == timetable.external_due  # six months are the law's, no hold moves them
    assert max(step.due for step in view.timetable.steps) > max(step.due for step in timetable.steps)
    assert len(stage.letters("hold_released")) == len(set(stage.recipients("hold_released")))


async def test_a_hold_is_looked_at_again_on_its_review_date(stage: Stage) -> None:
    handle, _ = await set_up(stage)
    review_on = london_date(await stage.now()) + timedelta(days=14)
    later = review_on + timedelta(days=14)
    await stage.decide(handle, says.HoldLcspr, QIIP_CHAIR, asked_by="doc-1", review_on=review_on, reasons="doc-2")

    await stage.decide(handle, says.ExtendHold, QIIP_CHAIR, hold=1, review_on=later, reasons="doc-3")
    await stage.env.sleep(timedelta(days=20))
    early = stage.events("hold_review_due")
    await stage.env.sleep(timedelta(days=12))

    assert early == []
    assert {letter.facts["review_on"] for letter in stage.letters("hold_review_due")} == {later.isoformat()}


async def test_a_review_date_that_has_passed_is_refused(stage: Stage) -> None:
    handle, _ = await set_up(stage)

    code, _ = await stage.refused(
        handle,
        says.HoldLcspr,
        QIIP_CHAIR,
        asked_by="doc-1",
        review_on=london_date(await stage.now()),
        reasons="doc-2",
    )

    assert code == "review_date_past"
    assert (await handle.query(Lcspr.plan)).request.ledger == ()


async def test_a_hold_that_stands_at_sign_off_goes_on_into_publication(stage: Stage) -> None:
    handle = await with_executive(stage)
    review_on = london_date(await stage.now()) + timedelta(days=30)
    await stage.decide(handle, says.HoldLcspr, QIIP_CHAIR, asked_by="doc-1", review_on=review_on, reasons="doc-2")

    await stage.decide(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)
    result = await handle.result()

    assert [hold.kind for hold in result.holds] == ["proceedings"]


async def test_a_national_review_pauses_the_lcspr_until_it_has_ended(stage: Stage) -> None:
    handle = await with_executive(stage)
    await handle.signal("national_review", NationalReview(begun=True))
    await stage.settle()

    code, _ = await stage.refused(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)
    paused = (await handle.query(Lcspr.plan)).timetable.paused_from
    await handle.signal("national_review", NationalReview(begun=False))
    await stage.settle()
    await stage.decide(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)

    assert code == "in_national_review"
    assert paused is not None
    assert (await handle.result()).holds == ()


async def test_a_changed_calendar_reminds_nobody_twice(stage: Stage) -> None:
    handle, timetable = await commissioned(stage)
    await stage.wait_until(next(alarm.at for alarm in timetable.alarms if alarm.purpose == "methodology_due"))

    await handle.signal("plan_moved", PlanMoved(reason="calendar"))
    await stage.settle()

    assert len(stage.events("methodology_due")) == 1


async def test_six_months_over_is_told_once_and_publishes_nothing(stage: Stage) -> None:
    _, timetable = await set_up(stage)

    await stage.wait_until(timetable.alarms[-1].at)

    assert stage.recipients("publication_overdue") == ["role:business_manager", "role:coordinator", "role:executive"]
    assert not stage.events("published")
