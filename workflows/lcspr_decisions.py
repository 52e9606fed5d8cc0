"""What may be said to a LCSPR about its commission, monitoring, dates and holds (L1-L4, L9, P5)."""

from __future__ import annotations

from temporalio import workflow

from models.commands import Answer, Decision
from models.message import Refusal
from models.messages import lcspr as says
from workflows import lcspr_acts as acts
from workflows.lcspr_state import LocalReview
from workflows.refusals import insist


class LcsprDecisions:
    """The doors of a LCSPR; the course behind them is in ``Lcspr``."""

    _review: LocalReview

    @workflow.update
    def set_methodology(self, told: says.SetMethodology) -> Answer:
        return Answer(outcome=acts.set_methodology(self._review, told))

    @set_methodology.validator
    def _may_set_methodology(self, told: says.SetMethodology) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_change(), review.commission.refuses_methodology(told))

    @workflow.update
    def appoint_reviewer(self, told: says.AppointReviewer) -> Answer:
        return Answer(outcome=acts.appoint_reviewer(self._review, told))

    @appoint_reviewer.validator
    def _may_appoint_reviewer(self, told: says.AppointReviewer) -> None:
        review = self._review
        self._insist(told, review.commission.refuses_appointment(told))

    @workflow.update
    def replace_reviewer(self, told: says.ReplaceReviewer) -> Answer:
        return Answer(outcome=acts.replace_reviewer(self._review, told))

    @replace_reviewer.validator
    def _may_replace_reviewer(self, told: says.ReplaceReviewer) -> None:
        review = self._review
        self._insist(told, review.commission.refuses_replacement(told))

    @workflow.update
    def request_from_reviewer(self, told: says.RequestFromReviewer) -> Answer:
        return Answer(outcome=acts.request_from_reviewer(self._review, told))

    @request_from_reviewer.validator
    def _may_request_from_reviewer(self, told: says.RequestFromReviewer) -> None:
        review = self._review
        self._insist(told, review.commission.refuses_without_reviewer())

    @workflow.update
    def record_monitoring(self, told: says.RecordMonitoring) -> Answer:
        return Answer(outcome=acts.record_monitoring(self._review, told))

    @record_monitoring.validator
    def _may_record_monitoring(self, told: says.RecordMonitoring) -> None:
        self._insist(told)

    @workflow.update
    def forecast_publication(self, told: says.ForecastPublication) -> Answer:
        return Answer(outcome=acts.forecast_publication(self._review, told))

    @forecast_publication.validator
    def _may_forecast_publication(self, told: says.ForecastPublication) -> None:
        self._insist(told)

    @workflow.update
    def send_delay_notice(self, told: says.SendDelayNotice) -> Answer:
        return Answer(outcome=acts.send_delay_notice(self._review, told))

    @send_delay_notice.validator
    def _may_send_delay_notice(self, told: says.SendDelayNotice) -> None:
        review = self._review
        self._insist(told, review.forecast.refuses_notice(review.statutory))

    @workflow.update
    def hold_lcspr(self, told: says.HoldLcspr) -> Answer:
        return Answer(outcome=acts.hold(self._review, told))

    @hold_lcspr.validator
    def _may_hold_lcspr(self, told: says.HoldLcspr) -> None:
        review = self._review
        self._insist(told, review.holds.refuses_review_date(told.review_on, told.at))

    @workflow.update
    def extend_hold(self, told: says.ExtendHold) -> Answer:
        return Answer(outcome=acts.extend_hold(self._review, told))

    @extend_hold.validator
    def _may_extend_hold(self, told: says.ExtendHold) -> None:
        review = self._review
        self._insist(
            told,
            review.holds.refuses_number(told.hold),
            review.holds.refuses_review_date(told.review_on, told.at),
        )

    @workflow.update
    def release_lcspr(self, told: says.ReleaseLcspr) -> Answer:
        return Answer(outcome=acts.release(self._review, told))

    @release_lcspr.validator
    def _may_release_lcspr(self, told: says.ReleaseLcspr) -> None:
        review = self._review
        self._insist(told, review.holds.refuses_number(told.hold))

    @workflow.update
    def decide_not_to_publish(self, told: says.DecideNotToPublish) -> Answer:
        return Answer(outcome=acts.decide_not_to_publish(self._review, told))

    @decide_not_to_publish.validator
    def _may_decide_not_to_publish(self, told: says.DecideNotToPublish) -> None:
        review = self._review
        self._insist(told, review.draft.refuses_version(told.report_version))

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        insist(self._review.entitled(told), self._review.refuses_when_ended(), *refusals)
