"""What may be said about a LCSPR's report, its response plan and its way through governance (L5-L8)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from models.case import Part
from models.commands import Decision, ReasonedDecision
from models.message import Asks, DocumentRef, Form, FromForm, Text
from models.messages.rapid_review import ActionBrief
from models.people import Partner


class SubmitDraft(Decision):
    """File a version of the report; it goes to every agency, and voids what was signed before (L5, L6)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "submit_draft"

    report: Annotated[DocumentRef, Form("lcspr_report", "The LCSPR report.")]


class FileResponsePlan(Decision):
    """File the response plan with its actions; it goes to every agency with the report (L6, G1)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "file_response_plan"

    plan: Annotated[DocumentRef, Form("response_plan", "The response plan.")]
    actions: Annotated[tuple[ActionBrief, ...], FromForm()] = ()


class SignDraft(Decision):
    """An agency signs off one version of the report, with the response plan (L6)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "sign_draft"

    agency: Annotated[str, Asks("For which agency (its reference)?")]
    report_version: Annotated[int, Asks("Which version of the report?")]


class QueryDraft(ReasonedDecision):
    """An agency questions the accuracy of one version of the report (L6)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "query_draft"

    agency: Annotated[str, Asks("For which agency (its reference)?")]
    report_version: Annotated[int, Asks("Which version of the report?")]


class ConfirmResponsePlan(Decision):
    """Confirm that the response plan is being actioned (L7)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "confirm_response_plan"

    evidence: Annotated[str, Text("By what is it seen that the plan is being actioned?")]


class FilePublicationPlan(Decision):
    """File the publication plan, which all three statutory partners then have to agree (L7)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "file_publication_plan"

    plan: Annotated[DocumentRef, Form("publication_plan", "The publication plan.")]


class AgreePublicationPlan(Decision):
    """A statutory partner agrees the publication plan as filed (L7)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "agree_publication_plan"

    partner: Annotated[Partner, Asks("For which statutory partner?")]
    plan_version: Annotated[int, Asks("Which version of the publication plan?")]


class CheckAnonymisation(Decision):
    """A second person checks that the report names nobody it should not (L7)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "check_anonymisation"

    report_version: Annotated[int, Asks("Which version of the report?")]
    passed: Annotated[bool, Asks("Is the report anonymised?")]
    findings: Annotated[str, Text("What was checked and found?")]


class DeclareReady(Decision):
    """The QiiP declares the report ready for publication and recommends sign-off (L7)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "declare_ready"

    report_version: Annotated[int, Asks("Which version of the report?")]


class EndorseReport(Decision):
    """The Management Group endorses the report (L8)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "endorse_report"

    report_version: Annotated[int, Asks("Which version of the report?")]


class SkipEndorsement(ReasonedDecision):
    """The report goes to the Executive without the Management Group's endorsement (L8)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "skip_endorsement"

    report_version: Annotated[int, Asks("Which version of the report?")]


class SignOffLcspr(Decision):
    """The Executive signs off report, response plan and publication plan (L8)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "sign_off_lcspr"

    report_version: Annotated[int, Asks("Which version of the report?")]


class DeclineLcspr(ReasonedDecision):
    """The Executive declines to sign off; back to the QiiP with reasons (L8)."""

    part: ClassVar[Part] = Part.LCSPR
    name: ClassVar[str] = "decline_lcspr"

    report_version: Annotated[int, Asks("Which version of the report?")]
