"""What follows a submitted Rapid Review: the Panel's reply, the learning, perhaps a LCSPR and its publication."""

from __future__ import annotations

import asyncio
from datetime import datetime

from temporalio import workflow

from models.brief import Brief
from models.case import Outcome, Part
from models.lcspr import LcsprBrief, LcsprEnd, LcsprResult
from models.learning import ActionsAgreed, LearningBrief
from models.panel_reply import PanelReplyResult
from models.publication import PublicationBrief, PublicationEnd, PublicationResult
from models.rapid_review import RapidReviewResult
from models.review import Course
from models.timetable import Plan, Timetable, TimetableRequest
from workflows import orders
from workflows.lcspr import Lcspr
from workflows.learning import Learning
from workflows.panel_reply import PanelReply
from workflows.parts import Parts
from workflows.publication import Publication
from workflows.safeguarding_review_state import CaseState


class Aftermath:
    """The course after the submission (R14, R17, L, P, G7)."""

    def __init__(self, state: CaseState, parts: Parts) -> None:
        self._state = state
        self._parts = parts
        self._outcome = Outcome.LEARNING_IMPLEMENTED

    async def follow(self, review: RapidReviewResult) -> Outcome:
        """Follow the case to its end; answers how it ended."""
        state = self._state
        state.course = Course.LEARNING
        state.lcspr_wanted = review.lcspr
        decided_at = review.submitted_at or workflow.now()
        reply = asyncio.create_task(self._reply(decided_at))
        learning = asyncio.create_task(
            self._parts.run(Part.LEARNING, Learning.run, LearningBrief(opening=state.opening, actions=review.actions))
        )
        while not reply.done() or state.lcspr_wanted:
            if not state.lcspr_wanted:
                await workflow.wait_condition(lambda: reply.done() or state.lcspr_wanted)
                decided_at = workflow.now()  # a LCSPR wanted from now on was decided now: its six months begin (L3)
            if state.lcspr_wanted:
                await self._local_review(review, decided_at)
        reply.result()
        await self._parts.tell(Part.LEARNING, "no_more_actions")
        await learning
        return self._outcome

    async def _reply(self, submitted_at: datetime) -> None:
        """The Panel's reply; a decision it reopened has reached the case already (R14)."""
        request, timetable = await self._drawn(Plan.PANEL_REPLY, submitted_at)
        brief = Brief(opening=self._state.opening, request=request, timetable=timetable)
        result: PanelReplyResult = await self._parts.run(Part.PANEL_REPLY, PanelReply.run, brief)
        self._state.docket.enter("panel_exchange_ended", clause="R14", reply=result.reply, lcspr=result.lcspr)

    async def _local_review(self, review: RapidReviewResult, decided_at: datetime) -> None:
        """The LCSPR, and what becomes of its report (L1-L9, P1-P5)."""
        state = self._state
        state.course = Course.LCSPR
        request, timetable = await self._drawn(Plan.LCSPR, decided_at)
        brief = LcsprBrief(opening=state.opening, request=request, timetable=timetable, agencies=review.agencies)
        result: LcsprResult = await self._parts.run(Part.LCSPR, Lcspr.run, brief)
        if result.outcome is LcsprEnd.WITHDRAWN:
            state.course = Course.LEARNING
            return
        state.lcspr_wanted = False
        if result.actions:
            await self._parts.tell(Part.LEARNING, "actions_agreed", ActionsAgreed(actions=result.actions))
        await self._publication(result)
        state.course = Course.LEARNING

    async def _publication(self, lcspr: LcsprResult) -> None:
        state = self._state
        state.course = Course.PUBLICATION
        brief = PublicationBrief(opening=state.opening, lcspr=lcspr)
        result: PublicationResult = await self._parts.run(Part.PUBLICATION, Publication.run, brief)
        published = result.outcome is PublicationEnd.PUBLISHED
        self._outcome = Outcome.LCSPR_PUBLISHED if published else Outcome.LCSPR_NOT_PUBLISHED

    async def _drawn(self, plan: Plan, start: datetime) -> tuple[TimetableRequest, Timetable]:
        request = self._state.request.model_copy(update={"plan": plan, "start": start, "start_on": None, "ledger": ()})
        return request, await orders.draw_up(request)
