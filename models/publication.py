"""Publication: the sendings, the wait after them, the year in public, and the other course (P1-P5)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import AwareDatetime

from models.case import Opening
from models.holds import Holds
from models.lcspr import LcsprEnd, LcsprResult
from models.london import london_date
from models.message import Message, Refusal
from models.messages.publication import PublishImprovements, PublishReport, RecordSending, Recipient, WithdrawReport
from models.people import NATIONAL_PANEL, SECRETARY_OF_STATE
from models.timetable import SkippedDay, Step, Timetable
from models.wording import date_words

RECIPIENTS = tuple(Recipient)
BODIES = {Recipient.NATIONAL_PANEL: NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE: SECRETARY_OF_STATE}


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


class PublicationBrief(Message):
    """A publication's start: the case, and what its LCSPR left."""

    opening: Opening
    lcspr: LcsprResult


class PublicationResult(Message):
    """How a publication ended, and the London date on which report or improvements were published."""

    outcome: PublicationEnd
    published_on: date | None = None
    post_due: AwareDatetime | None = None


class Sendings:
    """Which version went to whom and when; only sendings of one version count together (P1, P2)."""

    def __init__(self, signed_version: int, signed_at: datetime | None = None) -> None:
        self.version = signed_version
        self.sha256: str | None = None
        self.sent: dict[Recipient, datetime] = {}
        self.waits = 0  # how often the wait has begun
        self._signed_at = signed_at

    @property
    def outstanding(self) -> tuple[Recipient, ...]:
        """To whom does this version still have to go?"""
        return tuple(recipient for recipient in RECIPIENTS if recipient not in self.sent)

    def later(self) -> datetime | None:
        """The later of the sendings; None while one is outstanding."""
        return None if self.outstanding else max(self.sent.values())

    def refuses(self, told: RecordSending) -> Refusal | None:
        """Why can this sending not be recorded? None: it can. A new version begins the sendings anew."""
        if told.sent_at > told.at:
            return Refusal(code="sent_in_future", says="sent_at: a sending is recorded once it has happened.")
        if self._signed_at is not None and told.sent_at < self._signed_at:
            return Refusal(code="sent_unsigned", says="sent_at: reports go out after the Executive's sign-off.")
        if not told.with_action_plan:
            return Refusal(code="no_action_plan", says="with_action_plan: the action plan goes with the report.")
        if told.report_version < self.version:
            says = f"report_version: version {self.version} is the current one; send that."
            return Refusal(code="stale_version", says=says)
        return self._refuses_same_version(told) if told.report_version == self.version else None

    def _refuses_same_version(self, told: RecordSending) -> Refusal | None:
        if self.sha256 is not None and told.sha256 != self.sha256:
            says = "sha256: this differs from what was sent before under this version; give it a new version."
            return Refusal(code="other_document", says=says)
        if told.recipient in self.sent:
            return Refusal(code="already_sent", says="recipient: this version has been sent to them already.")
        return None

    def record(self, told: RecordSending) -> bool:
        """Record a sending; answers whether it is of a new version, so that the wait begins again."""
        renewed = told.report_version > self.version and self.sha256 is not None
        if told.report_version > self.version:
            self.sent.clear()
        self.version, self.sha256 = told.report_version, told.sha256
        self.sent[told.recipient] = told.sent_at
        self.waits += not self.outstanding
        return renewed


def refuses_publication(told: PublishReport, sendings: Sendings, wait: Timetable | None, holds: Holds) -> Refusal | None:
    """Why can the report not be published now? None: it can, by a person (P2, P3)."""
    if sendings.outstanding:
        waiting = ", ".join(recipient.value.replace("_", " ") for recipient in sendings.outstanding)
        return Refusal(code="not_sent", says=f"The report has not gone to everybody yet; outstanding: {waiting}.")
    if wait is None:
        return Refusal(code="wait_not_drawn", says="The wait is just being worked out: try again in a moment.")
    step = wait_step(wait)
    if london_date(told.at) < step.due:
        return Refusal(code="too_early", says=explain_wait(wait))
    return refuses_while_held(holds) or refuses_release(told, sendings.sha256)


def wait_step(wait: Timetable) -> Step:
    """The step of the wait; its due date is the earliest day of publication."""
    return next(step for step in wait.steps if step.step == "wait")


def explain_wait(wait: Timetable) -> str:
    """The earliest day of publication and how it was counted, in a sentence (C5, P2)."""
    step = wait_step(wait)
    since = f", counted from the later of the sendings on {date_words(wait.start)}" if wait.start else ""
    skipped = "; ".join(map(_skipped, wait.skipped)) or "none"
    return (
        f"Publication is possible from {date_words(step.due)} ({step.due.isoformat()}) on: "
        f"{step.rule or step.clause}{since}. Days not counted: {skipped}."
    )


def _skipped(day: SkippedDay) -> str:
    return f"{date_words(day.date)} ({day.reason})"


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
