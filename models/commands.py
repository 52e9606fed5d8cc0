"""The two kinds of message from people: a Decision (an Update, may be refused) and a Fact (a Signal)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from models.case import Part
from models.message import Message, Text
from models.people import Actor


class Told(Message):
    """What every decision and fact says of itself: its one-time token, when the door took it, by whom."""

    part: ClassVar[Part]
    name: ClassVar[str]

    version: int = 1
    command_id: Annotated[str, Field(min_length=1, max_length=64)]
    case: str
    at: AwareDatetime  # the door's clock (UTC), not the sender's
    by: Actor


class Decision(Told):
    """What a person asks for, and may be refused with a reason."""


class ReasonedDecision(Decision):
    """A decision that is nothing without its reasons (kept in the register)."""

    reasons: Annotated[str, Text("Why?")]


class Fact(Told):
    """What has happened and cannot be refused."""


class Answer(Message):
    """What an accepted decision led to at once, as a code (``recorded`` where nothing more is to say)."""

    outcome: str = "recorded"
