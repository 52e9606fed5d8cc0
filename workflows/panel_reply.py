"""The National Panel's reply to a Rapid Review Report: chased, answered, reconsidered (R14)."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from models.alarms import of_steps, prefix_of, prefixed
from models.brief import Brief, LcsprReconsidered, NationalReview, PlanMoved, PlanView, step_due
from models.case import Part
from models.commands import Answer, Decision
from models.message import Message, Refusal
from models.messages import panel_reply as says
from models.messages.panel_reply import Reply
from models.panel_reply import NEXT, Exchange, PanelReplyResult, Stage
from models.people import Role, to_role
from models.recipients import PARTNERS, QIIP_CHAIR, UNIT
from models.record import Standing
from models.repeats import Repeats
from models.timetable import Timetable
from workflows import orders, parent
from workflows.deadlines import Watch
from workflows.docket import Docket
from workflows.meanwhile import recording
from workflows.refusals import entitled, insist

LETTERS = {
    Reply.AGREES: ("panel_agrees", (*UNIT, QIIP_CHAIR, *PARTNERS)),
    Reply.QUERIES: ("panel_queries", (*UNIT, QIIP_CHAIR)),
    Reply.DISAGREES: ("panel_disagrees", (*UNIT, QIIP_CHAIR, *PARTNERS)),
    Reply.NATIONAL_REVIEW: ("national_review", (*UNIT, QIIP_CHAIR, *PARTNERS)),
}
HOLDERS = {Stage.ANSWER: to_role(Role.COORDINATOR), Stage.RECONSIDERATION: QIIP_CHAIR}


@workflow.defn
class PanelReply:
    """One exchange with the National Panel, until it agrees or a person settles it."""

    @workflow.init
    def __init__(self, brief: Brief) -> None:
        self._case = brief.opening.case
        self._request = brief.request  # counts from the submission, later from what was last settled with the Panel
        self._reply = brief.timetable
        self._answer: Timetable | None = None
        self._round = 1
        self._exchange = Exchange()
        self._docket = Docket(self._case, Part.PANEL_REPLY, sequence=brief.opening.sequence)
        self._watch = Watch()
        self._repeats = Repeats()
        self._to_tell: list[tuple[str, Message]] = []
        self._redraw: str | None = None

    @workflow.run
    async def run(self, brief: Brief) -> PanelReplyResult:
        """Chase the reply and carry out what it asks for."""
        self._docket.enter("panel_reply_awaited", clause="R14", submitted_at=brief.request.start.isoformat())
        self._set_alarms()
        while not self._exchange.has_ended():
            # What was decided goes on record before dates are drawn up again: with the answer, not after it.
            await self._docket.clear(self._standing())
            await recording(self._redate(), self._docket, self._standing)
            await recording(self._tell_parent(), self._docket, self._standing)
            self._sound_alarms()
            await self._docket.clear(self._standing())
            await self._watch.until(
                self._has_news, self._watch.next_at(self._is_open), self._docket.wakes_at(), summary="panel reply"
            )
        return await self._close()

    # the course

    def _has_news(self) -> bool:
        return bool(self._docket.has_news() or self._to_tell or self._redraw) or self._exchange.has_ended()

    async def _redate(self) -> None:
        while self._redraw is not None:
            reason, self._redraw = self._redraw, None
            self._reply = await orders.draw_up(self._request)
            since = self._exchange.queries_since
            self._answer = None if since is None else await self._drawn_from(since)
            self._set_alarms()
            calendar = self._reply.calendar_version
            self._docket.enter("deadlines_drawn_up", clause="C6", reason=reason, calendar=calendar)

    async def _drawn_from(self, start: datetime) -> Timetable:
        return await orders.draw_up(self._request.model_copy(update={"start": start, "start_on": None}))

    def _set_alarms(self) -> None:
        answer = of_steps(self._answer.alarms, "answer") if self._answer else ()
        alarms = (*of_steps(self._reply.alarms, "reply"), *answer)
        self._watch.set(prefixed(str(self._round), alarms))

    def _is_open(self, step: str) -> bool:
        stage = self._exchange.stage()
        open_step = {Stage.REPLY: "reply", Stage.ANSWER: "answer"}.get(stage)
        return open_step is not None and step == f"{prefix_of(step)}/{open_step}"

    def _sound_alarms(self) -> None:
        for alarm in self._watch.take_due(self._is_open):
            to = [to_role(Role(token)) for token in alarm.to]
            chased = alarm.purpose == "panel_reply_chased"
            facts = {"working_day": str(alarm.working_day)} if chased and alarm.working_day else {}
            self._docket.sound(alarm, to, facts)

    async def _tell_parent(self) -> None:
        while self._to_tell:
            signal, message = self._to_tell.pop(0)
            if not await parent.tell(self._case, signal, message):
                self._docket.add_task(f"tell_case:{signal}")
                self._docket.enter("case_not_told", clause="R14", signal=signal)

    async def _close(self) -> PanelReplyResult:
        self._watch.rest()
        await self._docket.clear(self._standing())
        await self._tell_parent()
        self._docket.enter("panel_reply_ended", clause="R14", reply=self._exchange.reply, lcspr=self._exchange.lcspr)
        post_due = await self._docket.close(self._standing())
        exchange = self._exchange
        return PanelReplyResult(
            reply=exchange.reply, lcspr=exchange.lcspr, closed_by_hand=exchange.closed, post_due=post_due
        )

    def _standing(self) -> Standing:
        stage = self._exchange.stage()
        if stage is Stage.ENDED:
            outcome = self._exchange.reply or "closed"
            return Standing(stage=stage, next_action=NEXT[stage], holder="none", ended=True, outcome=outcome)
        holder = HOLDERS.get(stage, "body:national_panel")
        return Standing(stage=stage, next_action=NEXT[stage], holder=holder, due=self._due(stage))

    def _due(self, stage: Stage) -> datetime | None:
        if stage is Stage.REPLY:
            return step_due(self._reply, "reply")
        return step_due(self._answer, "answer") if stage is Stage.ANSWER and self._answer else None

    def _await_reply_from(self, start: datetime, reason: str) -> None:
        """The wait for the Panel begins afresh, with its own chasing."""
        self._round += 1
        self._request = self._request.model_copy(update={"start": start, "start_on": None})
        self._redraw = reason

    # what people say

    @workflow.signal
    def panel_replied(self, told: says.PanelReplied) -> None:
        """The Panel's word, taken once and never refused (R14)."""
        if entitled(told, self._case) is not None or self._repeats.is_repeated(told):
            return
        before = self._exchange.national_review, self._exchange.queries_since
        self._exchange.receive(told)
        self._docket.enter("panel_replied", told, clause="R14", reasons=told.letter or None, reply=told.reply)
        purpose, to = LETTERS[told.reply]
        self._docket.write(purpose, to, about=told.command_id)
        if self._exchange.queries_since is not None and before[1] is None:
            self._round += 1
            self._redraw = "queries"
        if self._exchange.national_review and not before[0]:
            self._to_tell.append(("national_review", NationalReview(begun=True)))

    @workflow.update
    def answer_queries(self, told: says.AnswerQueries) -> Answer:
        """The queries are answered; the wait for the Panel begins afresh (R14)."""
        due = self._due(Stage.ANSWER)
        late = due is not None and told.at > due
        self._exchange.answer()
        self._docket.enter(
            "queries_answered",
            told,
            clause="R14",
            document=told.answer.id,
            sent_at=told.sent_at.isoformat(),
            late=late,
        )
        self._await_reply_from(told.at, "answered")
        return Answer(outcome="answered_late" if late else "answered")

    @answer_queries.validator
    def _may_answer_queries(self, told: says.AnswerQueries) -> None:
        self._insist(told, self._exchange.refuses_answer(told))

    @workflow.update
    def reconsider_lcspr(self, told: says.ReconsiderLcspr) -> Answer:
        """The decision on a LCSPR, taken again (R14)."""
        self._exchange.reconsider(told)
        self._docket.enter("lcspr_reconsidered", told, clause="R14", lcspr=told.commission)
        self._to_tell.append(("lcspr_reconsidered", LcsprReconsidered(lcspr=told.commission)))
        return Answer(outcome="commissioned" if told.commission else "not_commissioned")

    @reconsider_lcspr.validator
    def _may_reconsider_lcspr(self, told: says.ReconsiderLcspr) -> None:
        self._insist(told, self._exchange.refuses_reconsideration())

    @workflow.update
    def national_review_ended(self, told: says.NationalReviewEnded) -> Answer:
        """The LCSPR goes on; so does the wait, until the Panel agrees or a person closes it (R14)."""
        self._exchange.end_national_review()
        self._docket.enter("national_review_ended", told, clause="R14")
        self._to_tell.append(("national_review", NationalReview(begun=False)))
        self._await_reply_from(told.at, "national_review_ended")
        return Answer()

    @national_review_ended.validator
    def _may_end_national_review(self, told: says.NationalReviewEnded) -> None:
        self._insist(told, self._exchange.refuses_end_of_national_review())

    @workflow.update
    def close_wait(self, told: says.CloseWait) -> Answer:
        """Nobody waits any longer for the Panel's word (R14)."""
        self._exchange.close(told)
        self._docket.enter("wait_closed", told, clause="R14")
        return Answer(outcome="closed")

    @close_wait.validator
    def _may_close_wait(self, told: says.CloseWait) -> None:
        self._insist(told, self._exchange.refuses_closing())

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        insist(entitled(told, self._case), self._exchange.refuses_when_ended(), *refusals)

    @workflow.query
    def plan(self) -> PlanView:
        """The plan the wait obeys (C5)."""
        return PlanView(request=self._request, timetable=self._reply)

    # what the parent says

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        """The calendar changed; the submission stands (C6)."""
        self._redraw = told.reason
