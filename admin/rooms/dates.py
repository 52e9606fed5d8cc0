"""The dates a part obeys now: asked of the part, or of what the case opened with where it is silent (C5)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from adapters.register.cases import CaseRow
from admin.admission import admitted
from admin.wiring import Wiring, wiring_of
from models.case import Part
from models.timetable import Alarm, Step, Timetable
from workflows.client import NoAnswerYet, PartNotRunning

PATIENCE = 3.0  # seconds a page waits for a part to say its dates
OPENED_WITH = (Part.THRESHOLD, Part.RAPID_REVIEW)  # whose dates can be worked out from how the case opened


@dataclass(frozen=True)
class Dates:
    """A part's timetable; ``live`` says that the part itself told it."""

    timetable: Timetable | None = None
    live: bool = False

    def step(self, name: str) -> Step | None:
        """A step of the plan; None where there is none, or nobody knows."""
        steps = self.timetable.steps if self.timetable else ()
        return next((step for step in steps if step.step == name), None)

    def due(self, name: str) -> datetime | None:
        """By when a step is due."""
        step = self.step(name)
        return step.due_at if step else None

    def alarms(self, *purposes: str) -> list[Alarm]:
        """The plan's reminders of these purposes, soonest first."""
        alarms = self.timetable.alarms if self.timetable else ()
        return sorted((alarm for alarm in alarms if alarm.purpose in purposes), key=lambda alarm: alarm.at)


async def dates_now(wiring: Wiring, row: CaseRow, part: Part) -> Dates:
    """The dates a part obeys; without an answer those the case opened with, or none."""
    try:
        async with asyncio.timeout(PATIENCE):
            view = await wiring.plans.plan(row.reference, part)
        return Dates(view.timetable, live=True)
    except (NoAnswerYet, PartNotRunning, TimeoutError):
        if part not in OPENED_WITH:
            return Dates()
        return Dates(await run_in_threadpool(wiring.reception.timetable, row.opening))


def _asked(part: Part) -> Callable[[Request], Awaitable[Dates]]:
    async def ask(request: Request) -> Dates:
        return await dates_now(wiring_of(request), admitted(request).row, part)

    return ask


RapidReviewDates = Annotated[Dates, Depends(_asked(Part.RAPID_REVIEW))]
ReplyDates = Annotated[Dates, Depends(_asked(Part.PANEL_REPLY))]
LcsprDates = Annotated[Dates, Depends(_asked(Part.LCSPR))]
PublicationDates = Annotated[Dates, Depends(_asked(Part.PUBLICATION))]
