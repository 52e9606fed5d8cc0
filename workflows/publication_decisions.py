"""What may be said to a publication; nothing here happens by a clock (P1-P5)."""

from __future__ import annotations

from temporalio import workflow

from models.commands import Answer, Decision
from models.message import Refusal
from models.messages import publication as says
from models.publication import (
    refuses_before_public,
    refuses_improvements_course,
    refuses_links,
    refuses_once_public,
    refuses_release,
    refuses_report_course,
    refuses_while_held,
    refuses_withdrawal,
)
from models.publication_wait import refuses_publication
from workflows import publication_acts as acts
from workflows.publication_state import Release
from workflows.refusals import entitled, insist


class PublicationDecisions:
    """The doors of a publication; the course behind them is in ``Publication``."""

    _release: Release

    @workflow.update
    def record_sending(self, told: says.RecordSending) -> Answer:
        return Answer(outcome=acts.record_sending(self._release, told))

    @record_sending.validator
    def _may_record_sending(self, told: says.RecordSending) -> None:
        release = self._release
        self._insist(
            told,
            refuses_once_public(release.published_on),
            refuses_report_course(release.publishes),
            release.sendings.refuses(told),
        )

    @workflow.update
    def hold_publication(self, told: says.HoldPublication) -> Answer:
        return Answer(outcome=acts.hold(self._release, told))

    @hold_publication.validator
    def _may_hold_publication(self, told: says.HoldPublication) -> None:
        release = self._release
        self._insist(
            told,
            refuses_once_public(release.published_on),
            release.holds.refuses_review_date(told.review_on, told.at),
        )

    @workflow.update
    def extend_publication_hold(self, told: says.ExtendPublicationHold) -> Answer:
        return Answer(outcome=acts.extend_hold(self._release, told))

    @extend_publication_hold.validator
    def _may_extend_publication_hold(self, told: says.ExtendPublicationHold) -> None:
        release = self._release
        self._insist(
            told,
            release.holds.refuses_number(told.hold),
            release.holds.refuses_review_date(told.review_on, told.at),
        )

    @workflow.update
    def release_publication(self, told: says.ReleasePublication) -> Answer:
        return Answer(outcome=acts.release_hold(self._release, told))

    @release_publication.validator
    def _may_release_publication(self, told: says.ReleasePublication) -> None:
        release = self._release
        self._insist(told, release.holds.refuses_number(told.hold))

    @workflow.update
    def publish_report(self, told: says.PublishReport) -> Answer:
        return Answer(outcome=acts.publish(self._release, told))

    @publish_report.validator
    def _may_publish_report(self, told: says.PublishReport) -> None:
        release = self._release
        self._insist(
            told,
            refuses_once_public(release.published_on),
            refuses_report_course(release.publishes),
            refuses_publication(told, release.sendings, release.wait, release.holds),
        )

    @workflow.update
    def publish_improvements(self, told: says.PublishImprovements) -> Answer:
        return Answer(outcome=acts.publish_improvements(self._release, told))

    @publish_improvements.validator
    def _may_publish_improvements(self, told: says.PublishImprovements) -> None:
        release = self._release
        self._insist(
            told,
            refuses_once_public(release.published_on),
            refuses_improvements_course(release.publishes),
            refuses_while_held(release.holds),
            refuses_release(told, None),
        )

    @workflow.update
    def record_cascade(self, told: says.RecordCascade) -> Answer:
        return Answer(outcome=acts.record_cascade(self._release, told))

    @record_cascade.validator
    def _may_record_cascade(self, told: says.RecordCascade) -> None:
        release = self._release
        self._insist(told, refuses_before_public(release.published_on), refuses_links(told))

    @workflow.update
    def record_availability_check(self, told: says.RecordAvailabilityCheck) -> Answer:
        return Answer(outcome=acts.record_check(self._release, told))

    @record_availability_check.validator
    def _may_record_availability_check(self, told: says.RecordAvailabilityCheck) -> None:
        release = self._release
        self._insist(told, refuses_before_public(release.published_on))

    @workflow.update
    def withdraw_report(self, told: says.WithdrawReport) -> Answer:
        return Answer(outcome=acts.withdraw(self._release, told))

    @withdraw_report.validator
    def _may_withdraw_report(self, told: says.WithdrawReport) -> None:
        release = self._release
        self._insist(told, refuses_before_public(release.published_on), refuses_withdrawal(told, release.year))

    @workflow.update
    def decide_against_publication(self, told: says.DecideAgainstPublication) -> Answer:
        return Answer(outcome=acts.decide_against(self._release, told))

    @decide_against_publication.validator
    def _may_decide_against_publication(self, told: says.DecideAgainstPublication) -> None:
        release = self._release
        self._insist(told, refuses_once_public(release.published_on), refuses_report_course(release.publishes))

    def _insist(self, told: Decision, *refusals: Refusal | None) -> None:
        insist(entitled(told, self._release.case), self._release.refuses_when_ended(), *refusals)
