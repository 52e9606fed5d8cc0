"""A case: its reference, kind, parts and outcome (N1, N12, N15)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from models.message import DocumentRef, Message
from models.people import Actor

REFERENCE = re.compile(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{3,5}")


def is_case_reference(text: str) -> bool:
    """Is this an opaque reference such as ``GSCP-2026-014`` (N15)?"""
    return REFERENCE.fullmatch(text) is not None


class CaseKind(StrEnum):
    """How a case came in (N1, N12)."""

    SIN = "sin"
    CFC = "cfc"
    LOOKED_AFTER_DEATH = "looked_after_death"  # N12: notified, no Rapid Review
    CARE_LEAVER_DEATH = "care_leaver_death"  # N12: notified, no Rapid Review


class Part(StrEnum):
    """A part of the process: one workflow each."""

    REVIEW = "review"  # the parent, SafeguardingReview
    THRESHOLD = "threshold"
    RAPID_REVIEW = "rapid-review"
    PANEL_REPLY = "panel-reply"
    LCSPR = "lcspr"
    PUBLICATION = "publication"
    LEARNING = "learning"


class Outcome(StrEnum):
    """How a case ended."""

    RECORD_ONLY = "record_only"  # N12
    CHILD_DEATH_REVIEW = "child_death_review"  # N7, N8
    ALTE_ONLY = "alte_only"  # N6
    NO_RAPID_REVIEW = "no_rapid_review"  # T6
    STOOD_DOWN = "stood_down"  # R16
    LEARNING_IMPLEMENTED = "learning_implemented"  # R17, G7: no LCSPR
    LCSPR_PUBLISHED = "lcspr_published"
    LCSPR_NOT_PUBLISHED = "lcspr_not_published"  # P5


class ReviewAsked(StrEnum):
    """Which review a CFC asks for (N6)."""

    RAPID_REVIEW = "rapid_review"
    ALTE = "alte"
    BOTH = "both"


class Limbs(Message):
    """The limbs of section 16C(1) of the Children Act 2004, each recorded by itself (N2). None: not known."""

    abuse_known_or_suspected: bool | None = None
    child_died: bool | None = None
    child_seriously_harmed: bool | None = None
    in_area: bool | None = None
    outside_england_while_resident: bool | None = None


class DeathKind(StrEnum):
    """The kinds of event by which a referral is screened (N7)."""

    UNEXPECTED = "unexpected"
    ALTE = "alte"
    EARLY_NEONATAL = "early_neonatal"
    NEONATAL = "neonatal"
    EXPECTED = "expected"
    NOT_A_DEATH = "not_a_death"


class Opening(Message):
    """What starts a case: references, dates and answers that name nobody."""

    case: str
    kind: CaseKind
    command_id: str
    by: Actor
    form: DocumentRef
    notified_at: AwareDatetime
    policy: str  # the edition the case opens under and keeps (C7)
    aware_on: date | None = None  # the day the local authority became aware (N10)
    review_asked: ReviewAsked = ReviewAsked.RAPID_REVIEW
    limbs: Limbs = Limbs()
    event: DeathKind = DeathKind.NOT_A_DEATH
    children: int = 1
    agencies: tuple[str, ...] = ()
    incident_la: str | None = None  # agency references (N14)
    responsible_la: str | None = None
    referrer: str | None = None  # recipient reference of who raised it
    presenter: str | None = None  # recipient reference of who will present it (N5)
    immediate_safety_answered: bool = False  # R2, asked on opening
    immediate_action_needed: bool = False  # R2, answered on opening: an action has to be ordered
    expected_on: date | None = None  # the National Panel's date where the form states it already (N13)
    possible_duplicates: tuple[str, ...] = ()  # case references shown before opening (N11)
    reopens: bool = False
    sequence: int = 1
    has_sin: bool = False  # an earlier opening of this case had a SIN
