"""What may be said to a report on its way to the public, and in its year there (P1-P5)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AwareDatetime

from models.case import Part
from models.commands import Decision, ReasonedDecision
from models.message import Asks, Text


class Recipient(StrEnum):
    """To whom the report goes before it is published (P1)."""

    NATIONAL_PANEL = "national_panel"
    SECRETARY_OF_STATE = "secretary_of_state"


class HoldKind(StrEnum):
    """What stops a publication (P2, L9)."""

    PANEL_COMMENT = "panel_comment"
    SECRETARY_OF_STATE_COMMENT = "secretary_of_state_comment"
    COURT_ORDER = "court_order"
    PROCEEDINGS = "proceedings"


class RecordSending(Decision):
    """Record that report and action plan went out before publication: what, to whom, when (P1)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "record_sending"

    recipient: Annotated[Recipient, Asks("To whom?")]
    report_version: Annotated[int, Asks("Which version of the report?")]
    sha256: Annotated[str, Asks("The hash (SHA-256) of the report sent.")]
    sent_at: Annotated[AwareDatetime, Asks("When was it sent?")]
    with_action_plan: Annotated[bool, Asks("Did the action plan go with it?")] = True
    receipt: Annotated[str, Text("The receipt.")] = ""


class HoldPublication(ReasonedDecision):
    """Stop the publication: for a comment, a court order or proceedings (P2, L9)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "hold_publication"

    kind: Annotated[HoldKind, Asks("What stops the publication?")]
    review_on: Annotated[date, Asks("On which date is it looked at again?")]


class ExtendPublicationHold(ReasonedDecision):
    """Keep a hold that was looked at again, with its next review date (L9)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "extend_publication_hold"

    hold: Annotated[int, Asks("Which hold (its number)?")]
    review_on: Annotated[date, Asks("On which date is it looked at again?")]


class ReleasePublication(ReasonedDecision):
    """End a hold on the publication (P2)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "release_publication"

    hold: Annotated[int, Asks("Which hold (its number)?")]


class PublishReport(Decision):
    """Publish the report: a person does it, after family and staff were told (P2, P3)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "publish_report"

    address: Annotated[str, Asks("At which address is it published (https://...)?")]
    sha256: Annotated[str, Asks("The hash (SHA-256) of what is published.")]
    family_told: Annotated[bool, Asks("Was the family told first?")]
    staff_told: Annotated[bool, Asks("Were the staff told first?")]


class RecordCascade(Decision):
    """Give all agencies the links to findings, practice briefing and learning material (P3)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "record_cascade"

    findings: Annotated[str, Asks("Where are the findings (https://...)?")]
    briefing: Annotated[str, Asks("Where is the practice briefing (https://...)?")]
    learning_material: Annotated[str, Asks("Where is the learning material (https://...)?")]


class RecordAvailabilityCheck(Decision):
    """Record a check that what was published can still be read (P4)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "record_availability_check"

    available: Annotated[bool, Asks("Can it be read where it was published?")]


class WithdrawReport(ReasonedDecision):
    """Take the report down; before its year is over only under a court order (P4)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "withdraw_report"

    court_order: Annotated[bool, Asks("Does a court order it?")]


class DecideAgainstPublication(ReasonedDecision):
    """The Executive decides after sign-off that the report is not published after all (P5)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "decide_against_publication"


class PublishImprovements(Decision):
    """Publish the information about improvements instead of the report (P5)."""

    part: ClassVar[Part] = Part.PUBLICATION
    name: ClassVar[str] = "publish_improvements"

    address: Annotated[str, Asks("At which address is it published (https://...)?")]
    sha256: Annotated[str, Asks("The hash (SHA-256) of what is published.")]
    family_told: Annotated[bool, Asks("Was the family told first?")]
    staff_told: Annotated[bool, Asks("Were the staff told first?")]
