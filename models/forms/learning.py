"""Learning, and the SMART actions it leads to, as reports and plans write them down (R8, R10, G1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.fields import CHOICE, AgencyRef, AgencyRefs, Box, Day, Detail, Narrative
from models.forms.filed_form import Piece
from models.messages.rapid_review import ActionBrief


class LearningTag(StrEnum):
    """For whom something is learned."""

    SINGLE_AGENCY = "single_agency"
    MULTI_AGENCY = "multi_agency"


class SmartAction(Piece):
    """One action: what, by whom, by when, and by what it is measured."""

    shown_as: ClassVar[str] = "Action"

    action: Annotated[Narrative, Box("Action", mandatory=True)] = ""
    owner: Annotated[AgencyRef, Box("Agency that owns it (reference)", mandatory=True)] = ""
    due: Annotated[Day, Box("By when", mandatory=True)] = None
    measure: Annotated[Narrative, Box("How we shall know that it worked", mandatory=True)] = ""


class Learning(Piece):
    """One thing learned, tied to the analysis it comes from."""

    shown_as: ClassVar[str] = "Learning"

    learning: Annotated[Narrative, Box("Learning identified", mandatory=True)] = ""
    tag: Annotated[LearningTag | None, CHOICE, Box("Single agency / multi agency", mandatory=True)] = None
    agencies: Annotated[AgencyRefs, Box("Agencies concerned (references)")] = ()
    from_analysis: Annotated[Narrative, Box("Which part of the analysis it comes from", mandatory=True)] = ""
    actions: Annotated[tuple[SmartAction, ...], Box("Actions", mandatory=True), Field(max_length=50)] = ()


class JustifiedLearning(Piece):
    """Learning as named at the panel meeting, justified there and then (R8)."""

    shown_as: ClassVar[str] = "Learning"

    learning: Annotated[Narrative, Box("Learning identified", mandatory=True)] = ""
    tag: Annotated[LearningTag | None, CHOICE, Box("Single agency / multi agency", mandatory=True)] = None
    justification: Annotated[Narrative, Box("Justification", mandatory=True)] = ""


class ImmediateAction(Piece):
    """An urgent action for an agency, decided at the panel meeting."""

    shown_as: ClassVar[str] = "Immediate action"

    action: Annotated[Narrative, Box("Action", mandatory=True)] = ""
    owner: Annotated[AgencyRef, Box("Agency that owns it (reference)", mandatory=True)] = ""
    by_when: Annotated[Day, Box("By when", mandatory=True)] = None
    justification: Annotated[Narrative, Box("Justification", mandatory=True)] = ""


class NationalTheme(Piece):
    """A theme of potential national interest."""

    shown_as: ClassVar[str] = "National theme"

    theme: Annotated[Detail, Box("Theme", mandatory=True)] = ""
    justification: Annotated[Narrative, Box("Justification", mandatory=True)] = ""


def action_briefs(prefix: str, actions: Iterable[tuple[str, date | None, bool]]) -> tuple[ActionBrief, ...]:
    """Owner and date of each action, numbered by its place: one without owner or date is a gap, and left out."""
    return tuple(
        ActionBrief(id=f"{prefix}-{number}", owner=owner, due=due, multi_agency=multi_agency)
        for number, (owner, due, multi_agency) in enumerate(actions, start=1)
        if owner and due is not None
    )
