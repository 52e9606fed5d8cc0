"""Appendix 3: the Rapid Review Report, all eight sections (R9, R10, R13).

The endorsements and the date of submission at its foot are not typed: they are the recorded signatures
and the recorded submission, and are printed from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.events import PlanQuestions, PlanSpell, ReportedEvent
from models.forms.fields import (
    CHOICE,
    ROWS,
    AgencyRefs,
    Answer,
    Box,
    Clock,
    Detail,
    Line,
    Narrative,
    PastDay,
    YesNo,
)
from models.forms.filed_form import Conflict, FiledForm, Piece
from models.forms.learning import Learning, LearningTag, action_briefs
from models.forms.panel_minutes import Attendee
from models.forms.people import Adult, ChildProfile, Sibling, ages


class FamilyBackground(Piece):
    children: Annotated[tuple[ChildProfile, ...], Box("Child", mandatory=True), Field(max_length=20)] = ()
    parents: Annotated[tuple[Adult, ...], Box("Parents"), Field(max_length=ROWS)] = ()
    siblings: Annotated[tuple[Sibling, ...], Box("Siblings"), Field(max_length=ROWS)] = ()
    incident_on: Annotated[PastDay, Box("Date of the incident")] = None

    def conflicts(self, today: date) -> Iterable[Conflict]:
        # a report may be written after the eighteenth birthday: ages count only on the incident's date
        return ages(self.children, self.incident_on, today) if self.incident_on else ()


class RapidReviewDetails(Piece):
    held_on: Annotated[PastDay, Box("Meeting date", mandatory=True)] = None
    began_at: Annotated[Clock, Box("Meeting time", mandatory=True)] = None
    venue: Annotated[Detail, Box("Meeting venue", mandatory=True)] = ""
    attendees: Annotated[
        tuple[Attendee, ...],
        Box("Attendees, with apologies and non-attendance", mandatory=True),
        Field(max_length=ROWS),
    ] = ()


class AnsweredQuestion(Piece):
    """A key question emerging, and the line of enquiry it answers."""

    shown_as: ClassVar[str] = "Key question"

    question: Annotated[Narrative, Box("Key question", mandatory=True)] = ""
    kloe: Annotated[Line, Box("Which key lines of enquiry it answers (numbers)")] = ""
    answer: Annotated[Narrative, Box("What the review found", mandatory=True)] = ""


class CaseUnderReview(Piece):
    concise_statement: Annotated[Narrative, Box("Concise statement of case", mandatory=True)] = ""
    key_events: Annotated[tuple[ReportedEvent, ...], Box("Key events", mandatory=True), Field(max_length=2000)] = ()
    key_questions: Annotated[
        tuple[AnsweredQuestion, ...], Box("Key questions emerging", mandatory=True), Field(max_length=ROWS)
    ] = ()
    appraisal: Annotated[Narrative, Box("Appraisal of the case", mandatory=True)] = ""
    protected_characteristics: Annotated[
        Narrative, Box("How protected characteristics were considered", mandatory=True)
    ] = ""


class OtherInformation(PlanQuestions):
    other_children: Annotated[Answer, Box("Are there any other siblings or children to consider?", mandatory=True)] = (
        None
    )
    other_children_details: Annotated[Narrative, Box("Other siblings or children: details")] = ""
    plan_history: Annotated[tuple[PlanSpell, ...], Box("Child Protection Plans"), Field(max_length=ROWS)] = ()
    immediate_safeguarding: Annotated[Narrative, Box("Other immediate safeguarding considerations", mandatory=True)] = (
        ""
    )
    medical_details: Annotated[Narrative, Box("Medical details", mandatory=True)] = ""
    missing_returns: Annotated[AgencyRefs, Box("Agencies whose return was not received (references)")] = ()
    gaps_in_returns: Annotated[Narrative, Box("Gaps in the agencies' returns", mandatory=True)] = ""

    def blanks(self) -> Iterable[str]:
        if self.other_children is YesNo.YES and not self.other_children_details:
            yield "other_children_details"
        if YesNo.YES in (self.cp_plan_at_incident, self.cp_plan_before) and not self.plan_history:
            yield "plan_history"


class Recommended(StrEnum):
    """Where the Rapid Review leads (R17)."""

    IMPLEMENT_LEARNING = "implement_learning"
    PROCEED_TO_LCSPR = "proceed_to_lcspr"


class Recommendation(Piece):
    recommended: Annotated[Recommended | None, CHOICE, Box("Recommendation", mandatory=True)] = None
    rationale: Annotated[Narrative, Box("Decisions and rationale", mandatory=True)] = ""


class LcsprDecision(Piece):
    proceed: Annotated[Answer, Box("Proceed to LCSPR", mandatory=True)] = None
    methodology: Annotated[Narrative, Box("Methodology agreed", mandatory=True)] = ""
    scope: Annotated[Narrative, Box("Scope of review", mandatory=True)] = ""
    agencies: Annotated[AgencyRefs, Box("Agencies required to cooperate (references)", mandatory=True)] = ()
    other: Annotated[Narrative, Box("Other requirements for LCSPR")] = ""

    def excused(self) -> frozenset[str]:
        return frozenset() if self.proceed is YesNo.YES else frozenset({"methodology", "scope", "agencies"})


class RapidReviewReport(FiledForm):
    """The report of the Rapid Review, as the Chair hands it in."""

    kind: ClassVar[str] = "appendix_3"
    title: ClassVar[str] = "Rapid Review Report"
    clause: ClassVar[str] = "R9"

    family_background: Annotated[FamilyBackground, Box("1. Family background")] = FamilyBackground()
    rapid_review: Annotated[RapidReviewDetails, Box("2. Rapid Review details")] = RapidReviewDetails()
    case_under_review: Annotated[CaseUnderReview, Box("3. Report on case under review")] = CaseUnderReview()
    other_information: Annotated[OtherInformation, Box("4. Other relevant information")] = OtherInformation()
    learning: Annotated[
        tuple[Learning, ...], Box("5. Identified learning", mandatory=True), Field(max_length=ROWS)
    ] = ()
    recommendation: Annotated[Recommendation, Box("6. Recommendation")] = Recommendation()
    national_themes: Annotated[Narrative, Box("7. Themes of potential national interest", mandatory=True)] = ""
    lcspr: Annotated[LcsprDecision, Box("8. Decision to proceed to LCSPR")] = LcsprDecision()

    def excused(self) -> frozenset[str]:
        # "where learning is not identified … deciding on the LCSPR process": its learning comes later
        return frozenset({"learning"}) if self.lcspr.proceed is YesNo.YES and not self.learning else frozenset()

    def lcspr_recommended(self) -> bool:
        """Does the report lead to a LCSPR: by its decision or, while that is blank, by its recommendation?"""
        if self.lcspr.proceed is not None:
            return self.lcspr.proceed is YesNo.YES
        return self.recommendation.recommended is Recommended.PROCEED_TO_LCSPR

    def brief(self) -> dict[str, object]:
        rows = [
            (each, learned.tag is LearningTag.MULTI_AGENCY) for learned in self.learning for each in learned.actions
        ]
        return {
            "lcspr_recommended": self.lcspr_recommended(),
            "actions": action_briefs("RR", ((each.owner, each.due, multi_agency) for each, multi_agency in rows)),
        }
