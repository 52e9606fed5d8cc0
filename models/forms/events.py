"""Key events and plans, as agencies and the Chair write them down (R4, R6, R10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from models.forms.fields import (
    CHOICE,
    AgencyRef,
    Answer,
    Box,
    Clock,
    Detail,
    Line,
    Narrative,
    PastDay,
)
from models.forms.filed_form import Conflict, Piece


class KeyEvent(Piece):
    """One key event: date, time, what, source. An unknown date may be put in words instead."""

    shown_as: ClassVar[str] = "Key event"

    on: Annotated[PastDay, Box("Date", mandatory=True)] = None
    at: Annotated[Clock, Box("Time")] = None
    about_when: Annotated[Line, Box("If the date is not known: about when?")] = ""
    called: Annotated[Detail, Box("The event in a few words")] = ""
    what: Annotated[Narrative, Box("What happened", mandatory=True)] = ""
    source: Annotated[Detail, Box("Source of the information", mandatory=True)] = ""

    def excused(self) -> frozenset[str]:
        return frozenset({"on"}) if self.about_when else frozenset()


class ReportedEvent(KeyEvent):
    """A key event in the Chair's report, with the agency it comes from."""

    agency_ref: Annotated[AgencyRef, Box("The agency it comes from (reference)")] = ""


class KeyQuestion(Piece):
    """A question to be explored in the Rapid Review."""

    shown_as: ClassVar[str] = "Key question"

    question: Annotated[Narrative, Box("Question", mandatory=True)] = ""


class PlanCategory(StrEnum):
    """The categories of a Child Protection Plan."""

    NEGLECT = "neglect"
    PHYSICAL_ABUSE = "physical_abuse"
    SEXUAL_ABUSE = "sexual_abuse"
    EMOTIONAL_ABUSE = "emotional_abuse"
    MULTIPLE = "multiple"
    NOT_KNOWN = "not_known"


class PlanSpell(Piece):
    """One Child Protection Plan, from its start to its end (blank while it runs)."""

    shown_as: ClassVar[str] = "Child Protection Plan"

    category: Annotated[PlanCategory | None, CHOICE, Box("Category", mandatory=True)] = None
    started: Annotated[PastDay, Box("Date CPP started", mandatory=True)] = None
    ended: Annotated[PastDay, Box("Date CPP ended")] = None

    def conflicts(self, today: date) -> Iterable[Conflict]:
        if self.started and self.ended and self.ended < self.started:
            yield Conflict("ended", "is before the plan started", "Check both dates of the plan.")


class PlanQuestions(Piece):
    """The questions on plans that Appendices 2 and 3 ask in the same words."""

    cp_plan_at_incident: Annotated[
        Answer, Box("Was the child on a CP plan at the time of the incident?", mandatory=True)
    ] = None
    cp_plan_before: Annotated[
        Answer, Box("Was the child on a CP plan at any time prior to the incident?", mandatory=True)
    ] = None
    complex_abuse: Annotated[Answer, Box("Is the case linked to a complex abuse investigation?", mandatory=True)] = None
