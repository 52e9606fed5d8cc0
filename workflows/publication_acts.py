"""What each decision on a publication leads to (P1-P5)."""

from __future__ import annotations

from models.london import london_date
from models.messages import publication as says
from models.people import NATIONAL_PANEL, SECRETARY_OF_STATE, to_agency
from models.publication import PublicationEnd
from models.recipients import EXECUTIVE, PARTNERS, QIIP_CHAIR, UNIT
from workflows.publication_state import UNAVAILABLE_TASK, Release

BOTH = (NATIONAL_PANEL, SECRETARY_OF_STATE)
# why the wait was counted -> the letter about it
TOLD = {"sent": "report_sent_to_panel", "sent_again": "wait_restarted", "resume": "publication_released"}


def begin(release: Release) -> None:
    """The report waits to be sent; or the decision not to publish it is told to both bodies (P1, P5)."""
    if release.publishes:
        release.docket.enter("publication_prepared", clause="P1", report_version=release.lcspr.version)
        return
    _tell_not_published(release, release.lcspr.decision_reasons)


def _tell_not_published(release: Release, reasons: str | None) -> None:
    release.docket.enter("not_published", clause="P5", reasons=reasons, to=BOTH)
    release.docket.write("not_published", BOTH)


def record_sending(release: Release, told: says.RecordSending) -> str:
    """A sending; once both bodies have the same version, the wait is counted (P1, P2)."""
    renewed = release.sendings.record(told)
    if renewed:
        release.docket.enter("wait_restarted", clause="P2", report_version=told.report_version)
    release.docket.enter(
        "sending_recorded",
        told,
        clause="P1",
        recipient=told.recipient,
        report_version=told.report_version,
        sha256=told.sha256,
        sent_at=told.sent_at.isoformat(),
        receipt=told.receipt,
    )
    release.wait = None
    if release.sendings.outstanding:
        return "recorded"
    release.redraws.append("sent_again" if release.sendings.waits > 1 else "sent")
    return "sent_to_both"


def hold(release: Release, told: says.HoldPublication) -> str:
    """Nothing is published while it stands (P2)."""
    begun = release.holds.begin(told, told.kind, told.review_on, told.reasons)
    review_on = told.review_on.isoformat()
    release.docket.enter("hold_begun", told, clause="P2", hold=begun.number, kind=told.kind, review_on=review_on)
    release.docket.write("publication_held", [*UNIT, QIIP_CHAIR, *PARTNERS], about=f"hold-{begun.number}")
    release.redraws.append("pause")
    return f"hold_{begun.number}"


def extend_hold(release: Release, told: says.ExtendPublicationHold) -> str:
    """A hold that was looked at again stays (L9)."""
    release.holds.extend(told.hold, told.review_on)
    release.docket.enter("hold_extended", told, clause="L9", hold=told.hold, review_on=told.review_on.isoformat())
    release.redraws.append("pause")
    return "extended"


def release_hold(release: Release, told: says.ReleasePublication) -> str:
    """A hold ends; what is told of the earliest day waits until the days have been counted again (P2)."""
    release.holds.release(told.hold, told.at)
    still_held = bool(release.holds.standing)
    release.docket.enter("hold_released", told, clause="P2", hold=told.hold, still_held=still_held)
    release.redraws.append("pause" if still_held else "resume")
    return "still_held" if still_held else "released"


def publish(release: Release, told: says.PublishReport) -> str:
    """A person has published the report: its year begins (P2, P3, P4)."""
    _go_public(release, told, "published", "P3")
    return "published"


def publish_improvements(release: Release, told: says.PublishImprovements) -> str:
    """The information about improvements is public instead of the report (P5)."""
    _go_public(release, told, "improvements_published", "P5")
    return "improvements_published"


def _go_public(release: Release, told: says.PublishReport | says.PublishImprovements, action: str, clause: str) -> None:
    release.published_on = london_date(told.at)
    release.address = told.address
    release.docket.enter(
        action,
        told,
        clause=clause,
        address=told.address,
        sha256=told.sha256,
        report_version=release.sendings.version,
        published_on=release.published_on.isoformat(),
    )
    to = [*release.everyone, *BOTH]
    release.docket.write(
        "report_published", to, release.published_on, about=action, address=told.address, sha256=told.sha256
    )
    release.redraws.append("published")


def record_cascade(release: Release, told: says.RecordCascade) -> str:
    """Links to findings, briefing and learning material go to all agencies (P3)."""
    again = release.cascaded
    release.cascaded = True
    release.docket.enter(
        "cascade_recorded",
        told,
        clause="P3",
        findings=told.findings,
        briefing=told.briefing,
        learning_material=told.learning_material,
    )
    to = [*PARTNERS, *map(to_agency, release.lcspr.agencies)]
    release.docket.write(
        "learning_cascade",
        to,
        about=told.command_id if again else "",
        address=release.address,
        findings=told.findings,
        briefing=told.briefing,
        learning_material=told.learning_material,
    )
    return "cascaded"


def record_check(release: Release, told: says.RecordAvailabilityCheck) -> str:
    """Can it still be read? If not, somebody puts it back (P4)."""
    release.docket.enter("availability_checked", told, clause="P4", available=told.available)
    if told.available:
        release.docket.end_task(UNAVAILABLE_TASK)
        return "available"
    release.docket.add_task(UNAVAILABLE_TASK)
    release.docket.write("report_unavailable", UNIT, None, about=told.command_id, any_hour=False, **release.until())
    return "not_available"


def withdraw(release: Release, told: says.WithdrawReport) -> str:
    """Taken down: after its year, or before by a court's order (P4)."""
    release.docket.enter("withdrawn", told, clause="P4", court_order=told.court_order)
    release.end = PublicationEnd.WITHDRAWN if told.court_order else _as_planned(release)
    if told.court_order:
        release.docket.write("report_withdrawn", [*release.everyone, *BOTH])
    return "withdrawn"


def decide_against(release: Release, told: says.DecideAgainstPublication) -> str:
    """After sign-off the Executive decides that improvements are published instead (P5)."""
    release.publishes = False
    release.wait = None
    release.docket.enter("decided_not_to_publish", told, clause="P5", report_version=release.sendings.version)
    release.docket.write("not_published", BOTH)
    release.redraws.append("not_to_publish")
    return "not_to_publish"


def end_year(release: Release) -> None:
    """The year in public is over (P4)."""
    release.end = _as_planned(release)


def _as_planned(release: Release) -> PublicationEnd:
    return PublicationEnd.PUBLISHED if release.publishes else PublicationEnd.NOT_PUBLISHED


def tell_of_wait(release: Release, reasons: list[str]) -> None:
    """What the counted wait means, to those who prepare the day (P1, P2)."""
    if release.wait is None:
        return
    about = f"{release.sendings.version}.{release.sendings.waits}.{len(release.holds.all)}"
    to = [*UNIT, QIIP_CHAIR, EXECUTIVE, *PARTNERS]
    for purpose in (TOLD[reason] for reason in reasons if reason in TOLD):
        release.docket.write(purpose, to, None, about=about, any_hour=False, **release.earliest())
