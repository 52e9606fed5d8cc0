"""The sendings before publication and the wait after them (P1, P2)."""

from __future__ import annotations

from datetime import datetime

from models.holds import Holds
from models.london import london_date
from models.message import Refusal
from models.messages.publication import PublishReport, Recipient, RecordSending
from models.people import NATIONAL_PANEL, SECRETARY_OF_STATE
from models.publication import refuses_release, refuses_while_held
from models.timetable import SkippedDay, Step, Timetable
from models.wording import date_words

RECIPIENTS = tuple(Recipient)
BODIES = {Recipient.NATIONAL_PANEL: NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE: SECRETARY_OF_STATE}


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


def refuses_publication(
    told: PublishReport, sendings: Sendings, wait: Timetable | None, holds: Holds
) -> Refusal | None:
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
