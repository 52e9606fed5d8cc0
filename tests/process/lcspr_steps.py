"""The ordinary course of a LCSPR, step by step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from temporalio.client import WorkflowHandle

from models.case import Part
from models.lcspr import LcsprBrief, LcsprResult
from models.london import london_date
from models.message import DocumentRef
from models.messages import lcspr as says
from models.messages import lcspr_report as of_report
from models.messages.rapid_review import ActionBrief
from models.people import Partner
from models.timetable import Plan, Timetable
from tests.process.stage import (
    COORDINATOR,
    GROUP_CHAIR,
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
