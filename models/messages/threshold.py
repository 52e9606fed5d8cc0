"""What may be said to an open ballot (T2, T5, T8). One vote per statutory partner."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AwareDatetime

from models.case import Part
from models.commands import Fact, ReasonedDecision
from models.message import Asks, DocumentRef, Form, FromForm
from models.people import Partner


class CastVote(ReasonedDecision):
    """Say whether the case should become a Rapid Review, with reasons; may change until the ballot closes (T2, T5)."""

    part: ClassVar[Part] = Part.THRESHOLD
    name: ClassVar[str] = "cast_vote"

    partner: Annotated[Partner, Asks("For which statutory partner?")]
    proceed: Annotated[bool, Asks("Should the case become a Rapid Review?")]


class Recuse(ReasonedDecision):
    """A member with a conflict of interest steps aside; the named deputy votes (T2)."""

    part: ClassVar[Part] = Part.THRESHOLD
    name: ClassVar[str] = "recuse"

    partner: Annotated[Partner, Asks("For which statutory partner?")]
    person: Annotated[str, Asks("If it is recorded for them: who steps aside (their reference)?")] = ""


class SinNotified(Fact):
    """A Serious Incident Notification for this case: an open ballot closes as superseded (T1, T8)."""

    part: ClassVar[Part] = Part.REVIEW
    name: ClassVar[str] = "sin_notified"

    sin: Annotated[DocumentRef, Form("sin", "The SIN record, as a form.")]
    notified_at: Annotated[AwareDatetime | None, FromForm()] = None  # None: when the door took it
