"""A safeguarding practice review from notification to closure: the parent, in a handful of sentences."""

from __future__ import annotations

import asyncio

from temporalio import workflow

from models.brief import Brief, NationalReview, PlanMoved, ThresholdResult
from models.case import CaseKind, Opening, Outcome, Part, ReviewAsked
from models.notification import Screening, needs_rapid_review, opens_alte_part, screening_advice
from models.people import Role, to_role
from models.rapid_review import RapidReviewResult, ReviewEnd
from models.recipients import UNIT
from models.review import CaseResult, Course
from models.timetable import Plan
from workflows import orders
from workflows import safeguarding_review_acts as acts
from workflows.aftermath import Aftermath
from workflows.deadlines import Watch
from workflows.meanwhile import recording
from workflows.parts import Parts
from workflows.rapid_review import RapidReview
from workflows.safeguarding_review_decisions import SafeguardingReviewDecisions
from workflows.safeguarding_review_state import CaseState
from workflows.threshold import Threshold


@workflow.defn
class SafeguardingReview(SafeguardingReviewDecisions):
    """One case. Its parts do the work; the case knows the course and keeps the duties between them."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._state = CaseState(opening)
        self._watch = Watch()
        self._parts = Parts(opening.case, self._state.docket)
        acts.begin(self._state)  # here, because a message may come with the very first task
        self._attended = self._state.course  # the course as last shown

    @workflow.run
    async def run(self, opening: Opening) -> CaseResult:
        """Open, take the course, close."""
        course = asyncio.create_task(self._course())
        await self._attend(course)
        return await self._close(course.result())

    # the course

    async def _course(self) -> Outcome:
        state = self._state
        if not needs_rapid_review(state.opening.kind):
            return Outcome.RECORD_ONLY
        if self._is_screened_out():
            return Outcome.CHILD_DEATH_REVIEW
        await self._draw_up()
        if opens_alte_part(state.opening.review_asked):
            acts.hand_over_alte(state)
        if state.opening.review_asked is ReviewAsked.ALTE and not await self._sin_joins_alte():
            return Outcome.ALTE_ONLY
        if state.opening.kind is CaseKind.CFC and not await self._passes_threshold():
            return Outcome.NO_RAPID_REVIEW
        review = await self._rapid_review()
        if review.end is ReviewEnd.STOOD_DOWN:
            return Outcome.STOOD_DOWN
        return await Aftermath(state, self._parts).follow(review)

    def _is_screened_out(self) -> bool:
        """Child Death Review alone, or advice to those who decide (N7, N8)?"""
        state, opening = self._state, self._state.opening
        advice = screening_advice(opening.event, opening.limbs, opening.kind, state.has_sin)
        state.docket.enter("screened", clause="N7", advice=advice, event=opening.event)
        about = str(opening.sequence)
        if advice is Screening.PERSON_DECIDES:
            to = [*UNIT, to_role(Role.QIIP_CHAIR)]
            state.docket.write("screening_advice", to, about=about, advice=opening.event)
        if advice is not Screening.CHILD_DEATH_REVIEW:
            return False
        to = [to_role(Role.DESIGNATED_DOCTOR), opening.referrer or UNIT[0]]
        state.docket.write("handed_to_child_death_review", to, about=about)
        return True

    async def _draw_up(self) -> None:
        state = self._state
        state.timetable = await orders.draw_up(state.request)
        aware_on = state.opening.aware_on
        if state.awareness is None and (aware_on is not None or state.awaits_sin()):
            request = state.request.model_copy(update={"plan": Plan.AWARENESS, "start_on": aware_on, "ledger": ()})
            state.awareness = await orders.draw_up(request)
            acts.note_breach(state)
        acts.set_alarms(state, self._watch)

    async def _sin_joins_alte(self) -> bool:
        """The CDOP decides alone (N6), unless a SIN comes: that always leads to a Rapid Review (N8, T1)."""
        state = self._state
        if not state.has_sin:
            state.course = Course.ALTE
            await workflow.wait_condition(lambda: state.has_sin or not state.alte_open)
            if state.has_sin:
                await self._draw_up()  # the plan counts from the SIN now
        return state.has_sin

    async def _passes_threshold(self) -> bool:
        state = self._state
        state.course = Course.THRESHOLD
        result: ThresholdResult = await self._parts.run(Part.THRESHOLD, Threshold.run, self._brief())
        about = str(state.opening.sequence)
        if not result.proceeds and not state.has_sin:  # a SIN may have come while the ballot was closing (T1)
            state.docket.write("no_rapid_review", [state.opening.referrer or UNIT[0], *UNIT], about=about)
            return False
        if state.opening.kind is CaseKind.SIN:  # the plan counts from the SIN now (T8)
            await self._draw_up()
        acts.ask_for_cascade(state, result.basis)
        return True

    async def _rapid_review(self) -> RapidReviewResult:
        self._state.course = Course.RAPID_REVIEW
        result: RapidReviewResult = await self._parts.run(Part.RAPID_REVIEW, RapidReview.run, self._brief())
        if result.lateness_unexplained:
            self._state.docket.add_task("explain_lateness")
        return result

    def _brief(self) -> Brief:
        state = self._state
        if state.timetable is None:
            raise RuntimeError("a part is started only after its timetable is drawn up")
        return Brief(opening=state.opening, request=state.request, timetable=state.timetable)

    # what the case attends to, whatever part it is in

    async def _attend(self, course: asyncio.Task[Outcome]) -> None:
        state = self._state
        while not course.done():
            await state.docket.clear(state.standing())
            if self._has_orders():
                await recording(self._carry_out(), state.docket, state.standing)
            self._sound_alarms()
            self._attended = state.course
            await state.docket.clear(state.standing())
            await self._watch.until(
                lambda: course.done() or self._has_news(),
                self._watch.next_at(state.is_open),
                state.docket.wakes_at(),
                summary="case",
            )

    def _has_news(self) -> bool:
        return self._has_orders() or self._state.course is not self._attended or self._state.docket.has_news()

    def _has_orders(self) -> bool:
        state = self._state
        told = state.supersede or state.withdraw or state.national_review is not None
        return bool(told or state.moved or state.urgent)

    async def _carry_out(self) -> None:
        await self._pass_on()
        await self._time_escalations()

    async def _pass_on(self) -> None:
        """Pass on to the parts what was said to the case (T8, R14, C6)."""
        state = self._state
        if state.supersede:
            state.supersede = False
            await self._parts.tell(Part.THRESHOLD, "superseded")
        if state.withdraw:
            state.withdraw = False
            await self._parts.tell(Part.LCSPR, "withdrawn")
        if state.national_review is not None:
            begun, state.national_review = state.national_review, None
            await self._parts.tell(Part.LCSPR, "national_review", NationalReview(begun=begun))
        while state.moved:
            reason = state.moved.pop(0)
            if state.timetable is not None:
                await self._draw_up()
            start_on = state.request.start_on if reason == "correction" else None
            await self._parts.tell_all("plan_moved", PlanMoved(reason=reason, start_on=start_on))

    async def _time_escalations(self) -> None:
        """An immediate action gets its own clock, in working days from its order (R2)."""
        state = self._state
        while state.urgent:
            number = state.urgent.pop(0)
            start = state.safety.actions[number].ordered_at
            request = state.request.model_copy(update={"start": start, "start_on": None, "ledger": ()})
            state.escalations.append(acts.escalation(state, number, await orders.draw_up(request)))
            acts.set_alarms(state, self._watch)

    def _sound_alarms(self) -> None:
        state = self._state
        for alarm in self._watch.take_due(state.is_open):
            to = state.addressees(alarm)
            if alarm.purpose == "awareness_clock_breached":
                state.docket.add_task("record_breach")
            facts = acts.facts_for(alarm)
            state.docket.sound(alarm, to, facts)

    async def _close(self, outcome: Outcome) -> CaseResult:
        """Enter the closure and stay until the last letter has gone (G7, E2)."""
        state = self._state
        state.course = Course.CLOSED
        state.outcome = outcome
        state.docket.tasks.clear()
        state.docket.enter("case_closed", clause="G7", outcome=outcome)
        state.docket.write("case_closed", UNIT, about=str(state.opening.sequence), outcome=outcome)
        while await state.docket.close(state.standing()) is not None and state.makes_way_for is None:
            await self._watch.until(
                lambda: state.docket.has_news() or state.makes_way_for is not None,
                state.docket.wakes_at(),
                summary="last post",
            )
        self._watch.rest()
        if state.makes_way_for is not None:  # what waits in the outbox is the case's, whichever run delivers it
            workflow.continue_as_new(state.makes_way_for)
        return CaseResult(case=state.case, outcome=outcome)
