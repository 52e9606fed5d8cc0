"""The LCSPR, alone on a real server (L1-L9, P5, R14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from temporalio.client import WorkflowHandle

from models.brief import NationalReview, PlanMoved
from models.case import Part
from models.lcspr import LcsprBrief, LcsprEnd, LcsprResult
from models.london import london_date
from models.message import DocumentRef
from models.messages import lcspr as says
from models.messages import lcspr_report as of_report
from models.messages.rapid_review import ActionBrief
from models.people import Partner
from models.timetable import Plan, Timetable
from tests.process.fakes import (
    COORDINATOR,
    EXECUTIVE,
    GROUP_CHAIR,
    MANAGER,
    QIIP_CHAIR,
    REVIEWER,
    Stage,
    contact,
    member,
)
from workflows.lcspr import Lcspr

Handle = WorkflowHandle[Any, LcsprResult]
AGENCIES = ("A-001", "A-002")
REPORT = DocumentRef(id="doc-report")


async def commissioned(stage: Stage) -> tuple[Handle, Timetable]:
    request = stage.request(Plan.LCSPR, await stage.now())
    timetable = stage.drawn(request)
    brief = LcsprBrief(opening=await stage.opening(), request=request, timetable=timetable, agencies=AGENCIES)
    return await stage.start(Lcspr.run, brief, Part.LCSPR), timetable


async def set_up(stage: Stage) -> tuple[Handle, Timetable]:
    handle, timetable = await commissioned(stage)
    await stage.decide(
        handle,
        says.SetMethodology,
        QIIP_CHAIR,
        methodology="systems_review",
        rationale="doc-why",
        terms=DocumentRef(id="doc-terms"),
        agencies=AGENCIES,
    )
    await stage.decide(handle, says.AppointReviewer, QIIP_CHAIR, reviewer="P-0006", declaration="doc-declared")
    return handle, timetable


async def filed(stage: Stage, report: DocumentRef = REPORT) -> tuple[Handle, Timetable]:
    handle, timetable = await set_up(stage)
    await stage.decide(handle, of_report.SubmitDraft, REVIEWER, report=report)
    actions = (ActionBrief(id="RP-1", owner="A-001", due=london_date(await stage.now()) + timedelta(days=90)),)
    await stage.decide(handle, of_report.FileResponsePlan, QIIP_CHAIR, plan=DocumentRef(id="doc-plan"), actions=actions)
    return handle, timetable


async def signed_by_agencies(stage: Stage, handle: Handle, version: int = 1) -> None:
    for agency in AGENCIES:
        await stage.decide(handle, of_report.SignDraft, contact(agency), agency=agency, report_version=version)


async def made_ready(stage: Stage, handle: Handle) -> None:
    await signed_by_agencies(stage, handle)
    await stage.decide(handle, of_report.ConfirmResponsePlan, QIIP_CHAIR, evidence="doc-evidence")
    await stage.decide(handle, of_report.FilePublicationPlan, QIIP_CHAIR, plan=DocumentRef(id="doc-publish"))
    for partner in Partner:
        await stage.decide(handle, of_report.AgreePublicationPlan, member(partner), partner=partner, plan_version=1)
    await stage.decide(
        handle, of_report.CheckAnonymisation, COORDINATOR, report_version=1, passed=True, findings="doc-checked"
    )


async def with_executive(stage: Stage) -> Handle:
    handle, _ = await filed(stage)
    await made_ready(stage, handle)
    await stage.decide(handle, of_report.DeclareReady, QIIP_CHAIR, report_version=1)
    await stage.decide(handle, of_report.EndorseReport, GROUP_CHAIR, report_version=1)
    return handle


async def test_a_lcspr_goes_from_its_commission_to_the_executive_s_signature(stage: Stage) -> None:
    handle = await with_executive(stage)

    await stage.decide(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)
    result = await handle.result()

    assert (result.outcome, result.version, result.agencies) == (LcsprEnd.SIGNED_OFF, 1, AGENCIES)
    assert [action.id for action in result.actions] == ["RP-1"]
    assert stage.standing(Part.LCSPR).ended
    assert "person:P-0006" in stage.recipients("executive_signed_off")


async def test_a_new_version_voids_what_agencies_signed_and_says_so(stage: Stage) -> None:
    handle, _ = await filed(stage)
    await signed_by_agencies(stage, handle)

    await stage.decide(handle, of_report.SubmitDraft, REVIEWER, report=DocumentRef(id="doc-report-2"))

    voided = stage.events("signatures_voided")[0]
    assert voided.detail["capacities"] == ("agency:A-001", "agency:A-002")
    assert stage.standing(Part.LCSPR).waits_for == ("agency:A-001", "agency:A-002")
    code, _ = await stage.refused(handle, of_report.SignDraft, contact("A-001"), agency="A-001", report_version=1)
    assert code == "stale_version"


async def test_the_gate_names_everything_that_is_missing(stage: Stage) -> None:
    handle, _ = await filed(stage, DocumentRef(id="doc-report", gaps=("recommendations",)))

    code, sentence = await stage.refused(handle, of_report.DeclareReady, QIIP_CHAIR, report_version=1)

    assert code == "not_ready"
    for missing in ("recommendations", "A-001", "A-002", "response plan is being actioned", "the publication plan"):
        assert missing in sentence
    assert "anonymisation" in sentence
    assert not stage.events("ready_for_governance")


async def test_whoever_filed_the_report_does_not_check_its_anonymisation(stage: Stage) -> None:
    handle, _ = await filed(stage)
    await stage.decide(handle, of_report.SubmitDraft, MANAGER, report=DocumentRef(id="doc-report-2"))

    code, _ = await stage.refused(
        handle, of_report.CheckAnonymisation, MANAGER, report_version=2, passed=True, findings="doc-checked"
    )

    assert code == "not_a_second_person"


async def test_the_executive_does_not_sign_before_the_management_group_endorsed_or_was_skipped(stage: Stage) -> None:
    handle, _ = await filed(stage)
    await made_ready(stage, handle)
    await stage.decide(handle, of_report.DeclareReady, QIIP_CHAIR, report_version=1)

    code, _ = await stage.refused(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)
    await stage.decide(handle, of_report.SkipEndorsement, MANAGER, report_version=1, reasons="doc-no-meeting")
    await stage.decide(handle, of_report.SignOffLcspr, EXECUTIVE, report_version=1)

    assert code == "not_endorsed"
    assert (await handle.result()).outcome is LcsprEnd.SIGNED_OFF


async def test_a_decline_goes_back_to_the_qiip_with_reasons(stage: Stage) -> None:
    handle = await with_executive(stage)

    await stage.decide(handle, of_report.DeclineLcspr, EXECUTIVE, report_version=1, reasons="doc-not-yet")

    assert stage.events("executive_declined")[0].reasons == "doc-not-yet"
    assert stage.standing(Part.LCSPR).next_action == "declare_ready"
    assert "role:qiip_chair" in stage.recipients("executive_declined")


async def test_a_conflicted_reviewer_is_refused(stage: Stage) -> None:
    handle, _ = await commissioned(stage)

    code, _ = await stage.refused(
        handle, says.AppointReviewer, QIIP_CHAIR, reviewer="P-0006", declaration="doc-1", conflict=True
    )

    assert code == "reviewer_conflicted"
    assert stage.standing(Part.LCSPR).next_action == "set_methodology"


async def test_a_replaced_reviewer_leaves_the_work_and_gets_no_more_letters(stage: Stage) -> None:
    handle, timetable = await filed(stage)

    await stage.decide(
        handle, says.ReplaceReviewer, QIIP_CHAIR, reviewer="P-0099", declaration="doc-2", reasons="doc-conflict"
    )
    await stage.wait_until(next(alarm.at for alarm in timetable.alarms if alarm.step == "monitoring-1"))

    assert stage.recipients("monitoring_due") == ["person:P-0099", "role:coordinator"]
    assert stage.standing(Part.LCSPR).next_action == "sign_draft"


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


async def test_a_reversed_decision_withdraws_the_lcspr(stage: Stage) -> None:
    handle, _ = await set_up(stage)

    await handle.signal("withdrawn")
    result = await handle.result()

    assert result.outcome is LcsprEnd.WITHDRAWN
    assert not stage.letters("executive_signed_off")


async def test_the_executive_may_decide_not_to_publish_with_reasons(stage: Stage) -> None:
    handle, _ = await filed(stage)

    await stage.decide(handle, says.DecideNotToPublish, EXECUTIVE, report_version=1, reasons="doc-harm")
    result = await handle.result()

    assert (result.outcome, result.decision_reasons) == (LcsprEnd.NOT_TO_PUBLISH, "doc-harm")


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


async def test_a_decision_sent_twice_with_one_token_counts_once(stage: Stage) -> None:
    handle, _ = await set_up(stage)
    told = await stage.told(of_report.SubmitDraft, REVIEWER, report=REPORT)

    first = await stage.send(handle, told)
    second = await stage.send(handle, told)

    assert (first, second) == ("version_1", "version_1")
    assert len(stage.events("draft_sent")) == 1
