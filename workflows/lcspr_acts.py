"""What each decision on a LCSPR's commission, monitoring, dates and holds leads to (L1-L4, L9, P5)."""

from __future__ import annotations

from datetime import datetime

from models.lcspr import LcsprEnd
from models.messages import lcspr as says
from models.people import NATIONAL_PANEL, SECRETARY_OF_STATE, to_agency, to_person
from models.recipients import PARTNERS, QIIP_CHAIR, UNIT
from workflows.lcspr_state import DELAY_TASK, LocalReview


def begin(review: LocalReview) -> None:
    """The LCSPR is commissioned: the QiiP sets it up (L1)."""
    statutory = review.statutory.isoformat() if review.statutory else None
    review.docket.enter("lcspr_commissioned", clause="L1", publication_due=statutory)
    to = [QIIP_CHAIR, *UNIT, *PARTNERS]
    review.docket.write("lcspr_commissioned", to, review.due_on("methodology"))


def set_methodology(review: LocalReview, told: says.SetMethodology) -> str:
    """Methodology, terms of reference, scope and the agencies required to cooperate (L1)."""
    review.commission.set(told)
    review.docket.enter(
        "methodology_set",
        told,
        clause="L1",
        reasons=told.rationale,
        methodology=told.methodology,
        terms=told.terms.id,
        agencies=review.agencies,
    )
    return "methodology_set"


def appoint_reviewer(review: LocalReview, told: says.AppointReviewer) -> str:
    """Somebody leads the review, with interests declared (L2)."""
    review.commission.appoint(told.reviewer)
    review.docket.enter(
        "reviewer_appointed",
        told,
        clause="L2",
        reasons=told.declaration,
        reviewer=told.reviewer,
        from_partnership=told.from_partnership,
    )
    review.docket.write("reviewer_appointed", to_person(told.reviewer), review.due_on("draft"))
    return "reviewer_appointed"


def replace_reviewer(review: LocalReview, told: says.ReplaceReviewer) -> str:
    """Somebody else leads the review from now on; the work is kept (L2)."""
    before = review.commission.appoint(told.reviewer) or ""
    review.docket.enter("reviewer_replaced", told, clause="L2", reviewer=told.reviewer, before=before)
    review.docket.enter(
        "reviewer_appointed",
        clause="L2",
        reasons=told.declaration,
        reviewer=told.reviewer,
        from_partnership=told.from_partnership,
    )
    review.docket.write("reviewer_appointed", to_person(told.reviewer), review.due_on("draft"))
    return "reviewer_replaced"


def request_from_reviewer(review: LocalReview, told: says.RequestFromReviewer) -> str:
    """A written request about progress or quality (L4, reg. 14)."""
    review.commission.requests += 1
    number = review.commission.requests
    review.docket.enter(
        "monitoring_requested", told, clause="L4", reasons=told.request, number=number, answer_by=str(told.answer_by)
    )
    review.docket.write("monitoring_request", review.reviewer, told.answer_by, about=str(number))
    return "requested"


def record_monitoring(review: LocalReview, told: says.RecordMonitoring) -> str:
    """What monitoring found (L4)."""
    review.commission.monitored += 1
    review.docket.enter(
        "monitoring_recorded",
        told,
        clause="L4",
        reasons=told.findings,
        number=review.commission.monitored,
        on_track=told.on_track,
    )
    return "on_track" if told.on_track else "off_track"


def forecast_publication(review: LocalReview, told: says.ForecastPublication) -> str:
    """A forecast later than six months after the decision owes a written notice (L3)."""
    review.forecast.on = told.forecast
    late = review.forecast.is_late(review.statutory)
    forecast = told.forecast.isoformat()
    review.docket.enter("publication_forecast", told, clause="L3", forecast=forecast, late=late)
    if not review.forecast.owes_notice(review.statutory):
        review.docket.end_task(DELAY_TASK)
        return "late" if late else "in_time"
    review.docket.add_task(DELAY_TASK)
    review.docket.write("delay_notice_needed", UNIT, about=forecast, forecast=forecast)
    return "delay_notice_needed"


def send_delay_notice(review: LocalReview, told: says.SendDelayNotice) -> str:
    """The written notice to the National Panel and the Secretary of State (L3)."""
    review.forecast.noticed = review.forecast.on
    forecast = str(review.forecast.on)
    review.docket.end_task(DELAY_TASK)
    review.docket.enter("delay_notice_sent", told, clause="L3", forecast=forecast)
    review.docket.write("delay_notice", (NATIONAL_PANEL, SECRETARY_OF_STATE), about=forecast, forecast=forecast)
    return "notice_sent"


def hold(review: LocalReview, told: says.HoldLcspr) -> str:
    """The clock stands for parallel proceedings (L9)."""
    begun = review.holds.begin(told, "proceedings", told.review_on, told.reasons)
    review_on = told.review_on.isoformat()
    review.docket.enter("hold_begun", told, clause="L9", hold=begun.number, asked_by=told.asked_by, review_on=review_on)
    _tell_of_hold(review, "hold_begun", begun.number, review_on=review_on)
    _redate(review, "pause")
    return f"hold_{begun.number}"


def extend_hold(review: LocalReview, told: says.ExtendHold) -> str:
    """A hold that was looked at again stays (L9)."""
    review.holds.extend(told.hold, told.review_on)
    review.docket.enter("hold_extended", told, clause="L9", hold=told.hold, review_on=told.review_on.isoformat())
    _redate(review, "pause")
    return "extended"


def release(review: LocalReview, told: says.ReleaseLcspr) -> str:
    """A hold ends; the clock runs again when no other stands (L9)."""
    review.holds.release(told.hold, told.at)
    review.docket.enter("hold_released", told, clause="L9", hold=told.hold, still_held=bool(review.holds.standing))
    if not review.holds.standing:
        _tell_of_hold(review, "hold_released", told.hold)
    _redate(review, "resume")
    return "still_held" if review.holds.standing else "released"


def _tell_of_hold(review: LocalReview, purpose: str, number: int, **facts: str) -> None:
    to = [*UNIT, QIIP_CHAIR, *review.reviewer, *PARTNERS, *map(to_agency, review.agencies)]
    review.docket.write(purpose, to, None, about=f"hold-{number}", any_hour=False, **facts)


def _redate(review: LocalReview, reason: str) -> None:
    review.request = review.holds.with_ledger(review.request)
    review.redraws.append(reason)


def begin_national_review(review: LocalReview, now: datetime) -> None:
    """A national review pauses the LCSPR; local actions go on (R14)."""
    if review.holds.begin_national_review(now) is not None:
        review.docket.enter("lcspr_paused", clause="R14", by="national_review")
        _redate(review, "pause")


def end_national_review(review: LocalReview, now: datetime) -> None:
    """The LCSPR goes on (R14)."""
    if review.holds.end_national_review(now) is not None:
        review.docket.enter("lcspr_resumed", clause="R14", by="national_review")
        _redate(review, "resume")


def decide_not_to_publish(review: LocalReview, told: says.DecideNotToPublish) -> str:
    """The report is not published; the improvements are, by the course that follows (P5)."""
    review.end = LcsprEnd.NOT_TO_PUBLISH
    review.decision_reasons = told.reasons
    review.docket.enter("decided_not_to_publish", told, clause="P5", report_version=review.draft.version)
    return "not_to_publish"


def withdraw(review: LocalReview) -> None:
    """The decision to hold a LCSPR was reversed (R14)."""
    if review.end is None:
        review.end = LcsprEnd.WITHDRAWN
        review.docket.enter("lcspr_withdrawn", clause="R14")
