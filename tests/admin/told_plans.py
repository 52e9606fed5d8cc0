"""Parts that say which plan they obey, without a server: drawn up as theirs are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from admin.app import create_app
from models.brief import PlanView
from models.case import CaseKind, Part
from models.plans import draw_up
from models.timetable import LedgerEntry, Plan, TimetableRequest
from tests.admin.conftest import Pages
from workflows.client import PartNotRunning

POLICY = "gscp-2023"


class PlansTold:
    """Answers for the parts it was given; every other part does not run."""

    def __init__(self, plans: Mapping[Part, PlanView]) -> None:
        self._plans = plans

    async def plan(self, case: str, part: Part) -> PlanView:
        if part not in self._plans:
            raise PartNotRunning("it was not started")
        return self._plans[part]

    async def answers(self) -> bool:
        return True


def drawn(
    pages: Pages, start: datetime, plan: Plan = Plan.RAPID_REVIEW, ledger: tuple[LedgerEntry, ...] = ()
) -> PlanView:
    """A plan that counts from this instant."""
    request = TimetableRequest(plan=plan, policy=POLICY, kind=CaseKind.SIN, start=start, ledger=ledger)
    policy = pages.wiring.policies.edition(POLICY)
    return PlanView(request=request, timetable=draw_up(request, policy, pages.wiring.calendars.calendar(policy)))


def told(pages: Pages, plans: Mapping[Part, PlanView]) -> Pages:
    """The same pages, where the parts answer."""
    pages.wiring = replace(pages.wiring, plans=PlansTold(plans))
    pages.app = create_app(pages.wiring)
    return pages
