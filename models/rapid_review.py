"""The Rapid Review: its Chair, its panel meeting, its end (R1, R6-R8, R16)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.brief import running_pause
from models.message import Message, Refusal
from models.messages.clock import ExtendStep, PauseClock, ResumeClock
from models.messages.rapid_review import ActionBrief, AppointChair, HoldPanel, MovePanel, ReplaceChair, StandDown
from models.people import Actor, Partner, Role
from models.requests import day_of
from models.timetable import Timetable, TimetableRequest


class Stage(StrEnum):
    """Where a Rapid Review stands: the first of these that is not done."""

    COMMISSIONING = "commissioning_chair"
    RETURNS = "agency_returns"
    CHRONOLOGY = "chronology_and_kloes"
    PANEL = "rapid_review_panel"
    REPORT = "report"
    CHECK = "check"
    SIGN_OFF = "sign_off"
    EXECUTIVE = "executive_decision"
    SUBMISSION = "submission"
    ENDED = "ended"


class ReviewEnd(StrEnum):
    """How a Rapid Review ended."""

    SUBMITTED = "submitted"
    STOOD_DOWN = "stood_down"


class RapidReviewResult(Message):
    """What a Rapid Review leaves to the course that follows (R17)."""

    end: ReviewEnd
    lcspr: bool = False
    actions: tuple[ActionBrief, ...] = ()
    submitted_at: datetime | None = None
    report: str = ""
    chair: str | None = None
    agencies: tuple[str, ...] = ()
    late: bool = False
    lateness_unexplained: bool = False
    post_due: datetime | None = None


class Chairing:
    """Who chairs the Rapid Review, independent and without a conflict (R1)."""

    def __init__(self) -> None:
        self.chair: str | None = None
        self.chairs: set[str] = set()  # everybody who has chaired it
        self.conflicted: set[str] = set()

    def take(self, chair: str) -> None:
        """This person chairs from now on."""
        self.chair = chair
        self.chairs.add(chair)

    def refuses_conflicted(self, by: Actor) -> Refusal | None:
        """Has this person declared a conflict, and is walled off from deciding in this case?"""
        if by.person in self.conflicted:
            return Refusal(code="conflicted", says="A conflict of interest is declared for you in this case.")
        return None

    def refuses_appointment(self, told: AppointChair) -> Refusal | None:
        """Why can this Chair not be commissioned? None: they can."""
        if self.chair is not None:
            return Refusal(code="chair_appointed", says="chair: a Chair is commissioned already; replace them instead.")
        if told.conflict:
            return Refusal(code="chair_conflicted", says="conflict: the declaration shows one; choose another Chair.")
        return self._refuses_person(told.chair)

    def refuses_replacement(self, told: ReplaceChair) -> Refusal | None:
        """Why can this person not take over the chair? None: they can."""
        if self.chair is None:
            return Refusal(code="no_chair", says="chair: nobody chairs yet; commission the Chair instead.")
        if told.chair == self.chair:
            return Refusal(code="same_chair", says="chair: this person chairs already.")
        return self._refuses_person(told.chair)

    def _refuses_person(self, person: str) -> Refusal | None:
        if person in self.conflicted:
            return Refusal(code="chair_conflicted", says="chair: this person has declared a conflict in this case.")
        return None


class Panel:
    """The Rapid Review Panel: when it meets, and whether a quorate meeting was held (R7)."""

    def __init__(self, quorum: tuple[str, ...]) -> None:
        self.quorum = tuple(Partner(partner) for partner in quorum)
        self.held = False
        self.meetings = 0
        self.lcspr_recommended = False

    def missing(self, told: HoldPanel) -> tuple[Partner, ...]:
        """Which of the partners a quorum needs were not there?"""
        return tuple(partner for partner in self.quorum if partner not in told.partners_present)

    def refuses_meeting(self, chair: str | None) -> Refusal | None:
        """Why can no meeting be recorded? None: it can."""
        if self.held:
            return Refusal(code="panel_held", says="A quorate panel is recorded already.")
        if chair is None:
            return Refusal(code="no_chair", says="Nobody chairs this review yet: commission the Chair first.")
        return None

    def refuses_report(self) -> Refusal | None:
        """Why can no report be filed? None: it can, once a quorate panel has met."""
        if self.held:
            return None
        return Refusal(code="panel_not_held", says="No quorate panel is recorded yet: record the meeting first.")

    def hold(self, told: HoldPanel) -> tuple[Partner, ...]:
        """Record a meeting; answers the partners missing for a quorum (none: it was quorate)."""
        self.meetings += 1
        missing = self.missing(told)
        self.held = not missing
        if self.held:
            self.lcspr_recommended = told.lcspr_recommended
        return missing

    def looks_default(self, told: HoldPanel) -> bool:
        """Do QiiP members make up most of the panel (R7)?"""
        present = sum(1 for how in told.attendance.values() if how in ("attended", "substitute"))
        return present > 0 and told.qiip_members * 2 > present


def refuses_panel_date(told: MovePanel, timetable: Timetable, today: datetime, held: bool) -> Refusal | None:
    """Why can the panel not be set to this date? None: it can. Later than day 9 needs the Chair's reason (R7)."""
    numbers = {day.internal: day.number for day in timetable.days}
    if held:
        return Refusal(code="panel_held", says="The panel has met already.")
    if told.meets_on not in numbers:
        return Refusal(code="not_a_working_day", says="meets_on: choose a working day within the plan.")
    if numbers[told.meets_on] < day_of(timetable, today):
        return Refusal(code="in_the_past", says="meets_on: choose today or a later working day.")
    late = numbers[told.meets_on] > timetable.rules.reconvene_last_day
    if late and told.by.role is not Role.INDEPENDENT_CHAIR:
        says = (
            f"meets_on: after working day {timetable.rules.reconvene_last_day} only the Chair sets it, with a reason."
        )
        return Refusal(code="needs_chairs_reason", says=says)
    return None


def refuses_extension(told: ExtendStep, timetable: Timetable) -> Refusal | None:
    """Why can this step not be extended? None: it can (C8). The Panel's date is nobody's to extend."""
    steps = [step.step for step in timetable.steps]
    if told.step not in steps:
        return Refusal(code="unknown_step", says=f"step: choose one of {', '.join(steps)}.")
    if told.working_days < 1:
        return Refusal(code="no_extension", says="working_days: give at least one working day.")
    return None


def refuses_pause(told: PauseClock, request: TimetableRequest) -> Refusal | None:
    """Why can the clock not be paused? None: it can (C8)."""
    if running_pause(request) is not None:
        return Refusal(code="paused_already", says="The clock stands still already.")
    return None


def refuses_resumption(told: ResumeClock, request: TimetableRequest) -> Refusal | None:
    """Why can the clock not run again from this date? None: it can (C8)."""
    pause = running_pause(request)
    if pause is None:
        return Refusal(code="not_paused", says="The clock is running: there is no pause to end.")
    if pause.on is not None and told.until < pause.on:
        return Refusal(code="before_pause", says=f"until: the pause began on {pause.on.isoformat()}; not before that.")
    return None


def refuses_stand_down(told: StandDown) -> Refusal | None:
    """Why can the review not be stood down? None: it can. The local authority must agree (R16)."""
    if Partner.CHILDRENS_SOCIAL_CARE not in told.agreed_by:
        return Refusal(code="local_authority_must_agree", says="agreed_by: the local authority has to agree.")
    return None
