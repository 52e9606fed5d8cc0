"""Intake: what a notification says in law, how it is screened, and when two speak of one incident (N2-N12).

Every function answers and none raises. An unknown limb is None and never counts as a No: where an answer
is missing the rules lean towards a person looking at the case.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.case import CaseKind, DeathKind, Limbs, ReviewAsked
from models.family import is_early_neonatal, is_neonatal, name_key


class Screening(StrEnum):
    """What the screen by kind of event says (N7, N8)."""

    PROCEEDS = "proceed"  # nothing in the kind of event keeps it from a Rapid Review
    PERSON_DECIDES = "person_decides"  # the screen only advises Child Death Review: a person decides (N8)
    CHILD_DEATH_REVIEW = "child_death_review"  # goes to Child Death Review alone (N7)


SCREENED_OUT = frozenset({DeathKind.EARLY_NEONATAL, DeathKind.NEONATAL, DeathKind.EXPECTED})
DEATHS = SCREENED_OUT | {DeathKind.UNEXPECTED}


def meets_section_16c(limbs: Limbs) -> bool:
    """Do the limbs as recorded meet Children Act 2004 s16C(1), each known (N2)?"""
    died_or_harmed = limbs.child_died is True or limbs.child_seriously_harmed is True
    here_or_resident = limbs.in_area is True or limbs.outside_england_while_resident is True
    return limbs.abuse_known_or_suspected is True and died_or_harmed and here_or_resident


def may_meet_section_16c(limbs: Limbs) -> bool:
    """Could the limbs still be met once the unknown place is known: abuse, and death or serious harm (N2)?"""
    died_or_harmed = limbs.child_died is True or limbs.child_seriously_harmed is True
    elsewhere = limbs.in_area is False and limbs.outside_england_while_resident is False
    return limbs.abuse_known_or_suspected is True and died_or_harmed and not elsewhere


def limbs_unknown(limbs: Limbs) -> tuple[str, ...]:
    """The limbs of s16C(1) nobody has answered yet, by field name."""
    return tuple(name for name in Limbs.model_fields if getattr(limbs, name) is None)


def screening_advice(event: DeathKind, limbs: Limbs, kind: CaseKind, has_sin: bool = False) -> Screening:
    """Does a referral proceed, wait for a person's decision, or go to Child Death Review alone (N7, N8)?

    A SIN always proceeds. Where abuse or neglect is known, suspected or unanswered, early neonatal,
    neonatal and expected deaths are never screened out without a person's recorded decision.
    """
    if kind is CaseKind.SIN or has_sin or event not in SCREENED_OUT:
        return Screening.PROCEEDS
    if limbs.abuse_known_or_suspected is False:
        return Screening.CHILD_DEATH_REVIEW
    return Screening.PERSON_DECIDES


def possible_missed_notification(limbs: Limbs, has_sin: bool) -> bool:
    """Should the local authority be asked why there is no SIN: the answers meet N2 and none exists (N10)?"""
    return not has_sin and may_meet_section_16c(limbs)


def needs_rapid_review(kind: CaseKind) -> bool:
    """Does this kind of intake lead towards a Rapid Review, rather than end after the record (N12)?"""
    return kind in (CaseKind.SIN, CaseKind.CFC)


def opens_alte_part(review_asked: ReviewAsked) -> bool:
    """Does the form open an ALTE part, to be handed to the CDOP (N6)?"""
    return review_asked in (ReviewAsked.ALTE, ReviewAsked.BOTH)


def opens_rapid_review_part(review_asked: ReviewAsked) -> bool:
    """Does the form open a part for the QiiP to decide (N6)?"""
    return review_asked in (ReviewAsked.RAPID_REVIEW, ReviewAsked.BOTH)


def invites_other_area(incident_la: str | None, responsible_la: str | None) -> bool:
    """Are two different local authorities concerned, so that the other one is invited (N14)?"""
    return bool(incident_la and responsible_la and incident_la != responsible_la)


def event_by_age(born: date, died: date, left_hospital: bool | None = None) -> DeathKind | None:
    """The neonatal kind that the dates speak for, or None where they speak for neither (N7)."""
    if is_early_neonatal(born, died):
        return DeathKind.EARLY_NEONATAL
    if is_neonatal(born, died, left_hospital):
        return DeathKind.NEONATAL
    return None


def contradicts_dates(event: DeathKind, born: date, died: date, left_hospital: bool | None = None) -> bool:
    """Is the event called (early) neonatal although the dates say the child was older (N7)?"""
    by_age = event_by_age(born, died, left_hospital)
    if event is DeathKind.EARLY_NEONATAL:
        return by_age is not DeathKind.EARLY_NEONATAL
    # who is told "left hospital" nothing cannot say that a baby over 28 days had left it
    return event is DeathKind.NEONATAL and by_age is None and left_hospital is not None


def child_key(forename: str, last_name: str, born: date) -> str | None:
    """By what two notifications of the same child are recognised, or None without a name (N11)."""
    name = name_key(forename, last_name)
    return f"child|{name}|{born.isoformat()}" if name else None


def incident_key(surname: str, incident_on: date) -> str | None:
    """By what two notifications of the same incident are recognised: its date and a surname (N11)."""
    name = name_key(surname)
    return f"incident|{name}|{incident_on.isoformat()}" if name else None
