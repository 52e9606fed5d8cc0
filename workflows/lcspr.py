"""The Local Child Safeguarding Practice Review: from its commission to the Executive's sign-off (L1-L9)."""

from __future__ import annotations

from datetime import date

from temporalio import workflow

from models.brief import NationalReview, PlanMoved, PlanView
from models.lcspr import LcsprBrief, LcsprEnd, LcsprResult
from models.recipients import UNIT
from models.redating import redated
from workflows import lcspr_acts as acts
from workflows import orders
from workflows.deadlines import Watch
from workflows.lcspr_decisions import LcsprDecisions
from workflows.lcspr_report_decisions import LcsprReportDecisions
from workflows.lcspr_state import LocalReview
from workflows.meanwhile import recording

PAUSES = frozenset({"pause", "resume"})


@workflow.defn
class Lcspr(LcsprDecisions, LcsprReportDecisions):
    """Commission, write, agree, declare ready, sign off; nothing of it is public yet."""

    @workflow.init
    def __init__(self, brief: LcsprBrief) -> None:
        self._review = LocalReview(brief)
        self._watch = Watch(brief.timetable.alarms)
        acts.begin(self._review)  # here, because a message may come with the very first task

    @workflow.run
    async def run(self, brief: LcsprBrief) -> LcsprResult:
        """Run the LCSPR until it is signed off, not to be published, or withdrawn."""
        review = self._review
        while review.end is None:
            # What was decided goes on record before dates are drawn up again: with the answer, not after it.
            await review.docket.clear(review.standing())
            await recording(self._redate(), review.docket, review.standing)
            self._sound_alarms()
            await review.docket.clear(review.standing())
            await self._watch.until(
                lambda: review.docket.has_news() or bool(review.redraws) or review.end is not None,
                self._watch.next_at(review.is_open),
                review.docket.wakes_at(),
                summary=review.stage(),
            )
        return await self._close()

    def _sound_alarms(self) -> None:
        review = self._review
        for alarm in self._watch.take_due(review.is_open):
            to = review.addressees(alarm)
            facts = review.facts_for(alarm)
            review.docket.sound(alarm, to, facts)

    async def _redate(self) -> None:
        """Draw the dates up again from the ledger and the calendar; what is past stands (C6, C8, L9)."""
        review = self._review
        while review.redraws:
            reasons, review.redraws = review.redraws, []
            moved = not PAUSES.issuperset(reasons)
            before = review.timetable
            drawn = await orders.draw_up(review.request)
            review.timetable = redated(before, drawn, workflow.now()) if moved else drawn
            await review.hold_reviews.draw_up(again=moved)
            self._watch.set((*drawn.alarms, *review.hold_reviews.alarms))
            self._tell_of_new_dates(reasons, [step.due for step in before.steps])

    def _tell_of_new_dates(self, reasons: list[str], before: list[date]) -> None:
        review = self._review
        reason, calendar = reasons[-1], review.timetable.calendar_version
        review.docket.enter("deadlines_drawn_up", clause="C6", reasons_for_it=tuple(reasons), calendar=calendar)
        if [step.due for step in review.timetable.steps] != before:
            about = f"lcspr:{reason}:{calendar}:{len(review.holds.all)}"
            review.docket.write("deadlines_moved", [*UNIT, *review.reviewer], about=about, reason=reason)

    async def _close(self) -> LcsprResult:
        review = self._review
        self._watch.rest()
        post_due = await review.docket.close(review.standing())
        draft = review.draft
        return LcsprResult(
            outcome=review.end or LcsprEnd.WITHDRAWN,
            report=draft.report,
            version=draft.version,
            signed_off_at=review.ended_at,
            response_plan=draft.plan,
            actions=draft.actions,
            agencies=review.agencies,
            reviewer=review.commission.reviewer,
            decision_reasons=review.decision_reasons,
            holds=review.holds.standing,
            request=review.request,
            fired=self._watch.fired,
            post_due=post_due,
        )

    @workflow.query
    def plan(self) -> PlanView:
        """The plan the LCSPR obeys (C5)."""
        return PlanView(request=self._review.request, timetable=self._review.timetable)

    # what the parent says

    @workflow.signal
    def national_review(self, told: NationalReview) -> None:
        """A national review has begun, which pauses the LCSPR, or has ended (R14)."""
        if told.begun:
            acts.begin_national_review(self._review, workflow.now())
        else:
            acts.end_national_review(self._review, workflow.now())

    @workflow.signal
    def withdrawn(self) -> None:
        """The decision to hold a LCSPR was reversed (R14)."""
        acts.withdraw(self._review)

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        """The calendar changed; the day of the decision stands (C6)."""
        self._review.redraws.append(told.reason)
