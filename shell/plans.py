"""The plans the open parts of a case obey now, asked of Temporal."""

from __future__ import annotations

from collections.abc import Mapping

from desk import redating
from models.brief import PlanView
from models.case import Part
from shell.composition import FrontDesk


async def plans_of(front: FrontDesk, case: str) -> Mapping[Part, PlanView]:
    """The plan of each open part that has one, by part. Raises NoAnswerYet while the service is away."""
    return await redating.plans_of(front.house.register, front.cases, case)
