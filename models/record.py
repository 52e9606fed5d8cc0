"""What a part hands to the register in one transaction: what happened, what to post, how it stands (K2).

Nothing here holds a word that people typed: texts are references, people and agencies are references.
"""

from __future__ import annotations

from datetime import date

from pydantic import AwareDatetime, Field

from models.case import Outcome, Part
from models.message import Message
from models.people import SERVICE, Actor

Detail = str | int | bool | None | tuple[str, ...]


class Event(Message):
    """One entry of the audit trail, unique by (case, id) however often it is handed over."""

    id: str  # the command's id, or one the part counts itself
    at: AwareDatetime
    action: str
    by: Actor = SERVICE
    detail: dict[str, Detail] = Field(default_factory=dict)
    reasons: str | None = None
    clause: str = ""


class Letter(Message):
    """A letter to post: once per (case, purpose, recipient, due, about) whatever crashes (E2)."""

    purpose: str
    to: str  # a recipient reference of models.people
    due: date | None = None  # None: a notice without a deadline; the register takes the London date of the record
    about: str = ""  # which of several like things on one day: a report's version, an action, an agency
    facts: dict[str, str] = Field(default_factory=dict)  # only the fields that models.letters allows
    any_hour: bool = False
    meant_for: AwareDatetime | None = None  # the alarm's instant: after an outage the letter says that it is late


class Standing(Message):
    """How a part stands: what it waits for, who holds it, by when (the read model's row)."""

    stage: str
    next_action: str
    holder: str  # a recipient reference
    due: AwareDatetime | None = None
    waits_for: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()  # what a person must do because an order could not be carried out
    ended: bool = False
    outcome: Outcome | str | None = None


class Record(Message):
    """One transaction: audit entries, read model and outbox rows together."""

    case: str
    part: Part
    at: AwareDatetime
    events: tuple[Event, ...] = ()
    letters: tuple[Letter, ...] = ()
    standing: Standing | None = None


class Recorded(Message):
    """When the earliest letter of this case that still waits for working hours may go (E3)."""

    post_due: AwareDatetime | None = None
    post_is_local: bool = False  # letters go into a folder of this machine: delivered at once, in the same task


class PostOrder(Message):
    """Deliver what is due of a case's post."""

    case: str
    part: Part
    now: AwareDatetime


class UndeliverableLetter(Message):
    purpose: str
    to: str
    due: date
    why: str  # a code: no_address, refused, unknown_outcome, gave_up


class PostReport(Message):
    """What came of a delivery: how many went, when the next may go, which became a task (E5)."""

    sent: int = 0
    post_due: AwareDatetime | None = None
    undeliverable: tuple[UndeliverableLetter, ...] = ()
