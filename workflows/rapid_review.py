"""The Rapid Review: fifteen working days from notification to the National Panel (R1-R16)."""

from __future__ import annotations

from datetime import date

from temporalio import workflow

from models.brief import Brief, PlanMoved, PlanView, moved
from models.rapid_review import RapidReviewResult, ReviewEnd
from models.recipients import UNIT
from models.redating import redated
from workflows import orders
from workflows import rapid_review_acts as acts
from workflows import rapid_review_report_acts as report_acts
from workflows.deadlines import Watch
from workflows.meanwhile import recording
from workflows.rapid_review_decisions import RapidReviewDecisions
from workflows.rapid_review_state import Review


@workflow.defn
class RapidReview(RapidReviewDecisions):
    """Ask, chase, meet, report, check, sign, submit; or stand down."""

    @workflow.init
    def __init__(self, brief: Brief) -> None:
        self._review = Review(brief)
        self._watch = Watch(brief.timetable.alarms)
        acts.begin(self._review)  # here, because a message may come with the very first task

    @workflow.run
    async def run(self, brief: Brief) -> RapidReviewResult:
        """Run the review until its report is submitted or it is stood down."""
        review = self._review
        while review.end is None:
            await review.docket.clear(review.standing())
            if review.redraw is not None:
                await recording(self._redate(), review.docket, review.standing)
            self._sound_alarms()
            await review.docket.clear(review.standing())
            await self._watch.until(
                lambda: review.docket.has_news() or review.redraw is not None or review.end is not None,
                self._watch.next_at(review.is_open),
                review.docket.wakes_at(),
                summary=review.stage(),
            )
        return await self._close()

    def _sound_alarms(self) -> None:
        review = self._review
        self._watch.set(review.alarms())
        for alarm in self._watch.take_due(review.is_open):
            to = review.addressees(alarm)
            facts = review.facts_for(alarm.purpose)
            if alarm.purpose == "chair_missing":
                facts = {"working_day": str(alarm.working_day)}
            review.docket.sound(alarm, to, facts)

    async def _redate(self) -> None:
        """Draw the dates up again from the ledger and the calendar; what is past stands (C6, C8)."""
        review = self._review
        while review.redraw is not None:
            reason, review.redraw = review.redraw, None
            before = review.timetable
            drawn = await orders.draw_up(review.request)
            # the ledger moves what it names; a new calendar leaves what was due already as it was
            review.timetable = redated(before, drawn, workflow.now()) if reason == "calendar" else drawn
            self._tell_of_new_dates(reason, [step.due for step in before.steps])

    def _tell_of_new_dates(self, reason: str, before: list[date]) -> None:
        review = self._review
        after = [step.due for step in review.timetable.steps]
        review.docket.enter(
            "deadlines_drawn_up", clause="C6", reason=reason, calendar=review.timetable.calendar_version
        )
        if reason == "panel_date":
            report_acts.tell_of_compression(review)
        elif reason == "panel_moved":
            acts.tell_of_new_panel_day(review)
        elif after != before:
            version = review.timetable.calendar_version
            review.docket.write("deadlines_moved", UNIT, about=f"{reason}:{version}", reason=reason)

    async def _close(self) -> RapidReviewResult:
        review = self._review
        self._watch.rest()
        post_due = await review.docket.close(review.standing())
        return RapidReviewResult(
            end=review.end or ReviewEnd.SUBMITTED,
            lcspr=review.lcspr,
            actions=review.actions,
            submitted_at=review.submitted_at,
            report=review.sign_off.report.id if review.sign_off.report else "",
            chair=review.chair,
            agencies=tuple(review.requests.asked),
            lateness_unexplained=review.lateness_unexplained,
            post_due=post_due,
        )

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        self._review.request = moved(self._review.request, told)
        self._review.redraw = told.reason

    @workflow.query
    def plan(self) -> PlanView:
        """The plan the review obeys (C5)."""
        return PlanView(request=self._review.request, timetable=self._review.timetable)
