"""The plans the open parts of a case obey now, asked of Temporal; without it the plan the case opened with."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from models.brief import PlanView
from models.case import Part
from shell.composition import FrontDesk
from workflows.client import PartNotRunning


async def plans_of(front: FrontDesk, case: str) -> Mapping[Part, PlanView]:
    """The plan of each open part that has one, by part. Raises NoAnswerYet while the service is away."""
    parts = [row.part for row in front.house.register.standings(case) if not row.standing.ended]
    views = await asyncio.gather(*(_plan(front, case, part) for part in parts))
    return {part: view for part, view in zip(parts, views, strict=True) if view is not None}


async def _plan(front: FrontDesk, case: str, part: Part) -> PlanView | None:
    try:
        return await front.cases.plan(case, part)
    except PartNotRunning:  # it ended a moment ago, or keeps no plan of its own
        return None
