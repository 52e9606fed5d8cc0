"""The record of a Serious Incident Notification, each limb of section 16C by itself (N1, N2, N10-N14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from models.case import CaseKind, Limbs
from models.forms.fields import CHOICE, Answer, Box, Day, Detail, Line, Moment, Narrative, PastDay, YesNo
from models.forms.filed_form import Conflict
from models.forms.intake import OpensCase, truth
from models.forms.people import ChildAndHome, Professional, ages
from models.people import to_agency

CARE_LEAVER_OLDEST = 24
LONDON = "Europe/London"


class SinChild(ChildAndHome):
    """A child of the notification, described as the National Panel asks."""

    gender: Annotated[Detail, Box("Gender")] = ""
    ethnicity: Annotated[Detail, Box("Ethnicity")] = ""
    looked_after: Annotated[Answer, Box("Is or was the child looked after?")] = None


class SinRecord(OpensCase):
    """What the local authority told the National Panel, or the record of a death under N12."""

    kind: ClassVar[str] = "sin"
    title: ClassVar[str] = "Serious Incident Notification"
    clause: ClassVar[str] = "N2"

    notification: Annotated[CaseKind | None, CHOICE, Box("Kind of notification", mandatory=True)] = None
    notified_by: Annotated[Professional, Box("Who notified, for the local authority")] = Professional()
    abuse_known_or_suspected: Annotated[
        Answer, Box("Is abuse or neglect of the child known or suspected?", mandatory=True)
    ] = None
    child_died: Annotated[Answer, Box("Did the child die (suspected suicide included)?", mandatory=True)] = None
    suspected_suicide: Annotated[Answer, Box("Is suicide suspected?")] = None
    child_seriously_harmed: Annotated[Answer, Box("Was the child seriously harmed?", mandatory=True)] = None
    in_area: Annotated[Answer, Box("Did it happen in the local authority's area?", mandatory=True)] = None
    outside_england_while_resident: Annotated[
        Answer, Box("Did it happen outside England while the child normally lived in the area?", mandatory=True)
    ] = None
    incident_on: Annotated[PastDay, Box("Date of the incident", mandatory=True)] = None
    aware_on: Annotated[PastDay, Box("Date the local authority became aware", mandatory=True)] = None
    notified_at: Annotated[Moment, Box("When the National Panel was notified (if blank: when this was filed)")] = None
    panel_reference: Annotated[Line, Box("The National Panel's reference")] = ""
    expected_on: Annotated[Day, Box("The Panel's expected response date, if known")] = None
    children: Annotated[tuple[SinChild, ...], Box("Children (one to four)", mandatory=True), Field(max_length=4)] = ()
    more_children: Annotated[Narrative, Box("Further children, in words")] = ""
    what_happened: Annotated[Narrative, Box("What happened", mandatory=True)] = ""

    def family(self) -> tuple[ChildAndHome, ...]:
        return self.children

    def excused(self) -> frozenset[str]:
        excused = {"in_area"} if self.outside_england_while_resident is YesNo.YES else set()
        if self.in_area is YesNo.YES:
            excused.add("outside_england_while_resident")
        if self.child_died is YesNo.YES:
            excused.add("child_seriously_harmed")
        return frozenset(excused)

    def case_kind(self) -> CaseKind:
        """The kind of case the record opens: a SIN unless it says that it is a record only (N12)."""
        return self.notification or CaseKind.SIN

    def conflicts(self, today: date) -> Iterable[Conflict]:
        yield from super().conflicts(today)
        yield from self._kinds()
        yield from self._dates()
        oldest = CARE_LEAVER_OLDEST if self.case_kind() is CaseKind.CARE_LEAVER_DEATH else 17
        yield from ages(self.children, self.died_on or self.incident_on, today, oldest)

    def _kinds(self) -> Iterable[Conflict]:
        if self.notification is CaseKind.CFC:
            yield Conflict("notification", "is a Case for Consideration", "File a CFC on Appendix 1 instead.")
        if self.in_area is YesNo.YES and self.outside_england_while_resident is YesNo.YES:
            yield Conflict(
                "outside_england_while_resident", "cannot be Yes beside an incident in the area", "Answer Yes to one."
            )

    def _dates(self) -> Iterable[Conflict]:
        if self.incident_on and self.aware_on and self.aware_on < self.incident_on:
            yield Conflict("aware_on", "is before the incident", "Check it against the date of the incident.")
        if self.notified_at is None:
            return
        notified_on = self.notified_at.astimezone(ZoneInfo(LONDON)).date()
        if self.aware_on and self.aware_on > notified_on:
            yield Conflict("aware_on", "is after the notification", "Check it against when the Panel was notified.")
        if self.expected_on and self.expected_on < notified_on:
            yield Conflict("expected_on", "is before the notification", "Check the Panel's e-mail.")

    def limbs(self) -> Limbs:
        """The limbs of s16C(1), each as recorded; None where it was left blank (N2)."""
        return Limbs(
            abuse_known_or_suspected=truth(self.abuse_known_or_suspected),
            child_died=truth(self.child_died),
            child_seriously_harmed=truth(self.child_seriously_harmed),
            in_area=truth(self.in_area),
            outside_england_while_resident=truth(self.outside_england_while_resident),
        )

    def died(self) -> bool | None:
        return truth(self.child_died) if self.child_died is not None else super().died()

    def opening_brief(self) -> dict[str, object]:
        opening = super().opening_brief()
        opening |= {"kind": self.case_kind(), "limbs": self.limbs(), "aware_on": self.aware_on}
        if self.expected_on is not None:
            opening["expected_on"] = self.expected_on
        if self.notified_by.agency_ref:
            opening["referrer"] = to_agency(self.notified_by.agency_ref)
        return opening
