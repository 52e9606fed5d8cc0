"""What may be said to a case as a whole, whatever part it is in (N4, N6, N8-N10, N13, R2, C6)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from models.case import Part
from models.commands import Decision, Fact, ReasonedDecision
from models.message import Asks, DocumentRef, Form, Refusal, Text
from models.people import Partner


class AnswerSafetyQuestion(Decision):
    """Answer "is immediate action needed to keep children safe?", asked on opening (R2)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "answer_safety_question"

    action_needed: Annotated[bool, Asks("Is immediate action needed to keep children safe?")]
    reasons: Annotated[str, Text("What is known, and what was considered?")]


class OrderImmediateAction(Decision):
    """Give somebody an action that keeps children safe now (R2)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "order_immediate_action"

    action: Annotated[str, Text("What must be done?")]
    owner: Annotated[str, Asks("Which agency owns it (its reference)?")]


class ConfirmImmediateAction(Decision):
    """Confirm that an immediate action is done (R2)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "confirm_immediate_action"

    number: Annotated[int, Asks("Which immediate action (its number)?")]
    done: Annotated[str, Text("What was done?")]


class FillGaps(Decision):
    """Answer what an incomplete Case for Consideration left blank (N4)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "fill_gaps"

    form: Annotated[DocumentRef, Form("appendix_1", "The completed form.")]


class FillSinGaps(Decision):
    """Answer what an incomplete SIN record left blank (N4)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "fill_sin_gaps"

    form: Annotated[DocumentRef, Form("sin", "The completed SIN record.")]


class RecordBreach(ReasonedDecision):
    """Record why the local authority's five working days were missed (N10)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "record_breach"


class AnswerMissedNotification(ReasonedDecision):
    """The local authority answers "possible missed notification": a SIN will follow, or why not (N10)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "answer_missed_notification"

    will_notify: Annotated[bool, Asks("Will the local authority notify the National Panel?")]


PROCESSES = ("cdr", "alte", "mnsi", "criminal", "inquest", "care", "dardr", "sar", "mappa", "lado", "psii", "iopc")


def refuses_process(told: LinkProcess) -> Refusal | None:
    """Is this not one of the parallel processes the Document and the law know (N9)?"""
    if told.process in PROCESSES:
        return None
    return Refusal(code="unknown_process", says=f"process: choose one of {', '.join(PROCESSES)}.")


class LinkProcess(Decision):
    """Keep a link to a parallel process, with its contact and whether it asks for a hold (N9)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "link_process"

    process: Annotated[
        str, Asks("Which process (cdr, alte, mnsi, criminal, inquest, care, dardr, sar, mappa, lado, psii, iopc)?")
    ]
    contact: Annotated[str, Text("Who is the contact?")]
    hold: Annotated[bool, Asks("Does it ask this review to hold?")] = False


class RecordAlteOutcome(ReasonedDecision):
    """The CDOP's outcome of the ALTE part, when known (N6)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "record_alte_outcome"

    review_held: Annotated[bool, Asks("Did the CDOP decide to hold an ALTE review?")]


class ConfirmCascade(Decision):
    """A partner confirms that it told its agency of the decision to proceed, and why (T7)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "confirm_cascade"

    partner: Annotated[Partner, Asks("For which statutory partner?")]


class CorrectNotification(ReasonedDecision):
    """Correct the day of notification; needs a second person and moves the open deadlines (C8)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "correct_notification"

    notified_on: Annotated[date, Asks("On which date was the case really notified?")]
    seconded_by: Annotated[str, Asks("Which second person agrees (their reference)?")]


class CalendarChanged(Fact):
    """A bank holiday was proclaimed, or a local closure made: open deadlines are drawn up again (C6)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "calendar_changed"

    calendar_version: str


class ExplainLateness(ReasonedDecision):
    """Give the reason for a late submission that was recorded without one (R13)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "explain_lateness"


class RestartPart(ReasonedDecision):
    """An engineer starts a part again that ended abnormally; its record is kept (K5)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "restart_part"

    failed: Annotated[Part, Asks("Which part?")]
