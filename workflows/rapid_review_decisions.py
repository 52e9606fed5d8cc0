"""What may be said to a Rapid Review: each decision is checked by its validator before it enters history."""

from __future__ import annotations

from temporalio import workflow

from models.commands import Answer, Decision
from models.message import Refusal
from models.messages import clock
from models.messages import rapid_review as says
from models.people import Role
from models.rapid_review import (
    refuses_extension,
    refuses_panel_date,
    refuses_pause,
    refuses_resumption,
    refuses_stand_down,
)
from workflows import rapid_review_acts as acts
from workflows import rapid_review_report_acts as report_acts
from workflows.rapid_review_state import Review
from workflows.refusals import entitled, insist


class RapidReviewDecisions:
    """The doors of a Rapid Review; the course behind them is in ``RapidReview``."""

    _review: Review

    @workflow.update
    def appoint_chair(self, told: says.AppointChair) -> Answer:
        return Answer(outcome=acts.appoint_chair(self._review, told))

    @appoint_chair.validator
    def _may_appoint_chair(self, told: says.AppointChair) -> None:
        self._insist(told, self._review.chairing.refuses_appointment(told))

    @workflow.update
    def replace_chair(self, told: says.ReplaceChair) -> Answer:
        self._review.docket.end_task("replace_chair")
        return Answer(outcome=acts.replace_chair(self._review, told))

    @replace_chair.validator
    def _may_replace_chair(self, told: says.ReplaceChair) -> None:
        self._insist(told, self._review.chairing.refuses_replacement(told))

    @workflow.update
    def declare_conflict(self, told: says.DeclareConflict) -> Answer:
        return Answer(outcome=acts.declare_conflict(self._review, told))

    @declare_conflict.validator
    def _may_declare_conflict(self, told: says.DeclareConflict) -> None:
        insist(self._entitled(told), self._review.refuses_when_ended())  # also of somebody who is walled off already

    @workflow.update
    def request_information(self, told: says.RequestInformation) -> Answer:
        return Answer(outcome=acts.request_information(self._review, told))

    @request_information.validator
    def _may_request_information(self, told: says.RequestInformation) -> None:
        review = self._review
        self._insist(told, review.requests.refuses_request(told.agency, review.timetable, told.at))

    @workflow.update
    def withdraw_request(self, told: says.WithdrawRequest) -> Answer:
        return Answer(outcome=acts.withdraw_request(self._review, told))

    @withdraw_request.validator
    def _may_withdraw_request(self, told: says.WithdrawRequest) -> None:
        self._insist(told, self._review.requests.refuses_withdrawal(told.agency))

    @workflow.update
    def settle_chronology(self, told: says.SettleChronology) -> Answer:
        return Answer(outcome=acts.settle_chronology(self._review, told))

    @settle_chronology.validator
    def _may_settle_chronology(self, told: says.SettleChronology) -> None:
        self._insist(told, self._review.panel.refuses_meeting(self._review.chair))

    @workflow.update
    def move_panel(self, told: says.MovePanel) -> Answer:
        return Answer(outcome=acts.move_panel(self._review, told))

    @move_panel.validator
    def _may_move_panel(self, told: says.MovePanel) -> None:
        review = self._review
        self._insist(told, refuses_panel_date(told, review.timetable, workflow.now(), review.panel.held))

    @workflow.update
    def hold_panel(self, told: says.HoldPanel) -> Answer:
        return Answer(outcome=acts.hold_panel(self._review, told))

    @hold_panel.validator
    def _may_hold_panel(self, told: says.HoldPanel) -> None:
        self._insist(told, self._review.panel.refuses_meeting(self._review.chair))

    @workflow.update
    def submit_report(self, told: says.SubmitReport) -> Answer:
        return Answer(outcome=report_acts.submit_report(self._review, told))

    @submit_report.validator
    def _may_submit_report(self, told: says.SubmitReport) -> None:
        self._insist(told, self._review.panel.refuses_report())

    @workflow.update
    def check_report(self, told: says.CheckReport) -> Answer:
        return Answer(outcome=report_acts.check_report(self._review, told))

    @check_report.validator
    def _may_check_report(self, told: says.CheckReport) -> None:
        self._insist(told, self._review.sign_off.refuses_check(told))

    @workflow.update
    def sign_report(self, told: says.SignReport) -> Answer:
        return Answer(outcome=report_acts.sign_report(self._review, told))

    @sign_report.validator
    def _may_sign_report(self, told: says.SignReport) -> None:
        self._insist(told, self._review.sign_off.refuses_signature(told, self._review.chair))

    @workflow.update
    def refuse_report(self, told: says.RefuseReport) -> Answer:
        return Answer(outcome=report_acts.refuse_report(self._review, told))

    @refuse_report.validator
    def _may_refuse_report(self, told: says.RefuseReport) -> None:
        self._insist(told, self._review.sign_off.refuses_signature(told, self._review.chair))

    @workflow.update
    def decide_refusal(self, told: says.DecideRefusal) -> Answer:
        return Answer(outcome=report_acts.decide_refusal(self._review, told))

    @decide_refusal.validator
    def _may_decide_refusal(self, told: says.DecideRefusal) -> None:
        self._insist(told, self._review.sign_off.refuses_executive_decision())

    @workflow.update
    def sign_in_place(self, told: says.SignInPlace) -> Answer:
        return Answer(outcome=report_acts.sign_in_place(self._review, told))

    @sign_in_place.validator
    def _may_sign_in_place(self, told: says.SignInPlace) -> None:
        self._insist(told, self._review.sign_off.refuses_in_place(told, self._review.chairing.chairs))

    @workflow.update
    def approve_pending_submission(self, told: says.ApprovePendingSubmission) -> Answer:
        return Answer(outcome=report_acts.approve_pending(self._review, told))

    @approve_pending_submission.validator
    def _may_approve_pending(self, told: says.ApprovePendingSubmission) -> None:
        self._insist(told, self._review.sign_off.refuses_pending(self._review.last_day_has_begun()))

    @workflow.update
    def record_submission(self, told: says.RecordSubmission) -> Answer:
        return Answer(outcome=report_acts.record_submission(self._review, told))

    @record_submission.validator
    def _may_record_submission(self, told: says.RecordSubmission) -> None:
        self._insist(told, self._review.sign_off.refuses_submission(told.report_version))

    @workflow.update
    def stand_down(self, told: says.StandDown) -> Answer:
        return Answer(outcome=report_acts.stand_down(self._review, told))

    @stand_down.validator
    def _may_stand_down(self, told: says.StandDown) -> None:
        self._insist(told, refuses_stand_down(told))

    @workflow.update
    def extend_step(self, told: clock.ExtendStep) -> Answer:
        return Answer(outcome=report_acts.extend_step(self._review, told))

    @extend_step.validator
    def _may_extend_step(self, told: clock.ExtendStep) -> None:
        self._insist(told, refuses_extension(told, self._review.timetable))

    @workflow.update
    def pause_clock(self, told: clock.PauseClock) -> Answer:
        return Answer(outcome=report_acts.pause_clock(self._review, told))

    @pause_clock.validator
    def _may_pause_clock(self, told: clock.PauseClock) -> None:
        self._insist(told, refuses_pause(told, self._review.request))

    @workflow.update
    def resume_clock(self, told: clock.ResumeClock) -> Answer:
        return Answer(outcome=report_acts.resume_clock(self._review, told))

    @resume_clock.validator
    def _may_resume_clock(self, told: clock.ResumeClock) -> None:
        self._insist(told, refuses_resumption(told, self._review.request))

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        review = self._review
        walled_off = review.chairing.refuses_conflicted(told.by)
        insist(self._entitled(told), review.refuses_when_ended(), walled_off, *refusals)

    def _entitled(self, told: Decision) -> Refusal | None:
        return entitled(told, self._review.case, {Role.INDEPENDENT_CHAIR: self._review.chair})

    # facts: they have happened, and are taken as often as they come

    @workflow.signal
    def agency_return_received(self, told: says.AgencyReturnReceived) -> None:
        if not self._review.is_repeated(told):
            acts.receive_return(self._review, told)

    @workflow.signal
    def panel_acknowledged(self, told: clock.PanelAcknowledged) -> None:
        if not self._review.is_repeated(told):
            report_acts.acknowledge(self._review, told)
