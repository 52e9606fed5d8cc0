"""What may be said to a Rapid Review while it runs (R1-R16); about its clock: ``models.messages.clock``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from models.case import Part
from models.commands import Decision, Fact, ReasonedDecision
from models.message import Asks, DocumentRef, Form, FromForm, Message, Text
from models.people import Partner, Role


class ReturnAnswer(StrEnum):
    """What kind of answer an agency gave (R4): a "No Records" return is a full answer."""

    FULL = "full"
    PARTIAL = "partial"
    NO_RECORDS = "no_records"


class Attendance(StrEnum):
    """How a nominee's attendance at the panel is recorded (R7)."""

    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class Capacity(StrEnum):
    """The capacities in which the Rapid Review Report is signed (R11)."""

    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    HEALTH = "health"
    CONSTABULARY = "constabulary"
    QIIP_CHAIR = "qiip_chair"


class ActionBrief(Message):
    """A SMART action without its words: who owns it and by when (G1)."""

    id: str
    owner: str  # an agency reference
    due: date
    multi_agency: bool = False


class AppointChair(Decision):
    """Commission the Independent Chair, with the declaration of interests (R1)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "appoint_chair"

    chair: Annotated[str, Asks("Who chairs the Rapid Review (their reference)?")]
    conflict: Annotated[bool, Asks("Does the declaration show a conflict of interest?")] = False
    declaration: Annotated[str, Text("The Chair's declaration of interests.")]


class ReplaceChair(ReasonedDecision):
    """Replace the Chair, for a conflict found later or another reason; the work is kept (R1)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "replace_chair"

    chair: Annotated[str, Asks("Who chairs from now on (their reference)?")]
    declaration: Annotated[str, Text("The new Chair's declaration of interests.")]


class RequestInformation(Decision):
    """Ask a further agency for its return; late requests are short notice (R3)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "request_information"

    agency: Annotated[str, Asks("Which agency (its reference)?")]


class WithdrawRequest(ReasonedDecision):
    """Withdraw a request sent to an agency that has no role after all (R3)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "withdraw_request"

    agency: Annotated[str, Asks("Which agency (its reference)?")]


class AgencyReturnReceived(Fact):
    """An agency's Appendix 2 return: first, late or corrected; always taken (R4, R5)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "agency_return_received"

    agency: Annotated[str, Asks("Which agency (its reference)?")]
    form: Annotated[DocumentRef, Form("appendix_2", "The agency's return.")]
    answer: Annotated[ReturnAnswer, FromForm()] = ReturnAnswer.FULL
    nominated: Annotated[bool, FromForm()] = True


class SettleChronology(Decision):
    """The Chair settles the integrated chronology and the key lines of enquiry (R6)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "settle_chronology"

    kloes: Annotated[DocumentRef, Form("kloes", "The key lines of enquiry.")]


class MovePanel(ReasonedDecision):
    """Set the day of the Rapid Review Panel; later than policy allows needs the Chair's reason (R7)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "move_panel"

    meets_on: Annotated[date, Asks("On which date does the panel meet?")]


class HoldPanel(Decision):
    """Record the panel meeting: attendance, minutes, and each decision with its justification (R7, R8).

    Attendance is by agency; a partner is present when its own row says attended or substitute.
    """

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "hold_panel"

    minutes: Annotated[DocumentRef, Form("panel_minutes", "Minutes: attendance, learning, decisions.")]
    partners_present: Annotated[tuple[Partner, ...], FromForm()] = ()
    attendance: Annotated[dict[str, Attendance], FromForm()] = Field(default_factory=dict)
    qiip_members: Annotated[int, FromForm()] = 0  # how many of those present are QiiP members (R7)
    lcspr_recommended: Annotated[bool, FromForm()] = False
    immediate_actions: Annotated[int, FromForm()] = 0


class SubmitReport(Decision):
    """The Chair hands the Business Unit a version of the Rapid Review Report (R9)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "submit_report"

    report: Annotated[DocumentRef, Form("appendix_3", "The Rapid Review Report.")]
    lcspr_recommended: Annotated[bool, FromForm()] = False
    actions: Annotated[tuple[ActionBrief, ...], FromForm()] = ()


class CheckReport(Decision):
    """The Business Manager's check against Working Together; a failed check returns it to the Chair (R10)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "check_report"

    report_version: Annotated[int, Asks("Which version of the report was checked?")]
    checklist: Annotated[DocumentRef, Form("wt_checklist", "The checklist, item by item.")]
    failed: Annotated[tuple[str, ...], FromForm()] = ()


class SignReport(Decision):
    """Sign one version of the report in a capacity (R11)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "sign_report"

    capacity: Annotated[Capacity, Asks("In which capacity?")]
    report_version: Annotated[int, Asks("Which version of the report?")]


class RefuseReport(ReasonedDecision):
    """Refuse to sign, with reasons: back to the Chair; a second refusal goes to the Executive (R11)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "refuse_report"

    capacity: Annotated[Capacity, Asks("In which capacity?")]
    report_version: Annotated[int, Asks("Which version of the report?")]


class DecideRefusal(ReasonedDecision):
    """The Executive decides after a second refusal: a new version, or the report stands (R11)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "decide_refusal"

    stands: Annotated[bool, Asks("Does the report stand as it is?")]


class SignInPlace(ReasonedDecision):
    """The Management Group Chair signs in place of missing signatures, with the written reason (R12)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "sign_in_place"

    report_version: Annotated[int, Asks("Which version of the report?")]


class ApprovePendingSubmission(ReasonedDecision):
    """The Executive approves sending the report "sign-off pending", on the last day only (R13)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "approve_pending_submission"


class RecordSubmission(Decision):
    """Record that the report went to the National Panel: what, when, by whom, receipt (R13)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "record_submission"

    report_version: Annotated[int, Asks("Which version was sent?")]
    sha256: Annotated[str, Asks("The hash of the document sent.")]
    sent_at: Annotated[AwareDatetime, Asks("When was it sent?")]
    receipt: Annotated[str, Text("The Panel's receipt.")] = ""
    late_reasons: Annotated[str, Text("If it is late: why?")] = ""


class StandDown(ReasonedDecision):
    """Record that the criteria were not met after all: who agreed, and why (R16)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "stand_down"

    agreed_by: Annotated[tuple[Partner, ...], Asks("Which statutory partners agreed?")]


class DeclareConflict(ReasonedDecision):
    """Somebody declares a conflict of interest in this case and is walled off from deciding in it (T2, R1)."""

    part: ClassVar[Part] = Part.RAPID_REVIEW
    name: ClassVar[str] = "declare_conflict"

    person: Annotated[str, Asks("Who has the conflict (their reference)?")]
    role: Annotated[Role, Asks("In which role?")]
