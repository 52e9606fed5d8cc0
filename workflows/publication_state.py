"""What a publication knows of itself while it runs: what was sent, what stops it, how it stands."""

from __future__ import annotations

from datetime import date, datetime

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from models.alarms import of_steps, prefix_of, prefixed
from models.brief import PlanView, step_due
from models.case import Part
from models.holds import Holds
from models.message import Refusal
from models.people import Role, to_agency, to_person, to_role
from models.publication import (
    NEXT,
    PUBLICATION_ENDED,
    PublicationBrief,
    PublicationEnd,
    Stage,
    is_for_publication,
)
from models.publication_wait import BODIES, Sendings, wait_step
from models.recipients import EXECUTIVE, PARTNERS, QIIP_CHAIR, UNIT
from models.record import Standing
from models.timetable import Alarm, Plan, Timetable, TimetableRequest
from workflows.docket import Docket
from workflows.hold_reviews import HoldReviews

SIX_MONTHS_STEPS = ("send_to_panel", "publication")
UNAVAILABLE_TASK = "report_not_available"


class Release:
    """The state of one publication."""

    def __init__(self, brief: PublicationBrief) -> None:
        self.opening = brief.opening
        self.case = brief.opening.case
        self.lcspr = brief.lcspr
        self.docket = Docket(self.case, Part.PUBLICATION, sequence=brief.opening.sequence)
        self.sendings = Sendings(brief.lcspr.version, brief.lcspr.signed_off_at)
        self.holds = Holds(brief.lcspr.holds)
        self.hold_reviews = HoldReviews(self.holds, brief.opening)
        self.publishes = is_for_publication(brief.lcspr)  # else improvements only (P5)
        self.wait: Timetable | None = None
        self.six_months: Timetable | None = None
        self.year: Timetable | None = None
        self.published_on: date | None = None
        self.address = ""
        self.cascaded = False
        self.end: PublicationEnd | None = None
        self.redraws: list[str] = ["begun"]  # why timetables must be drawn up

    # what is asked of the calendar

    def wait_request(self) -> TimetableRequest | None:
        """The wait after the later of the sendings, with every hold in its ledger (P1, P2)."""
        later = self.sendings.later()
        if later is None or not self.publishes or self.published_on is not None:
            return None
        return self.holds.with_ledger(self._request(Plan.PUBLICATION, later))

    def six_months_request(self) -> TimetableRequest | None:
        """The LCSPR's six months, which run on until publication (L3)."""
        if self.lcspr.request is None or self.published_on is not None:
            return None
        return self.holds.with_ledger(self.lcspr.request)

    def year_request(self) -> TimetableRequest | None:
        """The year in public, from the day of publication (P4)."""
        if self.published_on is None:
            return None
        return self._request(Plan.AVAILABILITY, workflow.now(), self.published_on)

    def _request(self, plan: Plan, start: datetime, start_on: date | None = None) -> TimetableRequest:
        opening = self.opening
        return TimetableRequest(plan=plan, policy=opening.policy, kind=opening.kind, start=start, start_on=start_on)

    def plan(self) -> PlanView:
        """The plan obeyed now: the wait, then the year, otherwise the six months (C5)."""
        plans = (
            (self.wait_request(), self.wait),
            (self.year_request(), self.year),
            (self.six_months_request(), self.six_months),
        )
        for request, timetable in plans:
            if request is not None and timetable is not None:
                return PlanView(request=request, timetable=timetable)
        raise ApplicationError("no plan is drawn up yet", type="no_plan")

    def alarms(self) -> tuple[Alarm, ...]:
        """Every alarm of every timetable drawn up; those of a wait that began again are new ones."""
        six_months = of_steps(self.six_months.alarms, *SIX_MONTHS_STEPS) if self.six_months else ()
        wait = prefixed(f"wait-{self.sendings.waits}", self.wait.alarms) if self.wait else ()
        year = self.year.alarms if self.year else ()
        return (*six_months, *wait, *year, *self.hold_reviews.alarms)

    # how it stands

    def refuses_when_ended(self) -> Refusal | None:
        """Has the publication ended, so that nothing more can be decided in it?"""
        return None if self.end is None else PUBLICATION_ENDED

    def stage(self) -> Stage:
        """The first thing that is not done."""
        if self.end is not None:
            return Stage.ENDED
        if self.published_on is not None:
            return Stage.AVAILABILITY if self.cascaded else Stage.CASCADE
        if not self.publishes:
            return Stage.IMPROVEMENTS
        return Stage.SENDING if self.sendings.outstanding else Stage.WAIT

    def is_open(self, step: str) -> bool:
        """Is this step still to be done, so that its alarms may fire? A held wait says nothing of publishing."""
        if self.end is not None:
            return False
        if self.hold_reviews.of_step(step) is not None:
            return True
        if step == "publication":
            return self.published_on is None
        if step == "send_to_panel":
            return self.publishes and bool(self.sendings.outstanding)
        if prefix_of(step):
            current = prefix_of(step) == f"wait-{self.sendings.waits}"
            return current and self.publishes and self.published_on is None and not self.holds.standing
        return self.published_on is not None

    @property
    def everyone(self) -> list[str]:
        """All who learn that it is public: Business Unit, QiiP, Executive, partners, agencies, reviewer (P3)."""
        reviewer = [to_person(self.lcspr.reviewer)] if self.lcspr.reviewer else []
        return [*UNIT, QIIP_CHAIR, EXECUTIVE, *PARTNERS, *map(to_agency, self.lcspr.agencies), *reviewer]

    def facts_for(self, alarm: Alarm) -> dict[str, str]:
        """The codes that an alarm's letters may state."""
        hold = self.hold_reviews.of_step(alarm.step)
        if hold is not None and hold.review_on is not None:
            return {"review_on": hold.review_on.isoformat()}
        if alarm.purpose == "publication_possible":
            return self.earliest()
        return self.until() if alarm.purpose.startswith("availability") else {}

    def earliest(self) -> dict[str, str]:
        """The earliest day of publication, for letters."""
        return {"earliest_on": wait_step(self.wait).due.isoformat()} if self.wait else {}

    def until(self) -> dict[str, str]:
        """The day until which it stays public, for letters."""
        due = next((step.due for step in self.year.steps if step.step == "availability"), None) if self.year else None
        return {"until": due.isoformat()} if due else {}

    def standing(self) -> Standing:
        """How the publication stands, for the read model and for Temporal Web."""
        stage = self.stage()
        if stage is Stage.ENDED:
            return Standing(stage=stage, next_action=NEXT[stage], holder="none", ended=True, outcome=self.end)
        holds = tuple(f"release:{hold.kind}:{hold.number}" for hold in self.holds.standing)
        sendings = tuple(BODIES[recipient] for recipient in self.sendings.outstanding) if stage is Stage.SENDING else ()
        return Standing(
            stage=stage,
            next_action=NEXT[stage],
            holder=to_role(Role.COORDINATOR),
            due=self._due(stage),
            waits_for=(*sendings, *holds),
        )

    def _due(self, stage: Stage) -> datetime | None:
        if stage in (Stage.AVAILABILITY, Stage.CASCADE):
            return self._next_check()
        timetable = self.six_months
        step = "send_to_panel" if stage is Stage.SENDING else "publication"
        return step_due(timetable, step) if timetable else None

    def _next_check(self) -> datetime | None:
        steps = self.year.steps if self.year else ()
        return min((step.due_at for step in steps if step.due_at > workflow.now()), default=None)
