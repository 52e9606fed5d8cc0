"""The plans the parts of a case obey now; while Temporal is away, the plan the case opened with (C5, K5)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool

from adapters.register.cases import CaseRow
from admin.wiring import Wiring
from models.brief import PlanView
from models.case import Opening, Part
from models.notification import needs_rapid_review
from models.plans import draw_up
from models.timetable import LedgerEntry, LedgerKind, Plan, TimetableRequest
from workflows.client import NoAnswerYet, PartNotRunning

PATIENCE_SECONDS = 3.0
KEEP_A_PLAN = (Part.THRESHOLD, Part.RAPID_REVIEW, Part.PANEL_REPLY, Part.LCSPR, Part.PUBLICATION)
AS_OPENED = "These are the dates the case opened with: the case itself does not answer now."


@dataclass(frozen=True)
class CasePlans:
    """The plans by part. ``live``: the parts themselves told them."""

    by_part: Mapping[Part, PlanView]
    live: bool = True

    @property
    def fifteen_days(self) -> PlanView | None:
        """The plan of the fifteen working days, while the ballot or the Rapid Review keeps it."""
        return next((view for view in self.by_part.values() if view.request.plan is Plan.RAPID_REVIEW), None)

    def of(self, part: str | None) -> PlanView | None:
        """The plan of one part."""
        return self.by_part.get(Part(part)) if part else None


NO_PLANS = CasePlans({})


async def plans_of(wiring: Wiring, row: CaseRow, parts: Iterable[Part]) -> CasePlans:
    """Ask each part that is open for its plan; one that is silent makes the whole answer the dates of the opening."""
    asked = [part for part in KEEP_A_PLAN if part in set(parts)]
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            views = await asyncio.gather(*(_plan(wiring, row.reference, part) for part in asked))
    except (NoAnswerYet, TimeoutError):
        return CasePlans(await run_in_threadpool(_as_opened, wiring, row), live=False)
    return CasePlans({part: view for part, view in zip(asked, views, strict=True) if view is not None})


async def _plan(wiring: Wiring, case: str, part: Part) -> PlanView | None:
    try:
        return await wiring.plans.plan(case, part)
    except PartNotRunning:  # it ended a moment ago, or has not drawn its plan up yet
        return None


def _as_opened(wiring: Wiring, row: CaseRow) -> dict[Part, PlanView]:
    if row.closed or not needs_rapid_review(row.opening.kind):
        return {}
    request, policy = opening_request(row.opening), wiring.policies.edition(row.policy)
    timetable = draw_up(request, policy, wiring.calendars.calendar(policy))
    return {Part.RAPID_REVIEW: PlanView(request=request, timetable=timetable)}


def opening_request(opening: Opening) -> TimetableRequest:
    """From what the fifteen working days of an opening are drawn up, with the Panel's date if it was told (N13)."""
    told = opening.expected_on
    entry = LedgerEntry(
        id=opening.command_id, kind=LedgerKind.PANEL_DATE, at=opening.notified_at, by=opening.by, on=told
    )
    return TimetableRequest(
        plan=Plan.RAPID_REVIEW,
        policy=opening.policy,
        kind=opening.kind,
        start=opening.notified_at,
        ledger=() if told is None else (entry,),
    )
