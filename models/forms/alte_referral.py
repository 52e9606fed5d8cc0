"""The Designated Doctor's referral of a child death or an ALTE, which becomes a SIN or a CFC (N1, N6, N7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from models.case import CaseKind, DeathKind, Limbs, ReviewAsked
from models.forms.fields import CHOICE, ROWS, Answer, Box, Line, Narrative, YesNo
from models.forms.filed_form import Conflict
from models.forms.intake import OpensCase, truth
from models.forms.people import ChildAndHome, InvolvedWorker, Professional, ages


class BecomesKind(StrEnum):
    """What the referral becomes."""

    SIN = "sin"
    CFC = "cfc"


class AlteReferral(OpensCase):
    """A serious safeguarding concern found by Child Death Review or an ALTE review."""

    kind: ClassVar[str] = "alte_referral"
    title: ClassVar[str] = "Referral from Child Death Review or ALTE"
    clause: ClassVar[str] = "N1"

    referred_by: Annotated[Professional, Box("Designated Doctor who refers")] = Professional()
    becomes: Annotated[BecomesKind | None, CHOICE, Box("To be considered as", mandatory=True)] = None
    review_reference: Annotated[Line, Box("Reference of the Child Death Review or ALTE review")] = ""
    children: Annotated[tuple[ChildAndHome, ...], Box("Child", mandatory=True), Field(max_length=4)] = ()
    abuse_known_or_suspected: Annotated[
        Answer, Box("Is abuse or neglect of the child known or suspected?", mandatory=True)
    ] = None
    alte_review_asked: Annotated[Answer, Box("Is an ALTE review asked for as well?")] = None
    concern: Annotated[Narrative, Box("The serious safeguarding concern", mandatory=True)] = ""
    agencies: Annotated[tuple[InvolvedWorker, ...], Box("Agencies involved"), Field(max_length=ROWS)] = ()

    def family(self) -> tuple[ChildAndHome, ...]:
        return self.children

    def blanks(self) -> Iterable[str]:
        yield from super().blanks()
        if self.event is None:
            yield "event"

    def conflicts(self, today: date) -> Iterable[Conflict]:
        yield from super().conflicts(today)
        yield from ages(self.children, self.died_on or self.incident_on, today)

    def limbs(self) -> Limbs:
        """The limbs the referral answers: abuse, and death or an ALTE as serious harm (N2)."""
        return Limbs(
            abuse_known_or_suspected=truth(self.abuse_known_or_suspected),
            child_died=self.died(),
            child_seriously_harmed=True if self.event is DeathKind.ALTE else None,
        )

    def agencies_to_ask(self) -> tuple[str, ...]:
        named = self.ask_agencies + tuple(each.agency_ref for each in self.agencies)
        return tuple(dict.fromkeys(ref for ref in named if ref))

    def opening_brief(self) -> dict[str, object]:
        both = self.alte_review_asked is YesNo.YES
        return super().opening_brief() | {
            "kind": CaseKind(self.becomes) if self.becomes else CaseKind.CFC,
            "limbs": self.limbs(),
            "review_asked": ReviewAsked.BOTH if both else ReviewAsked.RAPID_REVIEW,
            "referrer": "role:designated_doctor",
        }
