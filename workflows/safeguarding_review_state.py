"""What a case knows of itself as a whole, and what each decision about it leads to (N4-N14, R2, T7)."""

from __future__ import annotations

from datetime import datetime

from models.brief import step_due
from models.case import CaseKind, Opening, Outcome, Part
from models.people import Role, to_agency, to_partner, to_role
from models.recipients import UNIT
from models.record import Standing
from models.review import Cascade, Course, Safety, lacks_sin
from models.timetable import Alarm, LedgerEntry, LedgerKind, Plan, Timetable, TimetableRequest
from workflows.docket import Docket


class CaseState:
    """The state of the case as a whole."""

    def __init__(self, opening: Opening) -> None:
        self.case = opening.case
        self.opening = opening
        self.docket = Docket(opening.case, Part.REVIEW)
        self.safety = Safety(opening.immediate_safety_answered)
        self.cascade = Cascade()
        self.course = Course.OPENING
        self.has_sin = opening.has_sin or opening.kind is not CaseKind.CFC
        self.sin_declined = False  # the local authority answered that no SIN will follow, and why (N10)
        self.gaps = opening.form.gaps
        self.request = TimetableRequest(
            plan=Plan.RAPID_REVIEW,
            policy=opening.policy,
            kind=opening.kind,
            start=opening.notified_at,
            ledger=_first_ledger(opening),
        )
        self.timetable: Timetable | None = None
        self.awareness: Timetable | None = None
        self.alte_open = False
        self.outcome: Outcome | None = None
        self.lcspr_wanted = False
        self.national_review: bool | None = None  # begun or ended, still to be told to the LCSPR (R14)
        self.makes_way_for: Opening | None = None  # the case was opened again while its last letters waited
        self.withdraw = False  # the LCSPR decision was reversed, which is still to be told (R14)
        self.supersede = False  # a SIN came during the ballot, which is still to be told (T8)
        self.moved: list[str] = []  # reasons for which the parts' plans must be drawn up again
        self.escalations: list[Alarm] = []
        self.urgent: list[int] = []  # immediate actions whose escalation is still to be timed
        self.seen: set[str] = set()

    def is_open(self, step: str) -> bool:
        """Is this step still to be done, so that its alarms may fire?"""
        if self.course is Course.CLOSED:
            return False
        if step == "cascade":
            return bool(self.cascade.outstanding)
        if step == "sin_notification":
            return self.awaits_sin()
        if step.startswith("immediate-"):
            return any(f"immediate-{action.number}" == step for action in self.safety.unconfirmed)
        return False

    def awaits_sin(self) -> bool:
        """Does the case meet section 16C(1) while no SIN has come, and nobody answered that none will (N10)?"""
        return not self.sin_declined and lacks_sin(self.opening, self.has_sin)

    def addressees(self, alarm: Alarm) -> list[str]:
        """To whom an alarm's letters go, as things stand."""
        found: list[str] = []
        for whom in alarm.to:
            if whom == "outstanding_cascades":
                found.extend(to_partner(partner) for partner in self.cascade.outstanding)
            elif ":" in whom:
                found.append(whom)
            else:
                found.append(to_role(Role(whom)))
        return found

    def due(self) -> datetime | None:
        """By when the step in hand is due, as far as the case's own plan says."""
        steps = {Course.OPENING: "ballot", Course.THRESHOLD: "ballot"}
        if self.timetable is None:
            return None
        return step_due(self.timetable, steps.get(self.course, "submission")) or step_due(self.timetable, "submission")

    def standing(self) -> Standing:
        """How the case stands as a whole; the part in hand says the rest."""
        if self.course is Course.CLOSED:
            return Standing(stage=Course.CLOSED, next_action="none", holder="none", ended=True, outcome=self.outcome)
        action = "answer_safety_question" if not self.safety.answered else self.course.value
        waits = [to_agency(item.owner) for item in self.safety.unconfirmed]
        waits += [to_partner(partner) for partner in self.cascade.outstanding]
        return Standing(
            stage=self.course,
            next_action=action,
            holder=UNIT[0],
            due=self.due(),
            waits_for=tuple(waits),
        )


def _first_ledger(opening: Opening) -> tuple[LedgerEntry, ...]:
    """The National Panel's date where the notification states it already (N13)."""
    if opening.expected_on is None:
        return ()
    entry = LedgerEntry(
        id=opening.command_id,
        kind=LedgerKind.PANEL_DATE,
        at=opening.notified_at,
        by=opening.by,
        on=opening.expected_on,
    )
    return (entry,)
