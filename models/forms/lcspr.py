"""The forms of a LCSPR: terms of reference, report, response plan, plan of publication (L1, L5, L6, P3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.fields import (
    CHOICE,
    ROWS,
    AgencyRef,
    AgencyRefs,
    Answer,
    Box,
    Clock,
    Day,
    Line,
    Name,
    Narrative,
    Number,
    WebAddress,
    YesNo,
)
from models.forms.filed_form import Conflict, FiledForm, Piece
from models.forms.learning import action_briefs
from models.people import Partner


class TermsOfReference(FiledForm):
    """What the LCSPR is to answer and how far it reaches; methodology and agencies are asked beside it (L1)."""

    kind: ClassVar[str] = "terms_of_reference"
    title: ClassVar[str] = "Terms of reference of the LCSPR"
    clause: ClassVar[str] = "L1"

    terms: Annotated[Narrative, Box("Terms of reference", mandatory=True)] = ""
    scope: Annotated[Narrative, Box("Scope of the review", mandatory=True)] = ""
    period_from: Annotated[Day, Box("Period under review: from")] = None
    period_to: Annotated[Day, Box("Period under review: to")] = None
    other: Annotated[Narrative, Box("Other requirements")] = ""

    def conflicts(self, today: date) -> Iterable[Conflict]:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            yield Conflict("period_to", "is before the period begins", "Check both dates of the period.")


class LcsprRecommendation(Piece):
    """One recommendation: what, of whom, by when, for what outcome (L5)."""

    shown_as: ClassVar[str] = "Recommendation"

    what: Annotated[Narrative, Box("What is required", mandatory=True)] = ""
    of_whom: Annotated[AgencyRefs, Box("Of whom (references)", mandatory=True)] = ()
    collectively: Annotated[Answer, Box("Of the partners collectively?")] = None
    by_when: Annotated[Day, Box("By when", mandatory=True)] = None
    outcome: Annotated[Narrative, Box("For what outcome for children", mandatory=True)] = ""

    def excused(self) -> frozenset[str]:
        return frozenset({"of_whom"}) if self.collectively is YesNo.YES else frozenset()


class NamedAgency(Piece):
    """An agency named in the published report."""

    shown_as: ClassVar[str] = "Agency"

    name: Annotated[Line, Box("Name of the agency", mandatory=True)] = ""
    agency_ref: Annotated[AgencyRef, Box("The agency's reference in the directory")] = ""


class LcsprReport(FiledForm):
    """The report of a LCSPR; a part that is missing blocks its sign-off (L5)."""

    kind: ClassVar[str] = "lcspr_report"
    title: ClassVar[str] = "Report of the Local Child Safeguarding Practice Review"
    clause: ClassVar[str] = "L5"

    chair: Annotated[Name, Box("Name of the Chair or Lead Reviewer", mandatory=True)] = ""
    agencies: Annotated[tuple[NamedAgency, ...], Box("Agencies involved", mandatory=True), Field(max_length=ROWS)] = ()
    what_happened: Annotated[Narrative, Box("What happened (anonymised)")] = ""
    improvements: Annotated[Narrative, Box("Summary of recommended improvements", mandatory=True)] = ""
    analysis: Annotated[Narrative, Box("Analysis of systemic or underlying reasons", mandatory=True)] = ""
    recommendations: Annotated[
        tuple[LcsprRecommendation, ...], Box("Recommendations", mandatory=True), Field(max_length=100)
    ] = ()

    def missing_parts(self) -> tuple[str, ...]:
        """The parts that WT2018 asks for and the report lacks: they block sign-off."""
        return self.gaps()


class PlannedAction(Piece):
    """One action of the response plan."""

    shown_as: ClassVar[str] = "Action"

    recommendation: Annotated[Number, Box("Which recommendation it answers (its number)")] = None
    response: Annotated[Narrative, Box("Response to the recommendation")] = ""
    action: Annotated[Narrative, Box("Action", mandatory=True)] = ""
    owner: Annotated[AgencyRef, Box("Agency that owns it (reference)", mandatory=True)] = ""
    due: Annotated[Day, Box("By when", mandatory=True)] = None
    measure: Annotated[Narrative, Box("How we shall know that it worked", mandatory=True)] = ""
    multi_agency: Annotated[Answer, Box("Is it a multi-agency action?")] = None


class ResponsePlan(FiledForm):
    """What the agencies will do about the report: its action plan (L6, G1)."""

    kind: ClassVar[str] = "response_plan"
    title: ClassVar[str] = "Response plan"
    clause: ClassVar[str] = "L6"

    introduction: Annotated[Narrative, Box("Introduction")] = ""
    actions: Annotated[tuple[PlannedAction, ...], Box("Actions", mandatory=True), Field(max_length=ROWS)] = ()

    def brief(self) -> dict[str, object]:
        rows = ((each.owner, each.due, each.multi_agency is YesNo.YES) for each in self.actions)
        return {"actions": action_briefs("LC", rows)}


class ToldHow(StrEnum):
    """How somebody is told before the report is public."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIDEO = "video"
    LETTER = "letter"


class Telling(Piece):
    """Who tells those who must hear of the report first, how and when (P3)."""

    who: Annotated[Name, Box("Who tells them", mandatory=True)] = ""
    role: Annotated[Line, Box("Role")] = ""
    how: Annotated[ToldHow | None, CHOICE, Box("How", mandatory=True)] = None
    on: Annotated[Day, Box("Date", mandatory=True)] = None
    at: Annotated[Clock, Box("Time")] = None
    notes: Annotated[Narrative, Box("What they need to be told, and support offered")] = ""


class PartnerAgrees(Piece):
    """A statutory partner's agreement with the plan (L7)."""

    shown_as: ClassVar[str] = "Statutory partner"

    partner: Annotated[Partner | None, CHOICE, Box("Statutory partner", mandatory=True)] = None
    agrees: Annotated[Answer, Box("Agrees with the plan?", mandatory=True)] = None


class PublicationPlan(FiledForm):
    """Who is told first, where and when the report appears, what goes with it (L7, P3)."""

    kind: ClassVar[str] = "publication_plan"
    title: ClassVar[str] = "Publication plan"
    clause: ClassVar[str] = "P3"

    wished_on: Annotated[Day, Box("Date on which publication is wished", mandatory=True)] = None
    address: Annotated[WebAddress, Box("Web address of the report", mandatory=True)] = ""
    family: Annotated[Telling, Box("Who tells the family")] = Telling()
    staff: Annotated[Telling, Box("Who tells the staff")] = Telling()
    learning_material: Annotated[Narrative, Box("Findings, practice briefing, learning material", mandatory=True)] = ""
    media: Annotated[Narrative, Box("Enquiries from the media")] = ""
    partners: Annotated[tuple[PartnerAgrees, ...], Box("Agreement of the statutory partners"), Field(max_length=3)] = ()

    def conflicts(self, today: date) -> Iterable[Conflict]:
        for who in ("family", "staff"):
            told_on = getattr(self, who).on
            if told_on and self.wished_on and told_on > self.wished_on:
                yield Conflict(
                    f"{who}.on", "is after publication", "Family and staff are told first: give an earlier date."
                )

    def agreed_by(self) -> tuple[Partner, ...]:
        """The statutory partners who agree with the plan."""
        agreed = {each.partner for each in self.partners if each.agrees is YesNo.YES}
        return tuple(partner for partner in Partner if partner in agreed)

    def brief(self) -> dict[str, object]:
        return {"wished_on": self.wished_on, "address": self.address, "agreed_by": self.agreed_by()}
