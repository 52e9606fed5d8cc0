"""What a Rapid Review knows of itself while it runs: who is waited for, which step is open, how it stands."""

from __future__ import annotations

from datetime import date, datetime

from temporalio import workflow

from models.brief import Brief, step_due, with_entry
from models.case import CaseKind, Part
from models.commands import Told
from models.message import DocumentRef, Refusal
from models.messages.rapid_review import ActionBrief, Capacity
from models.people import Partner, Role, to_agency, to_lead, to_partner, to_person, to_role
from models.rapid_review import Chairing, Panel, ReviewEnd, Stage
from models.recipients import PARTNERS
from models.record import Standing
from models.requests import SHORT_NOTICE, Requests, chases
from models.sign_off import SignOff
from models.timetable import Alarm, LedgerEntry, LedgerKind
from workflows.docket import Docket

# stage -> (next action, the plan's step that gives the due time)
NEXT: dict[Stage, tuple[str, str]] = {
    Stage.COMMISSIONING: ("appoint_chair", "chair"),
    Stage.RETURNS: ("return_information", "returns"),
    Stage.CHRONOLOGY: ("settle_chronology", "chronology"),
    Stage.PANEL: ("hold_panel", "panel"),
    Stage.REPORT: ("submit_report", "report"),
    Stage.CHECK: ("check_report", "check"),
    Stage.SIGN_OFF: ("sign_report", "sign_off"),
    Stage.EXECUTIVE: ("decide_refusal", "sign_off"),
    Stage.SUBMISSION: ("record_submission", "submission"),
}


def to_capacity(capacity: Capacity) -> str:
    """The recipient reference of whoever signs in this capacity."""
    if capacity is Capacity.QIIP_CHAIR:
        return to_role(Role.QIIP_CHAIR)
    return to_partner(Partner(capacity.value))


class Review:
    """The state of one Rapid Review."""

    def __init__(self, brief: Brief) -> None:
        self.case = brief.opening.case
        self.kind = brief.opening.kind
        self.opening = brief.opening
        self.request = brief.request
        self.timetable = brief.timetable
        self.docket = Docket(self.case, Part.RAPID_REVIEW, sequence=brief.opening.sequence)
        self.chairing = Chairing()
        self.requests = Requests()
        self.panel = Panel(brief.timetable.rules.quorum)
        self.sign_off = SignOff(brief.timetable.rules.refusals_before_executive)
        self.kloes: DocumentRef | None = None
        self.expected_on: date | None = brief.opening.expected_on  # the National Panel's date (N13)
        self.lcspr = False
        self.actions: tuple[ActionBrief, ...] = ()
        self.submitted_at: datetime | None = None
        self.lateness_unexplained = False
        self.end: ReviewEnd | None = None
        self.redraw: str | None = None  # why the timetable must be drawn up again
        self.seen: set[str] = set()  # facts may come twice; they count once

    @property
    def chair(self) -> str | None:
        """Who chairs, if anybody does yet."""
        return self.chairing.chair

    def is_repeated(self, told: Told) -> bool:
        """Did this very fact come before (the door sends again until it is answered)?"""
        if told.command_id in self.seen:
            return True
        self.seen.add(told.command_id)
        return False

    def refuses_when_ended(self) -> Refusal | None:
        """Has the review ended, so that nothing more can be decided in it?"""
        if self.end is None:
            return None
        return Refusal(code="review_ended", says="The Rapid Review has ended: this can no longer be decided in it.")

    def add_to_ledger(self, told: Told, kind: LedgerKind, reason: str, **fields: object) -> None:
        """One more entry of pause, extension or Panel date; the dates are drawn up again from it (C8)."""
        values = {"id": told.command_id, "kind": kind, "at": told.at, "by": told.by, **fields}
        self.request = with_entry(self.request, LedgerEntry.model_validate(values))
        self.redraw = reason

    def due_on(self, step: str) -> date:
        """The London date on which a step is due; a step the plan does not have is due with the submission."""
        dates = {item.step: item.due for item in self.timetable.steps}
        return dates.get(step) or dates["submission"]

    def stage(self) -> Stage:
        """The first thing that is not done."""
        if self.end is not None:
            return Stage.ENDED
        return self._before_report() or self._from_report()

    def _before_report(self) -> Stage | None:
        if self.sign_off.version:
            return None
        if self.chair is None:
            return Stage.COMMISSIONING
        if self.panel.held:
            return Stage.REPORT
        if self.kloes is not None:
            return Stage.PANEL
        return Stage.RETURNS if self.requests.outstanding else Stage.CHRONOLOGY

    def _from_report(self) -> Stage:
        if self.sign_off.with_executive:
            return Stage.EXECUTIVE
        if self.sign_off.returned:
            return Stage.REPORT
        if self.sign_off.checked != self.sign_off.version:
            return Stage.CHECK
        return Stage.SUBMISSION if self.sign_off.is_signed() or self.sign_off.pending_approved else Stage.SIGN_OFF

    def is_open(self, step: str) -> bool:
        """Is this step of the plan still to be done, so that its alarms may fire?"""
        if self.end is not None:
            return False
        if step == "report":
            return self.sign_off.version == 0 or self.sign_off.returned
        if step == "sign_off":
            return bool(self.sign_off.version) and not self.sign_off.is_signed()
        return {
            "chair": self.chair is None,
            "returns": bool(self.requests.outstanding),
            "chronology": self.kloes is None,
            "panel": not self.panel.held,
            "submission": self.submitted_at is None,
            "acknowledgement": self.kind is CaseKind.SIN and self.expected_on is None,
        }.get(step, False)

    def alarms(self) -> tuple[Alarm, ...]:
        """The plan's alarms, and those of agencies asked at short notice."""
        return (*self.timetable.alarms, *self.requests.reminders(self.timetable))

    def addressees(self, alarm: Alarm) -> list[str]:
        """To whom an alarm's letters go, as things stand."""
        return [recipient for whom in alarm.to for recipient in self._addressees(whom, alarm)]

    def _addressees(self, whom: str, alarm: Alarm) -> list[str]:
        if whom in ("outstanding_agencies", "outstanding_agency_leads"):
            address = to_agency if whom == "outstanding_agencies" else to_lead
            asked = (self.requests.asked[agency] for agency in self.requests.outstanding)
            return [address(request.agency) for request in asked if chases(alarm, request, self.timetable)]
        if whom.startswith(SHORT_NOTICE):
            agency = whom.removeprefix(SHORT_NOTICE)
            return [to_agency(agency)] if agency in self.requests.outstanding else []
        if whom == "outstanding_signatories":
            return [to_capacity(capacity) for capacity in self.sign_off.missing]
        if whom == "everyone":
            return [*PARTNERS, *map(to_agency, self.requests.asked)]
        if whom == "independent_chair":
            return [to_person(self.chair)] if self.chair else [to_role(Role.BUSINESS_MANAGER)]
        return [to_role(Role(whom))]

    def facts_for(self, purpose: str) -> dict[str, str]:
        """The codes that letters of this purpose may state."""
        return {
            "returns_incomplete": {"agencies_missing": ",".join(self.requests.outstanding)},
            "panel_reminder": {"meets_on": self.due_on("panel").isoformat()},
            "sign_off_reminder": {"report_version": str(self.sign_off.version)},
            "sign_off_overdue": {
                "report_version": str(self.sign_off.version),
                "signatures_missing": ",".join(self.sign_off.missing),
            },
        }.get(purpose, {})

    def holder(self, stage: Stage) -> tuple[str, tuple[str, ...]]:
        """Who holds the next action, and who else is waited for."""
        chair = to_person(self.chair) if self.chair else to_role(Role.BUSINESS_MANAGER)
        if stage is Stage.RETURNS:
            return "agencies", tuple(map(to_agency, self.requests.outstanding))
        if stage is Stage.SIGN_OFF:
            return "signatories", tuple(map(to_capacity, self.sign_off.missing))
        if stage in (Stage.CHRONOLOGY, Stage.REPORT):
            return chair, tuple(map(to_agency, self.requests.outstanding))
        holders = {
            Stage.COMMISSIONING: Role.BUSINESS_MANAGER,
            Stage.CHECK: Role.BUSINESS_MANAGER,
            Stage.EXECUTIVE: Role.EXECUTIVE,
        }
        return to_role(holders.get(stage, Role.COORDINATOR)), ()

    def standing(self) -> Standing:
        """How the review stands, for the read model and for Temporal Web."""
        stage = self.stage()
        if stage is Stage.ENDED:
            return Standing(stage=stage, next_action="none", holder="none", ended=True, outcome=self.end)
        action, step = NEXT[stage]
        holder, waits_for = self.holder(stage)
        return Standing(
            stage=stage, next_action=action, holder=holder, due=step_due(self.timetable, step), waits_for=waits_for
        )

    def last_day_has_begun(self) -> bool:
        """Has the last day before the deadline begun (R13)?"""
        first = [alarm.at for alarm in self.timetable.alarms if alarm.purpose == "submission_due_today"]
        due = step_due(self.timetable, "submission")
        return bool(first and workflow.now() >= min(first)) or (due is not None and workflow.now() >= due)
