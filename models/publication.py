"""Publication: the sendings, the wait after them, the year in public, and the other course (P1-P5)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from models.case import Opening
from models.holds import Holds
from models.lcspr import LcsprEnd, LcsprResult
from models.london import london_date
from models.message import Message, Refusal
from models.messages.publication import (
    PublishImprovements,
    PublishReport,
    RecordCascade,
    WithdrawReport,
)
from models.timetable import Timetable
from models.wording import date_words


class Stage(StrEnum):
    """Where a publication stands."""

    SENDING = "sending_before_publication"
    WAIT = "wait_before_publication"
    IMPROVEMENTS = "improvements_to_publish"  # P5
    CASCADE = "learning_cascade"
    AVAILABILITY = "year_in_public"
    ENDED = "ended"


class NextAction(StrEnum):
    """What comes next, by the name of the message that brings it."""

    SEND = "record_sending"
    PUBLISH = "publish_report"
    PUBLISH_IMPROVEMENTS = "publish_improvements"
    CASCADE = "record_cascade"
    CHECK = "record_availability_check"
    NONE = "none"


NEXT = {
    Stage.SENDING: NextAction.SEND,
    Stage.WAIT: NextAction.PUBLISH,
    Stage.IMPROVEMENTS: NextAction.PUBLISH_IMPROVEMENTS,
    Stage.CASCADE: NextAction.CASCADE,
    Stage.AVAILABILITY: NextAction.CHECK,
    Stage.ENDED: NextAction.NONE,
}


class PublicationEnd(StrEnum):
    """How a publication ended."""

    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"  # P5: the improvements were
    WITHDRAWN = "withdrawn_by_court_order"


PUBLICATION_ENDED = Refusal(
    code="publication_ended", says="This publication has ended: nothing more can be decided in it."
)


class PublicationBrief(Message):
    """A publication's start: the case, and what its LCSPR left."""

    opening: Opening
    lcspr: LcsprResult


class PublicationResult(Message):
    """How a publication ended, and the London date on which report or improvements were published."""

    outcome: PublicationEnd
    published_on: date | None = None
    post_due: AwareDatetime | None = None


def refuses_while_held(holds: Holds) -> Refusal | None:
    """Does a hold stop the publication (P2, L9)?"""
    if holds.standing:
        kinds = ", ".join(f"{hold.number} ({hold.kind.replace('_', ' ')})" for hold in holds.standing)
        return Refusal(code="held", says=f"Publication is on hold; standing holds: {kinds}. Release them first.")
    return None


def refuses_release(told: PublishReport | PublishImprovements, sent: str | None) -> Refusal | None:
    """Is this not what was sent, or were family and staff not told first (P2, P3)?"""
    if sent is not None and told.sha256 != sent:
        return Refusal(code="other_document", says="sha256: this is not the document that was sent.")
    if not told.address.startswith("https://"):
        return Refusal(code="not_an_address", says="address: give the full address, beginning with https://.")
    if not (told.family_told and told.staff_told):
        return Refusal(code="tell_family_first", says="family_told, staff_told: family and staff are told first.")
    return None


def refuses_withdrawal(told: WithdrawReport, year: Timetable | None) -> Refusal | None:
    """Why can the report not be taken down? None: it can (P4). Within its year only a court orders that."""
    until = next((step.due for step in year.steps if step.step == "availability"), None) if year else None
    if told.court_order or (until is not None and london_date(told.at) >= until):
        return None
    if until is None:
        return Refusal(code="within_the_year", says="It stays public for at least a year, but for a court order.")
    says = f"It stays public until {date_words(until)} ({until.isoformat()}), but for a court order."
    return Refusal(code="within_the_year", says=says)


def is_for_publication(lcspr: LcsprResult) -> bool:
    """Is there a signed report to publish, rather than improvements alone (P5)?"""
    return lcspr.outcome is LcsprEnd.SIGNED_OFF


def refuses_links(told: RecordCascade) -> Refusal | None:
    """Is one of the links no full address (P3)?"""
    links = {"findings": told.findings, "briefing": told.briefing, "learning_material": told.learning_material}
    wrong = [name for name, link in links.items() if not link.startswith("https://")]
    if wrong:
        return Refusal(code="not_an_address", says=f"{', '.join(wrong)}: give full addresses, beginning with https://.")
    return None


def refuses_once_public(published_on: date | None) -> Refusal | None:
    """Has it been published already?"""
    if published_on is None:
        return None
    return Refusal(code="published", says=f"It is public since {date_words(published_on)}.")


def refuses_before_public(published_on: date | None) -> Refusal | None:
    """Has nothing been published yet?"""
    if published_on is not None:
        return None
    return Refusal(code="not_published", says="Nothing is published yet.")


def refuses_report_course(publishes: bool) -> Refusal | None:
    """Is the report itself not to be published (P5)?"""
    if publishes:
        return None
    says = "The report is not to be published: publish the information about improvements instead."
    return Refusal(code="not_to_publish", says=says)


def refuses_improvements_course(publishes: bool) -> Refusal | None:
    """Is the report itself to be published, so that nothing goes out in its place (P5)?"""
    if not publishes:
        return None
    return Refusal(code="report_is_published", says="The report itself is to be published: nothing in its place.")
