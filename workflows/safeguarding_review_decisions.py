"""What may be said to a case as a whole, whatever part it is in; the course is in ``SafeguardingReview``."""

from __future__ import annotations

from temporalio import workflow

from models.brief import LcsprReconsidered, NationalReview
from models.case import Opening
from models.commands import Answer, Decision, Fact
from models.message import Refusal
from models.messages import review as says
from models.messages.threshold import SinNotified
from models.recipients import UNIT
from models.review import Course, refuses_correction
from workflows import safeguarding_review_acts as acts
from workflows.parts import Parts
from workflows.refusals import entitled, insist
from workflows.safeguarding_review_state import CaseState


class SafeguardingReviewDecisions:
    """The doors of a case."""

    _state: CaseState
    _parts: Parts

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        insist(entitled(told, self._state.case), self._refuses_when_closed(), *refusals)

    def _refuses_when_closed(self) -> Refusal | None:
        if self._state.course is not Course.CLOSED:
            return None
        return Refusal(code="case_closed", says="The case is closed. New information can reopen it.")

    def _is_repeated(self, told: Fact) -> bool:
        repeated = told.command_id in self._state.seen
        self._state.seen.add(told.command_id)
        return repeated

    @workflow.update
    def answer_safety_question(self, told: says.AnswerSafetyQuestion) -> Answer:
        self._state.safety.answered = True
        self._state.docket.end_task("answer_safety_question")
        self._state.docket.enter("safety_question_answered", told, clause="R2", action_needed=told.action_needed)
        return Answer(outcome="order_immediate_action" if told.action_needed else "no_action_needed")

    @answer_safety_question.validator
    def _may_answer_safety_question(self, told: says.AnswerSafetyQuestion) -> None:
        self._insist(told)

    @workflow.update
    def order_immediate_action(self, told: says.OrderImmediateAction) -> Answer:
        return Answer(outcome=acts.order_action(self._state, told))

    @order_immediate_action.validator
    def _may_order_immediate_action(self, told: says.OrderImmediateAction) -> None:
        self._insist(told)

    @workflow.update
    def confirm_immediate_action(self, told: says.ConfirmImmediateAction) -> Answer:
        self._state.safety.confirm(told.number)
        self._state.docket.enter("immediate_action_confirmed", told, clause="R2", reasons=told.done, number=told.number)
        return Answer(outcome="confirmed")

    @confirm_immediate_action.validator
    def _may_confirm_immediate_action(self, told: says.ConfirmImmediateAction) -> None:
        self._insist(told, self._state.safety.refuses_confirmation(told))

    @workflow.update
    def fill_gaps(self, told: says.FillGaps) -> Answer:
        return Answer(outcome=acts.fill_gaps(self._state, told))

    @fill_gaps.validator
    def _may_fill_gaps(self, told: says.FillGaps) -> None:
        self._insist(told)

    @workflow.update
    def fill_sin_gaps(self, told: says.FillSinGaps) -> Answer:
        return Answer(outcome=acts.fill_gaps(self._state, told))

    @fill_sin_gaps.validator
    def _may_fill_sin_gaps(self, told: says.FillSinGaps) -> None:
        self._insist(told)

    @workflow.update
    def record_breach(self, told: says.RecordBreach) -> Answer:
        self._state.docket.end_task("record_breach")
        self._state.docket.enter("breach_explained", told, clause="N10")
        return Answer()

    @record_breach.validator
    def _may_record_breach(self, told: says.RecordBreach) -> None:
        self._insist(told)

    @workflow.update
    def answer_missed_notification(self, told: says.AnswerMissedNotification) -> Answer:
        self._state.sin_declined = not told.will_notify
        self._state.docket.end_task("possible_missed_notification")
        self._state.docket.enter("missed_notification_answered", told, clause="N10", will_notify=told.will_notify)
        return Answer()

    @answer_missed_notification.validator
    def _may_answer_missed_notification(self, told: says.AnswerMissedNotification) -> None:
        self._insist(told)

    @workflow.update
    def link_process(self, told: says.LinkProcess) -> Answer:
        self._state.docket.enter(
            "process_linked", told, clause="N9", reasons=told.contact, process=told.process, hold=told.hold
        )
        return Answer()

    @link_process.validator
    def _may_link_process(self, told: says.LinkProcess) -> None:
        self._insist(told, says.refuses_process(told))

    @workflow.update
    def record_alte_outcome(self, told: says.RecordAlteOutcome) -> Answer:
        self._state.alte_open = False
        self._state.docket.enter("alte_outcome_recorded", told, clause="N6", review_held=told.review_held)
        return Answer()

    @record_alte_outcome.validator
    def _may_record_alte_outcome(self, told: says.RecordAlteOutcome) -> None:
        none_open = Refusal(code="no_alte_part", says="No ALTE part of this case lies with the CDOP.")
        self._insist(told, None if self._state.alte_open else none_open)

    @workflow.update
    def confirm_cascade(self, told: says.ConfirmCascade) -> Answer:
        self._state.cascade.confirmed.add(told.partner)
        self._state.docket.enter("cascade_confirmed", told, clause="T7", partner=told.partner)
        return Answer()

    @confirm_cascade.validator
    def _may_confirm_cascade(self, told: says.ConfirmCascade) -> None:
        self._insist(told, self._state.cascade.refuses(told))

    @workflow.update
    def correct_notification(self, told: says.CorrectNotification) -> Answer:
        self._state.docket.enter(
            "notification_corrected",
            told,
            clause="C8",
            notified_on=told.notified_on.isoformat(),
            seconded_by=told.seconded_by,
        )
        self._state.docket.write("notification_corrected", UNIT, about=told.command_id)
        self._state.request = self._state.request.model_copy(update={"start_on": told.notified_on})
        self._state.moved.append("correction")
        return Answer(outcome="dates_drawn_up_again")

    @correct_notification.validator
    def _may_correct_notification(self, told: says.CorrectNotification) -> None:
        self._insist(told, refuses_correction(told))

    @workflow.update
    def explain_lateness(self, told: says.ExplainLateness) -> Answer:
        self._state.docket.end_task("explain_lateness")
        self._state.docket.enter("lateness_explained", told, clause="R13")
        return Answer()

    @explain_lateness.validator
    def _may_explain_lateness(self, told: says.ExplainLateness) -> None:
        self._insist(told)

    @workflow.update
    def restart_part(self, told: says.RestartPart) -> Answer:
        self._parts.restart(told.failed)
        self._state.docket.enter("part_restarted", told, clause="K5", part=told.failed)
        return Answer()

    @restart_part.validator
    def _may_restart_part(self, told: says.RestartPart) -> None:
        failed = f"part_failed:{told.failed}" in self._state.docket.tasks
        runs = Refusal(code="part_runs", says="failed: this part has not failed.")
        self._insist(told, None if failed else runs)

    @workflow.signal
    def sin_notified(self, told: SinNotified) -> None:
        if not self._is_repeated(told) and not self._state.has_sin:
            acts.note_sin(self._state, told)

    @workflow.signal
    def calendar_changed(self, told: says.CalendarChanged) -> None:
        if not self._is_repeated(told):
            self._state.docket.enter("calendar_changed", told, clause="C6", calendar=told.calendar_version)
            self._state.moved.append("calendar")

    @workflow.signal
    def reopened(self, opening: Opening) -> None:
        """Comes with every reopening: a run that has closed, and waits with its last letters, makes way (T6)."""
        if opening.sequence > self._state.opening.sequence:
            self._state.makes_way_for = opening

    # what the parts tell the case

    @workflow.signal
    def lcspr_reconsidered(self, told: LcsprReconsidered) -> None:
        self._state.lcspr_wanted = told.lcspr
        self._state.withdraw = not told.lcspr

    @workflow.signal
    def national_review(self, told: NationalReview) -> None:
        self._state.national_review = told.begun
