"""The LCSPR, alone on a real server (L1-L9, P5, R14)."""

from __future__ import annotations

from models.case import Part
from models.lcspr import LcsprEnd
from models.message import DocumentRef
from models.messages import lcspr as says
from models.messages import lcspr_report as of_report
from tests.process.lcspr_steps import (
    AGENCIES,
    REPORT,
    commissioned,
    filed,
    made_ready,
    set_up,
    signed_by_agencies,
    with_executive,
)
from tests.process.stage import (
    EXECUTIVE,
    MANAGER,
    QIIP_CHAIR,
    REVIEWER,
    Stage,
    contact,
)


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


async def test_a_decision_sent_twice_with_one_token_counts_once(stage: Stage) -> None:
    handle, _ = await set_up(stage)
    told = await stage.told(of_report.SubmitDraft, REVIEWER, report=REPORT)

    first = await stage.send(handle, told)
    second = await stage.send(handle, told)

    assert (first, second) == ("version_1", "version_1")
    assert len(stage.events("draft_sent")) == 1
