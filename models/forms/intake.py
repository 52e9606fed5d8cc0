"""What every form that opens a case may say beyond its printed boxes, and how it opens one (N2, N7, N11, N14, R2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from models.case import DeathKind
from models.forms.fields import (
    CHOICE,
    ROWS,
    AgencyRef,
    AgencyRefs,
    Answer,
    Box,
    Moment,
    Narrative,
    PastDay,
    YesNo,
)
from models.forms.filed_form import Conflict, FiledForm
from models.forms.people import ChildAndHome, Sibling
from models.notification import DEATHS, child_key, contradicts_dates, incident_key


class OpensCase(FiledForm):
    """A form that opens a case: event, dates, areas, agencies to ask, and whether a child is safe now."""

    event: Annotated[DeathKind | None, CHOICE, Box("Kind of event")] = None
    incident_on: Annotated[PastDay, Box("Date of the incident")] = None
    died_on: Annotated[PastDay, Box("Date of death, if the child died")] = None
    left_hospital: Annotated[Answer, Box("If a baby died: had the baby left hospital since birth?")] = None
    incident_la: Annotated[AgencyRef, Box("Incident local authority (reference)")] = ""
    responsible_la: Annotated[AgencyRef, Box("Responsible local authority (reference)")] = ""
    ask_agencies: Annotated[AgencyRefs, Box("Agencies to ask for information (references)")] = ()
    immediate_action_needed: Annotated[Answer, Box("Is immediate action needed to keep children safe?")] = None
    immediate_action: Annotated[Narrative, Box("What is known, and what action is needed")] = ""
    notified_at: Annotated[Moment, Box("When the partnership was notified")] = None
    siblings: Annotated[tuple[Sibling, ...], Box("Siblings and other children"), Field(max_length=ROWS)] = ()

    def family(self) -> tuple[ChildAndHome, ...]:
        """The children the form is about."""
        return ()

    def blanks(self) -> Iterable[str]:
        if self.event_in_doubt():
            yield "event"
        if self.immediate_action_needed is YesNo.YES and not self.immediate_action:
            yield "immediate_action"

    def conflicts(self, today: date) -> Iterable[Conflict]:
        if self.incident_on and self.died_on and self.died_on < self.incident_on:
            yield Conflict("died_on", "is before the incident", "Check it against the date of the incident.")
        if self.notified_at is not None and (self.notified_at.date() - today).days > 1:
            yield Conflict("notified_at", "is in the future", "Give the moment the notification came in.")

    def event_in_doubt(self) -> bool:
        """Is the event called neonatal although the children's dates say otherwise (N7)?"""
        left = None if self.left_hospital is None else self.left_hospital is YesNo.YES
        return any(
            self.event is not None
            and child.date_of_birth is not None
            and self.died_on is not None
            and contradicts_dates(self.event, child.date_of_birth, self.died_on, left)
            for child in self.family()
        )

    def event_to_screen(self) -> DeathKind:
        """The kind of event the screen goes by: one in doubt counts as unexpected, so that nobody is screened out."""
        if self.event_in_doubt():
            return DeathKind.UNEXPECTED
        return self.event or (DeathKind.UNEXPECTED if self.died() else DeathKind.NOT_A_DEATH)

    def died(self) -> bool | None:
        """Did a child die, as far as event and dates tell? None where they do not."""
        if self.died_on is not None or self.event in DEATHS:
            return True
        return False if self.event is DeathKind.NOT_A_DEATH else None

    def duplicate_keys(self) -> frozenset[str]:
        """By what the same child or the same incident is found again: compare, never show (N11)."""
        children = self.family()
        keys = {child_key(each.forename, each.last_name, each.date_of_birth) for each in children if each.date_of_birth}
        if self.incident_on is not None:
            keys |= {incident_key(each.last_name, self.incident_on) for each in children}
        return frozenset(key for key in keys if key is not None)

    def brief(self) -> dict[str, object]:
        return {"notified_at": self.notified_at} | self.opening_brief()

    def opening_brief(self) -> dict[str, object]:
        """The fields of :class:`models.case.Opening` that this form answers; nothing personal (N15)."""
        opening: dict[str, object] = {
            "event": self.event_to_screen(),
            "children": max(1, len(self.family())),
            "agencies": self.agencies_to_ask(),
            "incident_la": self.incident_la or None,
            "responsible_la": self.responsible_la or None,
            "immediate_safety_answered": self.immediate_action_needed is not None,
        }
        if self.notified_at is not None:
            opening["notified_at"] = self.notified_at
        return opening

    def agencies_to_ask(self) -> tuple[str, ...]:
        """The agencies named by reference, each once, in the order named."""
        return tuple(dict.fromkeys(ref for ref in self.ask_agencies if ref))


def truth(answer: YesNo | None) -> bool | None:
    """Yes and No as true and false; unanswered stays None."""
    return None if answer is None else answer is YesNo.YES
