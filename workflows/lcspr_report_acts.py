"""What each decision on a LCSPR's report leads to, from the first draft to the Executive's sign-off (L5-L8)."""

from __future__ import annotations

from models.lcspr import LcsprEnd
from models.messages import lcspr_report as says
from models.people import to_agency, to_partner
from models.recipients import EXECUTIVE, MANAGEMENT_GROUP_CHAIR, PARTNERS, QIIP_CHAIR, UNIT
from workflows.lcspr_state import LocalReview


def submit_draft(review: LocalReview, told: says.SubmitDraft) -> str:
    """A version of the report goes to every agency; what was signed and checked before no longer holds (L6)."""
    voided = review.draft.submit(told)
    review.readiness.renew()
    review.docket.enter(
        "draft_sent",
        told,
        clause="L5",
        report_version=review.draft.version,
        document=told.report.id,
        parts_missing=told.report.gaps,
    )
    _send_for_accuracy(review, voided)
    return f"version_{review.version}"


def file_response_plan(review: LocalReview, told: says.FileResponsePlan) -> str:
    """The response plan goes to every agency with the report (L6)."""
    voided = review.draft.file_plan(told)
    review.readiness.reset()
    review.docket.enter(
        "response_plan_filed",
        told,
        clause="L6",
        plan_version=review.draft.plans,
        document=told.plan.id,
        actions=len(told.actions),
    )
    if review.draft.version:
        _send_for_accuracy(review, voided)
    return f"plan_{review.draft.plans}"


def _send_for_accuracy(review: LocalReview, voided: tuple[str, ...]) -> None:
    about = f"{review.version}.{review.draft.plans}"
    if voided:
        capacities = tuple(map(to_agency, voided))
        version = review.draft.version
        review.docket.enter("signatures_voided", clause="L6", capacities=capacities, report_version=version)
    to = [to_agency(agency) for agency in review.agencies]
    due = review.due_on("agency_sign_off")
    review.docket.write("draft_for_accuracy", to, due, about=about, report_version=review.version)


def sign_draft(review: LocalReview, told: says.SignDraft) -> str:
    """An agency signs (L6)."""
    review.draft.sign(told)
    _enter_word(review, "report_signed", told)
    return "signed" if review.unsigned() else "all_signed"


def query_draft(review: LocalReview, told: says.QueryDraft) -> str:
    """An agency questions the report's accuracy; the reviewer answers with a new version or wins it over (L6)."""
    review.draft.query(told)
    review.readiness.reset()
    _enter_word(review, "report_refused", told)
    about = f"{review.version}:{told.agency}"
    to = [*review.reviewer, *UNIT]
    review.docket.write("draft_queried", to, about=about, report_version=review.version)
    return "queried"


def _enter_word(review: LocalReview, action: str, told: says.SignDraft | says.QueryDraft) -> None:
    capacity = to_agency(told.agency)
    review.docket.enter(action, told, clause="L6", capacity=capacity, report_version=told.report_version)


def confirm_response_plan(review: LocalReview, told: says.ConfirmResponsePlan) -> str:
    """The response plan is being actioned (L7)."""
    review.draft.plan_confirmed = True
    review.docket.enter(
        "response_plan_confirmed", told, clause="L7", reasons=told.evidence, plan_version=review.draft.plans
    )
    return "confirmed"


def file_publication_plan(review: LocalReview, told: says.FilePublicationPlan) -> str:
    """All three statutory partners have to agree the publication plan as filed (L7)."""
    voided = review.readiness.file_plan(told.plan)
    version = review.readiness.plans
    review.docket.enter(
        "publication_plan_filed",
        told,
        clause="L7",
        plan_version=version,
        document=told.plan.id,
        agreements_voided=tuple(partner.value for partner in voided),
    )
    due = review.due_on("endorsement")
    review.docket.write("publication_plan_to_agree", PARTNERS, due, about=str(version))
    return f"plan_{version}"


def agree_publication_plan(review: LocalReview, told: says.AgreePublicationPlan) -> str:
    """A statutory partner agrees (L7)."""
    review.readiness.agreed.add(told.partner)
    review.docket.enter(
        "publication_plan_agreed", told, clause="L7", partner=told.partner, plan_version=told.plan_version
    )
    all_three = len(review.readiness.agreed) == len(PARTNERS)
    return "agreed_by_all" if all_three else "agreed"


def check_anonymisation(review: LocalReview, told: says.CheckAnonymisation) -> str:
    """A second person's check; a failed one takes back what rested on an earlier one (L7)."""
    review.readiness.anonymised = told.passed
    if not told.passed:
        review.readiness.reset()
    review.docket.enter(
        "anonymisation_checked",
        told,
        clause="L7",
        reasons=told.findings,
        report_version=told.report_version,
        passed=told.passed,
    )
    return "passed" if told.passed else "failed"


def declare_ready(review: LocalReview, told: says.DeclareReady) -> str:
    """Ready for publication: to the Management Group (L7, L8)."""
    review.readiness.ready = True
    review.docket.enter("ready_for_governance", told, clause="L7", report_version=told.report_version)
    _write_on(review, "ready_for_governance", MANAGEMENT_GROUP_CHAIR, "endorsement")
    return "ready"


def endorse(review: LocalReview, told: says.EndorseReport) -> str:
    """The Management Group endorses: to the Executive (L8)."""
    review.readiness.endorsed = True
    review.docket.enter("endorsed", told, clause="L8", report_version=told.report_version)
    _write_on(review, "for_executive_sign_off", EXECUTIVE, "executive_sign_off")
    return "endorsed"


def skip_endorsement(review: LocalReview, told: says.SkipEndorsement) -> str:
    """To the Executive without the Management Group, with the reason (L8)."""
    review.readiness.skipped = True
    review.docket.enter("endorsement_skipped", told, clause="L8", report_version=told.report_version)
    _write_on(review, "for_executive_sign_off", EXECUTIVE, "executive_sign_off")
    return "skipped"


def _write_on(review: LocalReview, purpose: str, to: str, step: str) -> None:
    about = f"{review.version}.{review.readiness.declined}"
    review.docket.write(purpose, to, review.due_on(step), about=about, report_version=review.version)


def sign_off(review: LocalReview, told: says.SignOffLcspr) -> str:
    """Report, response plan and publication plan are signed off (L8)."""
    review.end = LcsprEnd.SIGNED_OFF
    review.ended_at = told.at
    review.docket.enter(
        "executive_signed_off",
        told,
        clause="L8",
        report_version=told.report_version,
        response_plan=review.draft.plans,
        publication_plan=review.readiness.plans,
        endorsed=review.readiness.endorsed,
    )
    to = [*UNIT, QIIP_CHAIR, *review.reviewer, *map(to_partner, review.readiness.agreed_in_order())]
    review.docket.write("executive_signed_off", to, about=review.version, report_version=review.version)
    return "signed_off"


def decline(review: LocalReview, told: says.DeclineLcspr) -> str:
    """Back to the QiiP with the Executive's reasons (L8)."""
    review.readiness.decline()
    review.docket.enter(
        "executive_declined", told, clause="L8", report_version=told.report_version, times=review.readiness.declined
    )
    about = f"{review.version}.{review.readiness.declined}"
    to = [QIIP_CHAIR, *UNIT, *review.reviewer]
    review.docket.write("executive_declined", to, about=about, report_version=review.version)
    return "declined"
