"""What each decision in a Rapid Review leads to from the report to the submission, and outside it (R9-R16, C8)."""

from __future__ import annotations

from models.brief import pause_ended, step_due
from models.case import CaseKind
from models.messages.clock import ExtendStep, PanelAcknowledged, PauseClock, ResumeClock
from models.messages.rapid_review import (
    ApprovePendingSubmission,
    CheckReport,
    DecideRefusal,
    RecordSubmission,
    RefuseReport,
    SignInPlace,
    SignReport,
    StandDown,
    SubmitReport,
)
from models.people import NATIONAL_PANEL, Role, to_agency, to_person, to_role
from models.rapid_review import ReviewEnd
from models.recipients import PARTNERS, UNIT
from models.sign_off import CAPACITIES
from models.timetable import LedgerKind
from workflows.rapid_review_state import Review, to_capacity


def submit_report(review: Review, told: SubmitReport) -> str:
    """A version of the report reaches the Business Unit; earlier signatures are void (R9, R11)."""
    voided = review.sign_off.submit(told)
    review.lcspr = told.lcspr_recommended
    review.actions = told.actions
    version = str(review.sign_off.version)
    review.docket.enter(
        "report_submitted_to_unit",
        told,
        clause="R9",
        report_version=review.sign_off.version,
        document=told.report.id,
        sections_blank=told.report.gaps,
        lcspr_recommended=told.lcspr_recommended,
    )
    if voided:
        review.docket.enter("signatures_voided", clause="R11", capacities=voided, report_version=int(version))
        review.docket.write("sign_off_voided", map(to_capacity, voided), about=version, report_version=version)
    due = review.due_on("check")
    review.docket.write("report_to_check", to_role(Role.BUSINESS_MANAGER), due, about=version, report_version=version)
    return f"version_{version}"


def check_report(review: Review, told: CheckReport) -> str:
    """The check passes and signatures are asked for, or the report goes back to the Chair (R10, R11)."""
    passed = review.sign_off.check(told)
    version = str(told.report_version)
    review.docket.enter(
        "report_checked", told, clause="R10", report_version=told.report_version, passed=passed, failed=told.failed
    )
    if passed:
        to = [to_capacity(capacity) for capacity in review.sign_off.missing]
        review.docket.write("sign_off_asked", to, review.due_on("sign_off"), about=version, report_version=version)
        return "check_passed"
    _return_to_chair(review, ",".join(told.failed))
    return "returned_to_chair"


def _return_to_chair(review: Review, failed: str) -> None:
    version = str(review.sign_off.version)
    chair = to_person(review.chair) if review.chair else to_role(Role.BUSINESS_MANAGER)
    review.docket.write(
        "report_returned",
        chair,
        review.due_on("check"),
        about=version,
        report_version=version,
        failed_checks=failed,
    )


def sign_report(review: Review, told: SignReport) -> str:
    """A signature on the current version (R11)."""
    review.sign_off.sign(told)
    review.docket.enter("report_signed", told, clause="R11", capacity=told.capacity, report_version=told.report_version)
    return "all_signed" if review.sign_off.is_signed() else "signed"


def refuse_report(review: Review, told: RefuseReport) -> str:
    """A refusal returns the report to the Chair; a second one goes to the Executive (R11)."""
    to_executive = review.sign_off.refuse(told)
    version = str(told.report_version)
    review.docket.enter(
        "report_refused",
        told,
        clause="R11",
        capacity=told.capacity,
        report_version=told.report_version,
        to_executive=to_executive,
    )
    chair = [to_person(review.chair)] if review.chair else []
    about = f"{version}:{told.capacity}"
    review.docket.write("sign_off_refused", [*chair, *UNIT], about=about, report_version=version)
    if not to_executive:
        return "returned_to_chair"
    review.docket.write(
        "refusal_to_executive",
        to_role(Role.EXECUTIVE),
        review.due_on("sign_off"),
        about=about,
        report_version=version,
    )
    return "with_executive"


def decide_refusal(review: Review, told: DecideRefusal) -> str:
    """The Executive decides on a second refusal (R11)."""
    refused = tuple(capacity.value for capacity in review.sign_off.refused)
    review.sign_off.decide(told.stands, told.by)
    review.docket.enter("refusal_decided", told, clause="R11", stands=told.stands, capacities=refused)
    if told.stands:
        return "report_stands"
    _return_to_chair(review, "")
    return "returned_to_chair"


def sign_in_place(review: Review, told: SignInPlace) -> str:
    """The Management Group Chair signs in place of missing signatures; the three are told (R12)."""
    signed_for = review.sign_off.sign_in_place(told)
    version = str(told.report_version)
    review.docket.enter(
        "signed_in_place",
        told,
        clause="R12",
        capacities=tuple(capacity.value for capacity in signed_for),
        report_version=told.report_version,
    )
    review.docket.write("signed_in_place", PARTNERS, about=version, report_version=version)
    return "all_signed"


def approve_pending(review: Review, told: ApprovePendingSubmission) -> str:
    """The Executive lets the report go "sign-off pending" on the last day (R13)."""
    review.sign_off.pending_approved = True
    missing = tuple(capacity.value for capacity in review.sign_off.missing)
    review.docket.enter("pending_submission_approved", told, clause="R13", capacities=missing)
    return "approved"


def record_submission(review: Review, told: RecordSubmission) -> str:
    """The report has gone to the National Panel; late is recorded as late, never refused (R13).

    Lateness is judged by when the door took the record, not by the time the sender states, so that
    nothing can be back-dated; the stated time is kept beside it.
    """
    due_at = step_due(review.timetable, "submission")
    late = due_at is not None and told.at > due_at
    review.submitted_at = told.at
    review.end = ReviewEnd.SUBMITTED
    lateness = "late" if late else "in_time"
    review.lateness_unexplained = late and not told.late_reasons
    review.docket.enter(
        "submission_recorded",
        told,
        clause="R13",
        reasons=told.late_reasons or None,
        report_version=told.report_version,
        sha256=told.sha256,
        sent_at=told.sent_at.isoformat(),
        receipt=told.receipt,
        late=late,
        provisional=review.timetable.provisional,
        signatures_pending=tuple(capacity.value for capacity in review.sign_off.missing),
    )
    chair = [to_person(review.chair)] if review.chair else []
    to = [*map(to_capacity, CAPACITIES), *chair, *UNIT]
    review.docket.write("report_submitted", to, lateness=lateness)
    return lateness


def stand_down(review: Review, told: StandDown) -> str:
    """The criteria were not met after all: agencies and the Panel are told, timers end (R16)."""
    review.end = ReviewEnd.STOOD_DOWN
    review.docket.enter("stood_down", told, clause="R16", agreed_by=tuple(partner.value for partner in told.agreed_by))
    panel = [NATIONAL_PANEL] if review.kind is CaseKind.SIN else []
    chair = [to_person(review.chair)] if review.chair else []
    review.docket.write("stood_down", [*PARTNERS, *map(to_agency, review.requests.asked), *chair, *panel])
    return "stood_down"


def acknowledge(review: Review, told: PanelAcknowledged) -> None:
    """The National Panel's expected response date becomes the external deadline (N13, C3)."""
    review.expected_on = told.expected_on
    review.docket.enter("panel_acknowledged", told, clause="N13", expected_on=told.expected_on.isoformat())
    review.add_to_ledger(told, LedgerKind.PANEL_DATE, "panel_date", on=told.expected_on)


def tell_of_compression(review: Review) -> None:
    """Days 13-15 are shorter than planned because the Panel's date is earlier (C3)."""
    internal = review.timetable.days[14].internal
    if review.expected_on is None or review.expected_on >= internal:
        return
    chair = [to_person(review.chair)] if review.chair else []
    expected_on = review.expected_on.isoformat()
    review.docket.write("deadline_compressed", [*UNIT, *chair, *PARTNERS], review.expected_on, expected_on=expected_on)


def extend_step(review: Review, told: ExtendStep) -> str:
    """One step gets more working days (C8)."""
    review.docket.enter("step_extended", told, clause="C8", step=told.step, working_days=told.working_days)
    review.add_to_ledger(
        told, LedgerKind.EXTENSION, "extension", step=told.step, working_days=told.working_days, reasons=told.reasons
    )
    return "extended"


def pause_clock(review: Review, told: PauseClock) -> str:
    """The internal plan stands still; the external deadline does not (C8)."""
    review.docket.enter("clock_paused", told, clause="C8", on=told.on.isoformat())
    review.add_to_ledger(told, LedgerKind.PAUSE, "pause", on=told.on, reasons=told.reasons)
    return "paused"


def resume_clock(review: Review, told: ResumeClock) -> str:
    """The pause ends; the days between do not count (C8)."""
    review.docket.enter("clock_resumed", told, clause="C8", until=told.until.isoformat())
    review.request = pause_ended(review.request, told.until)
    review.redraw = "resume"
    return "resumed"
