"""The ordinary course of a publication, step by step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from temporalio.client import WorkflowHandle

from models.case import Part
from models.lcspr import LcsprEnd, LcsprResult
from models.messages.publication import (
    PublishReport,
    Recipient,
    RecordSending,
)
from models.publication import PublicationBrief, PublicationResult
from models.timetable import Plan
from tests.process.stage import COORDINATOR, Stage
from workflows.publication import Publication

Handle = WorkflowHandle[Any, PublicationResult]
SHA = "a" * 64
OTHER_SHA = "b" * 64
ADDRESS = "https://reports.example.test/lcspr-1"
PUBLIC = {"address": ADDRESS, "sha256": SHA, "family_told": True, "staff_told": True}
BOTH = ["body:national_panel", "body:secretary_of_state"]


async def signed_off(stage: Stage, **result: Any) -> Handle:
    now = await stage.now()
    given = {
        "outcome": LcsprEnd.SIGNED_OFF,
        "version": 1,
        "signed_off_at": now,
        "agencies": ("A-001", "A-002"),
        "reviewer": "P-0006",
        "request": stage.request(Plan.LCSPR, now),
        **result,
    }
    brief = PublicationBrief(opening=await stage.opening(), lcspr=LcsprResult.model_validate(given))
    return await stage.start(Publication.run, brief, Part.PUBLICATION)


async def sent(stage: Stage, handle: Handle, version: int = 1, sha256: str = SHA) -> None:
    for recipient in Recipient:
        await stage.decide(
            handle,
            RecordSending,
            COORDINATOR,
            recipient=recipient,
            report_version=version,
            sha256=sha256,
            sent_at=await stage.now(),
        )
    await stage.settle()


async def earliest(handle: Handle) -> tuple[date, datetime]:
    step = (await handle.query(Publication.plan)).timetable.steps[0]
    return step.due, step.due_at


async def published(stage: Stage) -> Handle:
    handle = await signed_off(stage)
    await sent(stage, handle)
    _, opens_at = await earliest(handle)
    await stage.wait_until(opens_at)
    await stage.decide(handle, PublishReport, COORDINATOR, **PUBLIC)
    await stage.settle()
    return handle
