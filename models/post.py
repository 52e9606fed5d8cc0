"""Letters on their way: what is put into words, what goes to the mail system, what came of it (E1-E6, N15).

A letter's closed context: nothing can be said in a letter that is not a field here.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, Field

from models.letters import PURPOSES
from models.message import Message

_CODES = re.compile(r"^[A-Za-z0-9_.,:/+#?=&%~-]{0,400}$")


class LetterOrder(Message):
    """One letter to put into words: its purpose, for whom, about which date, with which coded facts."""

    case: str
    purpose: str
    to: str  # a recipient reference; its title is printed, never a name
    due: date
    facts: dict[str, str] = Field(default_factory=dict)
    meant_for: AwareDatetime | None = None  # when it should have gone, if it goes late (F11)
    token: str = Field(default="", repr=False)  # of the link that opens this one request for this one person


class WrittenLetter(Message):
    """A letter in words: one line of subject, and its text."""

    subject: str
    text: str


class Envelope(Message):
    """A letter ready to go to exactly one address. There is no field for a second one (I3)."""

    key: str  # of which the Message-ID is made: the same key, the same Message-ID
    to: str
    letter: WrittenLetter
    at: AwareDatetime  # the Date of the message: when it is sent, passed in


class MailOutcome(StrEnum):
    """What is known after handing a message to the mail system."""

    SENT = "sent"
    RETRY = "retry"  # it certainly has not gone: later
    AMBIGUOUS = "ambiguous"  # it may have gone: the answer was lost
    PERMANENT = "permanent"  # refused for good: telephone them


class Posted(Message):
    """The outcome, the message's id, and why, as a code without any address or server text."""

    outcome: MailOutcome
    message_id: str
    why: str = ""
    away: bool = False  # the mail system itself cannot be had: other letters need not be tried now


# Letters that start a statutory duty or keep somebody safe. When it is unknown whether one of these went out,
# a second copy under the same Message-ID is better than none; of any other letter a person is told instead.
STATUTORY_NOTICES: frozenset[str] = frozenset(
    {
        "ballot_opened",
        "vote_for_deputy",
        "chair_commissioned",
        "decision_to_proceed",
        "no_rapid_review",
        "immediate_action_ordered",
        "immediate_action_unconfirmed",
        "awareness_clock_warning",
        "awareness_clock_breached",
        "possible_missed_notification",
        "other_area_invited",
        "information_requested",
        "request_withdrawn",
        "panel_invitation",
        "sign_off_asked",
        "sign_off_voided",
        "refusal_to_executive",
        "submission_due_today",
        "submission_overdue",
        "stood_down",
        "monitoring_request",
        "draft_for_accuracy",
        "publication_plan_to_agree",
        "delay_notice",
        "for_executive_sign_off",
        "publication_held",
        "not_published",
        "alte_handed_over",
    }
)


def faults_in_facts(purpose: str, facts: dict[str, str]) -> tuple[str, ...]:
    """What is wrong with the facts given for a purpose, as codes? Empty: the letter can be written (N15).

    Facts are codes, dates, numbers or the public address of a report: a value with a space in it is words,
    and words do not belong in a letter.
    """
    if purpose not in PURPOSES:
        return ("unknown_purpose",)
    allowed = PURPOSES[purpose].facts
    missing = tuple(f"missing:{name}" for name in allowed if name not in facts)
    extra = tuple(f"not_allowed:{name}" for name in sorted(facts) if name not in allowed)
    worded = tuple(f"not_a_code:{name}" for name in allowed if not _CODES.match(facts.get(name, "")))
    return missing + extra + worded


# Letters to an agency about its return: each carries the link by which its one reader opens that request.
WITH_LINK: frozenset[str] = frozenset(
    {
        "information_requested",
        "nominee_asked",
        "request_link",
        "return_reminder",
        "return_due_today",
        "return_overdue",
        "return_escalated",
    }
)


class CannotBeWritten(Exception):
    """A letter could not be put into words; the code and detail name templates and fields, never content."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
