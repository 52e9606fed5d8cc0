"""What a LCSPR knows of itself while it runs: who is waited for, which step is open, how it stands."""

from __future__ import annotations

from datetime import date, datetime

from models.alarms import prefix_of
from models.brief import step_due
from models.case import Part
from models.commands import Told
from models.holds import Holds
from models.lcspr import LCSPR_ENDED, NEXT, Commission, Forecast, LcsprBrief, LcsprEnd, NextAction, Stage
from models.lcspr_readiness import Readiness
from models.lcspr_report import Draft
from models.message import Refusal
from models.people import Role, to_agency, to_person, to_role
from models.recipients import EXECUTIVE, MANAGEMENT_GROUP_CHAIR, QIIP_CHAIR
from models.record import Standing
from models.repeats import Repeats
from models.timetable import Alarm
from workflows.docket import Docket
from workflows.hold_reviews import HoldReviews
from workflows.refusals import entitled

HOLDERS = {
    Stage.METHODOLOGY: QIIP_CHAIR,
    Stage.REVIEWER: QIIP_CHAIR,
    Stage.READINESS: QIIP_CHAIR,
    Stage.ENDORSEMENT: MANAGEMENT_GROUP_CHAIR,
    Stage.EXECUTIVE: EXECUTIVE,
}
DELAY_TASK = "send_delay_notice"


class LocalReview:
    """The state of one LCSPR."""

    def __init__(self, brief: LcsprBrief) -> None:
        self.case = brief.opening.case
        self.request = brief.request
        self.timetable = brief.timetable
        self.docket = Docket(self.case, Part.LCSPR, sequence=brief.opening.sequence)
        self.commission = Commission(brief.agencies or brief.opening.agencies, brief.methodologies)
        self.forecast = Forecast()
        self.draft = Draft()
        self.readiness = Readiness()
        self.holds = Holds()
        self.hold_reviews = HoldReviews(self.holds, brief.opening)
        self.repeats = Repeats()
        self.end: LcsprEnd | None = None
        self.ended_at: datetime | None = None
        self.decision_reasons: str | None = None
        self.redraws: list[str] = []  # why the timetable must be drawn up again

    @property
    def agencies(self) -> tuple[str, ...]:
        """Which agencies have to cooperate, and sign (L1, L6)."""
        return self.commission.agencies

    @property
    def version(self) -> str:
        """The report's current version, for letters."""
        return str(self.draft.version)

    @property
    def reviewer(self) -> list[str]:
        """The Lead Reviewer's recipient reference, if there is one."""
        return [to_person(self.commission.reviewer)] if self.commission.reviewer else []

    @property
    def statutory(self) -> date | None:
        """The date six months after the decision, which no hold moves (L3)."""
        return self.timetable.external_due

    def unsigned(self) -> tuple[str, ...]:
        """Which agencies have not signed the current version?"""
        return self.draft.outstanding(self.agencies)

    def due_on(self, step: str) -> date | None:
        """The London date on which a step is due; None where the plan has no such step."""
        return next((item.due for item in self.timetable.steps if item.step == step), None)

    def entitled(self, told: Told) -> Refusal | None:
        """Is this for this LCSPR, from somebody entitled to it here (K1)?"""
        return entitled(told, self.case, {Role.LEAD_REVIEWER: self.commission.reviewer})

    def refuses_when_ended(self) -> Refusal | None:
        """Has the LCSPR ended, so that nothing more can be decided in it?"""
        return None if self.end is None else LCSPR_ENDED

    def stage(self) -> Stage:
        """The first thing that is not done."""
        if self.end is not None:
            return Stage.ENDED
        if self.commission.methodology is None:
            return Stage.METHODOLOGY
        if self.commission.reviewer is None:
            return Stage.REVIEWER
        return Stage.DRAFT if self.draft.version == 0 else self._from_draft()

    def _from_draft(self) -> Stage:
        if self.readiness.ready:
            passed = self.readiness.endorsed or self.readiness.skipped
            return Stage.EXECUTIVE if passed else Stage.ENDORSEMENT
        if self.draft.gaps or self.draft.plan is None:
            return Stage.DRAFT
        return Stage.AGENCY_SIGN_OFF if self.unsigned() else Stage.READINESS

    def is_open(self, step: str) -> bool:
        """Is this step of the plan still to be done, so that its alarms may fire?"""
        if self.end is not None:
            return False
        if prefix_of(step):
            return self.hold_reviews.of_step(step) is not None
        readiness = self.readiness
        passed = readiness.endorsed or readiness.skipped
        return {
            "methodology": self.commission.methodology is None,
            "reviewer": self.commission.reviewer is None,
            "draft": self.draft.version == 0,
            "agency_sign_off": self.draft.version > 0 and bool(self.unsigned()),
            "endorsement": readiness.ready and not passed,
            "executive_sign_off": readiness.ready and passed,
        }.get(step, True)  # sending, publication and monitoring stay open to the end

    def addressees(self, alarm: Alarm) -> list[str]:
        """To whom an alarm's letters go, as things stand."""
        return list(dict.fromkeys(recipient for token in alarm.to for recipient in self._addressees(token)))

    def _addressees(self, token: str) -> list[str]:
        if token == "agencies_to_sign":  # noqa: S105
            return [to_agency(agency) for agency in self.unsigned()]
        if token == "lead_reviewer":  # noqa: S105
            return self.reviewer or [to_role(Role.BUSINESS_MANAGER)]
        return [to_role(Role(token))]

    def facts_for(self, alarm: Alarm) -> dict[str, str]:
        """The codes that an alarm's letters may state."""
        if alarm.purpose == "hold_review_due":
            hold = self.hold_reviews.of_step(alarm.step)
            return {"review_on": hold.review_on.isoformat()} if hold and hold.review_on else {}
        if alarm.purpose == "delay_notice_needed":
            return {"forecast": self.forecast.on.isoformat()} if self.forecast.on else {}
        about_report = ("agency_sign_off", "endorsement", "executive_sign_off")
        return {"report_version": self.version} if alarm.step in about_report else {}

    def standing(self) -> Standing:
        """How the LCSPR stands, for the read model and for Temporal Web."""
        stage = self.stage()
        if stage is Stage.ENDED:
            return Standing(stage=stage, next_action=NextAction.NONE, holder="none", ended=True, outcome=self.end)
        action, step = NEXT[stage]
        holder, waits_for = self._holder(stage)
        due = step_due(self.timetable, step)
        waits = (*waits_for, *(f"release:{hold.kind}:{hold.number}" for hold in self.holds.standing))
        return Standing(stage=stage, next_action=action, holder=holder, due=due, waits_for=waits)

    def _holder(self, stage: Stage) -> tuple[str, tuple[str, ...]]:
        if stage is Stage.DRAFT:
            return (self.reviewer or [to_role(Role.BUSINESS_MANAGER)])[0], ()
        if stage is Stage.AGENCY_SIGN_OFF:
            return "agencies", tuple(map(to_agency, self.unsigned()))
        return HOLDERS[stage], ()
