"""The minutes of the Rapid Review Panel: who was there, what was decided, and why there and then (R7, R8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from models.forms.fields import (
    CHOICE,
    ROWS,
    AgencyRef,
    Answer,
    Box,
    Clock,
    Detail,
    Line,
    Name,
    Narrative,
    PastDay,
    YesNo,
)
from models.forms.filed_form import Conflict, FiledForm, Piece
from models.forms.learning import ImmediateAction, JustifiedLearning, NationalTheme
from models.messages.rapid_review import Attendance
from models.people import Partner

PRESENT = (Attendance.ATTENDED, Attendance.SUBSTITUTE)
# of two people of one agency the one who was there speaks for it
_BEST_FIRST = (Attendance.ATTENDED, Attendance.SUBSTITUTE, Attendance.APOLOGIES, Attendance.ABSENT)


class Attendee(Piece):
    """One person nominated or present, for an agency."""

    shown_as: ClassVar[str] = "Attendee"

    name: Annotated[Name, Box("Name", mandatory=True)] = ""
    role: Annotated[Line, Box("Role", mandatory=True)] = ""
    agency: Annotated[Line, Box("Agency")] = ""
    agency_ref: Annotated[AgencyRef, Box("The agency's reference in the directory", mandatory=True)] = ""
    partner: Annotated[Partner | None, CHOICE, Box("Speaks for which statutory partner, if any")] = None
    nominated: Annotated[Answer, Box("Nominated by the agency in its return?", mandatory=True)] = None
    attendance: Annotated[
        Attendance | None, CHOICE, Box("Attended, apologies, absent or substitute", mandatory=True)
    ] = None
    substitute_for: Annotated[Name, Box("If a substitute: for whom")] = ""
    qiip_member: Annotated[Answer, Box("Member of the QiiP?")] = None

    def present(self) -> bool:
        """Was this person at the meeting?"""
        return self.attendance in PRESENT


class CoreAttendee(Piece):
    """A core member by office: the Business Manager, the Coordinator."""

    name: Annotated[Name, Box("Name")] = ""
    attendance: Annotated[
        Attendance | None, CHOICE, Box("Attended, apologies, absent or substitute", mandatory=True)
    ] = None


class PanelMinutes(FiledForm):
    """What was minuted of one meeting of the panel."""

    kind: ClassVar[str] = "panel_minutes"
    title: ClassVar[str] = "Minutes of the Rapid Review Panel"
    clause: ClassVar[str] = "R8"

    held_on: Annotated[PastDay, Box("Date of the meeting", mandatory=True)] = None
    began_at: Annotated[Clock, Box("Time")] = None
    venue: Annotated[Detail, Box("Venue", mandatory=True)] = ""
    chaired_by: Annotated[Name, Box("Chaired by", mandatory=True)] = ""
    business_manager: Annotated[CoreAttendee, Box("Business Manager")] = CoreAttendee()
    coordinator: Annotated[CoreAttendee, Box("Statutory Review Coordinator (minutes)")] = CoreAttendee()
    attendees: Annotated[tuple[Attendee, ...], Box("Attendees", mandatory=True), Field(max_length=ROWS)] = ()
    discussion: Annotated[Narrative, Box("Discussion", mandatory=True)] = ""
    learning: Annotated[
        tuple[JustifiedLearning, ...], Box("Single- and multi-agency learning"), Field(max_length=ROWS)
    ] = ()
    no_learning_because: Annotated[Narrative, Box("If no learning is identified: why")] = ""
    immediate_action_needed: Annotated[Answer, Box("Is any immediate or urgent action needed?", mandatory=True)] = None
    immediate_actions: Annotated[tuple[ImmediateAction, ...], Box("Immediate actions"), Field(max_length=50)] = ()
    lcspr_recommended: Annotated[Answer, Box("Is a LCSPR needed?", mandatory=True)] = None
    lcspr_justification: Annotated[Narrative, Box("LCSPR: justification", mandatory=True)] = ""
    national_themes: Annotated[tuple[NationalTheme, ...], Box("National themes"), Field(max_length=50)] = ()
    no_theme_because: Annotated[Narrative, Box("If no national theme is identified: why")] = ""

    def blanks(self) -> Iterable[str]:
        if not self.learning and not self.no_learning_because:
            yield "learning"
        if not self.national_themes and not self.no_theme_because:
            yield "national_themes"
        if self.immediate_action_needed is YesNo.YES and not self.immediate_actions:
            yield "immediate_actions"

    def conflicts(self, today: date) -> Iterable[Conflict]:
        if self.immediate_action_needed is YesNo.NO and self.immediate_actions:
            yield Conflict("immediate_action_needed", "says No beside actions", "Answer yes, or take the actions out.")

    def attendance(self) -> dict[str, Attendance]:
        """How each agency attended, by its reference: by the best of its people."""
        seen: dict[str, list[Attendance]] = {}
        for each in self.attendees:
            if each.agency_ref and each.attendance is not None:
                seen.setdefault(each.agency_ref, []).append(each.attendance)
        return {agency: min(all_of_it, key=_BEST_FIRST.index) for agency, all_of_it in seen.items()}

    def partners_present(self) -> tuple[Partner, ...]:
        """The statutory partners with somebody in the room, for the quorum."""
        there = {each.partner for each in self.attendees if each.present()}
        return tuple(partner for partner in Partner if partner in there)

    def brief(self) -> dict[str, object]:
        return {
            "partners_present": self.partners_present(),
            "attendance": self.attendance(),
            "qiip_members": sum(each.present() and each.qiip_member is YesNo.YES for each in self.attendees),
            "lcspr_recommended": self.lcspr_recommended is YesNo.YES,
            "immediate_actions": len(self.immediate_actions),
        }
