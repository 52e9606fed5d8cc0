"""What may be said to the tracker of a case's learning actions (G1, G2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from models.case import Part
from models.commands import Decision, ReasonedDecision
from models.message import Asks, DocumentRef, Form, FromForm, Text


class AddAction(Decision):
    """Add an action to the tracker (G1)."""

    part: ClassVar[Part] = Part.LEARNING
    name: ClassVar[str] = "add_action"

    action: Annotated[DocumentRef, Form("learning_action", "The action: what, by whom, by when, how measured.")]
    owner: Annotated[str, FromForm()] = ""
    due: Annotated[date | None, FromForm()] = None
    multi_agency: Annotated[bool, FromForm()] = False


class UpdateAction(Decision):
    """Report progress on an action (G1)."""

    part: ClassVar[Part] = Part.LEARNING
    name: ClassVar[str] = "update_action"

    action: Annotated[str, Asks("Which action?")]
    progress: Annotated[str, Text("What progress was made?")]
    evidence: Annotated[str, Text("What shows it?")] = ""


class CompleteAction(Decision):
    """Complete an action, with its evidence and its impact (G1)."""

    part: ClassVar[Part] = Part.LEARNING
    name: ClassVar[str] = "complete_action"

    action: Annotated[str, Asks("Which action?")]
    evidence: Annotated[str, Text("What shows that it is done?")] = ""
    impact: Annotated[str, Text("What difference has it made?")] = ""


class HandOverAction(ReasonedDecision):
    """Hand an action over to somebody who carries it on outside the case (G7)."""

    part: ClassVar[Part] = Part.LEARNING
    name: ClassVar[str] = "hand_over_action"

    action: Annotated[str, Asks("Which action?")]
    to: Annotated[str, Asks("To whom (recipient reference)?")]


class RedateAction(ReasonedDecision):
    """Give an action a new due date; after the old one it is on record as slippage (G2)."""

    part: ClassVar[Part] = Part.LEARNING
    name: ClassVar[str] = "redate_action"

    action: Annotated[str, Asks("Which action?")]
    due: Annotated[date, Asks("By which date?")]
