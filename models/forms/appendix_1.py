"""Appendix 1: the Case for Consideration, every box of it, and its Record of Decision (N3-N6, T6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.case import DeathKind, Limbs, ReviewAsked
from models.forms.events import PlanSpell
from models.forms.fields import (
    CHOICE,
    ROWS,
    Answer,
    AnswerOrNA,
    Box,
    Day,
    Narrative,
    PastDay,
    YesNo,
)
from models.forms.filed_form import Conflict, FiledForm, Piece
from models.forms.intake import OpensCase, truth
from models.forms.people import Adult, ChildAndHome, InvolvedWorker, Professional, ages
from models.people import Partner, to_agency


class CaseForConsideration(OpensCase):
    """Any agency asks the partnership to consider a Rapid Review or an ALTE review."""

    kind: ClassVar[str] = "appendix_1"
    title: ClassVar[str] = "Case for Consideration"
    clause: ClassVar[str] = "N3"

    review_asked: Annotated[ReviewAsked | None, CHOICE, Box("Is this referral for", mandatory=True)] = None
    raised_by: Annotated[Professional, Box("Person raising case for consideration")] = Professional()
    presenter: Annotated[Professional, Box("Who will present the case (N5)")] = Professional()
    children: Annotated[
        tuple[ChildAndHome, ...],
        Box("Name(s) and date(s) of birth of child(ren)", mandatory=True),
        Field(max_length=20),
    ] = ()
    adults: Annotated[
        tuple[Adult, ...],
        Box("Name(s) and date(s) of birth of parents and other significant adults", mandatory=True),
        Field(max_length=ROWS),
    ] = ()
    abuse_known_or_suspected: Annotated[
        Answer, Box("Is it known or suspected that the child has been abused or neglected", mandatory=True)
    ] = None
    died_or_seriously_harmed: Annotated[
        Answer, Box("Has the child died or been seriously harmed as a result of abuse or neglect?", mandatory=True)
    ] = None
    known_condition: Annotated[
        Answer, Box("Was the incident related to a known antecedent or condition?", mandatory=True)
    ] = None
    died_without_intervention: Annotated[
        AnswerOrNA, Box("Would the child have died without intervention", mandatory=True)
    ] = None
    case_summary: Annotated[Narrative, Box("Case Summary", mandatory=True)] = ""
    harm: Annotated[Narrative, Box("What harm has come to the child(ren)", mandatory=True)] = ""
    joint_working: Annotated[
        Narrative,
        Box(
            "Are there any concerns as to the way in which partner organisations have worked together?", mandatory=True
        ),
    ] = ""
    anything_else: Annotated[Narrative, Box("Any other information relevant to the decision")] = ""
    agencies: Annotated[
        tuple[InvolvedWorker, ...],
        Box("Agencies that are known to be involved", mandatory=True),
        Field(max_length=ROWS),
    ] = ()
    cp_plan: Annotated[
        Answer, Box("Is/are the child(ren) currently or previously subject of a Child Protection Plan?", mandatory=True)
    ] = None
    cp_plan_history: Annotated[
        tuple[PlanSpell, ...], Box("Child Protection Plans: category, start, end"), Field(max_length=ROWS)
    ] = ()
    cp_plan_details: Annotated[Narrative, Box("Child Protection Plan: details")] = ""
    ehc_or_cin_plan: Annotated[
        Answer,
        Box("Is/are the child(ren) currently or previously subject of an EHC or Child in Need Plan?", mandatory=True),
    ] = None
    ehc_or_cin_details: Annotated[Narrative, Box("EHC or Child in Need Plan: details")] = ""

    def family(self) -> tuple[ChildAndHome, ...]:
        return self.children

    def blanks(self) -> Iterable[str]:
        yield from super().blanks()
        if self.cp_plan is YesNo.YES and not self.cp_plan_history:
            yield "cp_plan_history"
        if self.ehc_or_cin_plan is YesNo.YES and not self.ehc_or_cin_details:
            yield "ehc_or_cin_details"

    def conflicts(self, today: date) -> Iterable[Conflict]:
        yield from super().conflicts(today)
        yield from ages(self.children, self.incident_on, today)

    def limbs(self) -> Limbs:
        """The limbs of s16C(1) as far as Appendix 1 answers them; where the incident was it does not ask (N2)."""
        died, answered = self.died(), truth(self.died_or_seriously_harmed)
        # one printed question asks for both limbs: a Yes that is no death is serious harm
        harmed = True if answered and died is not True else None
        if answered is False and died is not True:
            died, harmed = False, False
        if self.event is DeathKind.ALTE and answered is not False:
            harmed = True
        return Limbs(
            abuse_known_or_suspected=truth(self.abuse_known_or_suspected),
            child_died=died,
            child_seriously_harmed=harmed,
        )

    def agencies_to_ask(self) -> tuple[str, ...]:
        named = self.ask_agencies + tuple(each.agency_ref for each in self.agencies)
        return tuple(dict.fromkeys(ref for ref in named if ref))

    def opening_brief(self) -> dict[str, object]:
        opening = super().opening_brief()
        opening["limbs"] = self.limbs()
        opening["review_asked"] = self.review_asked or ReviewAsked.RAPID_REVIEW
        if self.raised_by.agency_ref:
            opening["referrer"] = to_agency(self.raised_by.agency_ref)
        if self.presenter.agency_ref:
            opening["presenter"] = to_agency(self.presenter.agency_ref)
        return opening


class PartnerReasons(Piece):
    """What one statutory partner held, and why."""

    shown_as: ClassVar[str] = "Statutory partner"

    partner: Annotated[Partner | None, CHOICE, Box("Statutory partner", mandatory=True)] = None
    proceed: Annotated[Answer, Box("Recommended for Rapid Review?", mandatory=True)] = None
    reasons: Annotated[Narrative, Box("Reasons", mandatory=True)] = ""


class RecordOfDecision(FiledForm):
    """The last part of Appendix 1: when it was discussed, what was decided, the reasons of all three (T6)."""

    kind: ClassVar[str] = "record_of_decision"
    title: ClassVar[str] = "Record of Decision"
    clause: ClassVar[str] = "T6"

    discussed_on: Annotated[PastDay, Box("Date discussed with the QiiP subgroup", mandatory=True)] = None
    proceed: Annotated[Answer, Box("Decision to recommend for Rapid Review?", mandatory=True)] = None
    reasons: Annotated[tuple[PartnerReasons, ...], Box("Reasons", mandatory=True), Field(max_length=3)] = ()
    rapid_review_on: Annotated[Day, Box("Date of Rapid Review (if applicable)", mandatory=True)] = None
    alternatives: Annotated[Narrative, Box("Alternatives offered")] = ""

    def excused(self) -> frozenset[str]:
        return frozenset() if self.proceed is YesNo.YES else frozenset({"rapid_review_on"})

    def conflicts(self, today: date) -> Iterable[Conflict]:
        if self.discussed_on and self.rapid_review_on and self.rapid_review_on < self.discussed_on:
            yield Conflict("rapid_review_on", "is before the decision", "Check both dates.")
        partners = [each.partner for each in self.reasons if each.partner]
        if len(partners) != len(set(partners)):
            yield Conflict("reasons", "names a partner twice", "Give one row for each statutory partner.")

    def brief(self) -> dict[str, object]:
        return {"proceed": self.proceed is YesNo.YES, "discussed_on": self.discussed_on}
