"""What may be said to a LCSPR about its report, from the first draft to the Executive's sign-off (L5-L8)."""

from __future__ import annotations

from temporalio import workflow

from models.commands import Answer, Decision
from models.message import Refusal
from models.messages import lcspr_report as says
from workflows import lcspr_report_acts as report_acts
from workflows.lcspr_state import LocalReview
from workflows.refusals import insist


class LcsprReportDecisions:
    """The doors to a LCSPR's report; the course behind them is in ``Lcspr``."""

    _review: LocalReview

    @workflow.update
    def submit_draft(self, told: says.SubmitDraft) -> Answer:
        return Answer(outcome=report_acts.submit_draft(self._review, told))

    @submit_draft.validator
    def _may_submit_draft(self, told: says.SubmitDraft) -> None:
        review = self._review
        self._insist(told, review.commission.refuses_draft())

    @workflow.update
    def file_response_plan(self, told: says.FileResponsePlan) -> Answer:
        return Answer(outcome=report_acts.file_response_plan(self._review, told))

    @file_response_plan.validator
    def _may_file_response_plan(self, told: says.FileResponsePlan) -> None:
        self._insist(told)

    @workflow.update
    def sign_draft(self, told: says.SignDraft) -> Answer:
        return Answer(outcome=report_acts.sign_draft(self._review, told))

    @sign_draft.validator
    def _may_sign_draft(self, told: says.SignDraft) -> None:
        review = self._review
        self._insist(told, review.draft.refuses_signature(told, review.agencies))

    @workflow.update
    def query_draft(self, told: says.QueryDraft) -> Answer:
        return Answer(outcome=report_acts.query_draft(self._review, told))

    @query_draft.validator
    def _may_query_draft(self, told: says.QueryDraft) -> None:
        review = self._review
        self._insist(told, review.draft.refuses_word(told, review.agencies))

    @workflow.update
    def confirm_response_plan(self, told: says.ConfirmResponsePlan) -> Answer:
        return Answer(outcome=report_acts.confirm_response_plan(self._review, told))

    @confirm_response_plan.validator
    def _may_confirm_response_plan(self, told: says.ConfirmResponsePlan) -> None:
        review = self._review
        self._insist(told, review.draft.refuses_confirmation())

    @workflow.update
    def file_publication_plan(self, told: says.FilePublicationPlan) -> Answer:
        return Answer(outcome=report_acts.file_publication_plan(self._review, told))

    @file_publication_plan.validator
    def _may_file_publication_plan(self, told: says.FilePublicationPlan) -> None:
        self._insist(told)

    @workflow.update
    def agree_publication_plan(self, told: says.AgreePublicationPlan) -> Answer:
        return Answer(outcome=report_acts.agree_publication_plan(self._review, told))

    @agree_publication_plan.validator
    def _may_agree_publication_plan(self, told: says.AgreePublicationPlan) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_agreement(told))

    @workflow.update
    def check_anonymisation(self, told: says.CheckAnonymisation) -> Answer:
        return Answer(outcome=report_acts.check_anonymisation(self._review, told))

    @check_anonymisation.validator
    def _may_check_anonymisation(self, told: says.CheckAnonymisation) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_check(told, review.draft, review.commission.reviewers))

    @workflow.update
    def declare_ready(self, told: says.DeclareReady) -> Answer:
        return Answer(outcome=report_acts.declare_ready(self._review, told))

    @declare_ready.validator
    def _may_declare_ready(self, told: says.DeclareReady) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_ready(told.report_version, review.draft, review.agencies))

    @workflow.update
    def endorse_report(self, told: says.EndorseReport) -> Answer:
        return Answer(outcome=report_acts.endorse(self._review, told))

    @endorse_report.validator
    def _may_endorse_report(self, told: says.EndorseReport) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_endorsement(told.report_version, review.draft))

    @workflow.update
    def skip_endorsement(self, told: says.SkipEndorsement) -> Answer:
        return Answer(outcome=report_acts.skip_endorsement(self._review, told))

    @skip_endorsement.validator
    def _may_skip_endorsement(self, told: says.SkipEndorsement) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_endorsement(told.report_version, review.draft))

    @workflow.update
    def sign_off_lcspr(self, told: says.SignOffLcspr) -> Answer:
        return Answer(outcome=report_acts.sign_off(self._review, told))

    @sign_off_lcspr.validator
    def _may_sign_off_lcspr(self, told: says.SignOffLcspr) -> None:
        review = self._review
        self._insist(
            told,
            review.readiness.refuses_sign_off(told.report_version, review.draft, review.holds.in_national_review()),
        )

    @workflow.update
    def decline_lcspr(self, told: says.DeclineLcspr) -> Answer:
        return Answer(outcome=report_acts.decline(self._review, told))

    @decline_lcspr.validator
    def _may_decline_lcspr(self, told: says.DeclineLcspr) -> None:
        review = self._review
        self._insist(told, review.readiness.refuses_executive(told.report_version, review.draft))

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        insist(self._review.entitled(told), self._review.refuses_when_ended(), *refusals)
