"""What may be said while the National Panel's reply to a Rapid Review is awaited (R14)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AwareDatetime

from models.case import Part
from models.commands import Decision, Fact, ReasonedDecision
from models.message import Asks, DocumentRef, Form, Text


class Reply(StrEnum):
    """What the National Panel says to a Rapid Review Report."""

    AGREES = "agrees"
    QUERIES = "queries"
    DISAGREES = "disagrees"
    NATIONAL_REVIEW = "national_review"


class PanelReplied(Fact):
    """The National Panel's reply; it may write more than once, and the last word counts (R14)."""

    part: ClassVar[Part] = Part.PANEL_REPLY
    name: ClassVar[str] = "panel_replied"

    reply: Annotated[Reply, Asks("What does the National Panel reply?")]
    letter: Annotated[str, Text("The National Panel's letter.")] = ""


class AnswerQueries(Decision):
    """Answer the National Panel's queries: what was sent, and when (R14)."""

    part: ClassVar[Part] = Part.PANEL_REPLY
    name: ClassVar[str] = "answer_queries"

    answer: Annotated[DocumentRef, Form("panel_answer", "The answer to the Panel's queries.")]
    sent_at: Annotated[AwareDatetime, Asks("When was it sent?")]


class ReconsiderLcspr(ReasonedDecision):
    """Decide again whether to commission a LCSPR, after the National Panel disagreed (R14)."""

    part: ClassVar[Part] = Part.PANEL_REPLY
    name: ClassVar[str] = "reconsider_lcspr"

    commission: Annotated[bool, Asks("Is a LCSPR commissioned?")]


class NationalReviewEnded(ReasonedDecision):
    """The national review that paused the LCSPR has ended (R14)."""

    part: ClassVar[Part] = Part.PANEL_REPLY
    name: ClassVar[str] = "national_review_ended"


class CloseWait(ReasonedDecision):
    """Close the wait for a reply that will not come, with the reason (R14)."""

    part: ClassVar[Part] = Part.PANEL_REPLY
    name: ClassVar[str] = "close_wait"
