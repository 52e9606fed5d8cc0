"""What may be said to a LCSPR from its commissioning to its monitoring, and about its clock (L1-L4, L9, P5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from models.case import Part
from models.commands import Decision, ReasonedDecision
from models.message import Asks, DocumentRef, Form, Text


class SetMethodology(Decision):
    """Set methodology with its rationale, terms of reference, scope, and who has to cooperate (L1)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "set_methodology"

    methodology: Annotated[str, Asks("Which methodology (its code in the list)?")]
    rationale: Annotated[str, Text("Why this methodology?")]
    terms: Annotated[DocumentRef, Form("terms_of_reference", "Terms of reference and scope.")]
    agencies: Annotated[tuple[str, ...], Asks("Which agencies have to cooperate (their references)?")]


class AppointReviewer(Decision):
    """Appoint the Lead Reviewer or LCSPR Chair, with the declaration of interests (L2)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "appoint_reviewer"

    reviewer: Annotated[str, Asks("Who leads the LCSPR (their reference)?")]
    from_partnership: Annotated[bool, Asks("Do they come from the partnership?")] = False
    conflict: Annotated[bool, Asks("Does the declaration show a conflict of interest?")] = False
    declaration: Annotated[str, Text("The reviewer's declaration of interests.")]


class ReplaceReviewer(ReasonedDecision):
    """Replace the Lead Reviewer; the work is kept (L2)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "replace_reviewer"

    reviewer: Annotated[str, Asks("Who leads from now on (their reference)?")]
    from_partnership: Annotated[bool, Asks("Do they come from the partnership?")] = False
    conflict: Annotated[bool, Asks("Does the declaration show a conflict of interest?")] = False
    declaration: Annotated[str, Text("The new reviewer's declaration of interests.")]


class RequestFromReviewer(Decision):
    """Ask the reviewer in writing for information about progress or quality (L4, 2018 Regulations reg. 14)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "request_from_reviewer"

    request: Annotated[str, Text("What is asked of the reviewer?")]
    answer_by: Annotated[date, Asks("By which date?")]


class RecordMonitoring(Decision):
    """Record what monitoring found about progress and quality (L4)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "record_monitoring"

    findings: Annotated[str, Text("What was found about progress and quality?")]
    on_track: Annotated[bool, Asks("Is the review on track?")]


class ForecastPublication(ReasonedDecision):
    """Say when publication is expected; later than it is due asks for a written delay notice (L3)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "forecast_publication"

    forecast: Annotated[date, Asks("On which date is publication expected?")]


class SendDelayNotice(ReasonedDecision):
    """Send the written delay notice to the National Panel and the Secretary of State (L3)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "send_delay_notice"


class HoldLcspr(ReasonedDecision):
    """Hold the clock for parallel proceedings: who asked, why, when it is looked at again (L9)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "hold_lcspr"

    asked_by: Annotated[str, Text("Who asked for the hold?")]
    review_on: Annotated[date, Asks("On which date is it looked at again?")]


class ExtendHold(ReasonedDecision):
    """Keep a hold that was looked at again, with its next review date (L9)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "extend_hold"

    hold: Annotated[int, Asks("Which hold (its number)?")]
    review_on: Annotated[date, Asks("On which date is it looked at again?")]


class ReleaseLcspr(ReasonedDecision):
    """End a hold; the clock runs again when no other stands (L9)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "release_lcspr"

    hold: Annotated[int, Asks("Which hold (its number)?")]


class DecideNotToPublish(ReasonedDecision):
    """The Executive decides that the report is not published; the improvements are published instead (P5)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "decide_not_to_publish"

    report_version: Annotated[int, Asks("Which version of the report?")]
