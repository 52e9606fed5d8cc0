"""The plans of a policy: which steps each timetable has and how their days are found (C3, N10, R14, L3, P1, P4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from models.policy_parts import Clause, DueAlarm, PlannedAlarm, PlannedStep, PolicyPart, Ruled, StepId, Whole


class Clock(StrEnum):
    """Which of the two clocks a step follows (C3)."""

    INTERNAL = "internal"
    EXTERNAL = "external"  # the National Panel's
    EARLIER = "earlier"  # whichever of the two comes first


class ClockedStep(PlannedStep):
    """A step of the Rapid Review: it follows one of the two clocks."""

    clock: Clock = Clock.INTERNAL


class BackStep(PolicyPart):
    """A step of the LCSPR: so many working days after or before another one, or the decision (L3).

    ``after`` counts from the decision, ``before`` back from the named step.
    """

    step: StepId
    after: Whole | None = None
    before: StepId | None = None
    working_days: Whole | None = None
    clause: Clause
    alarms: tuple[DueAlarm, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        backwards = self.before is not None and self.working_days is not None
        if (self.after is None) == (not backwards) or (self.after is not None and self.working_days is not None):
            raise ValueError("give either after (working days from the decision), or before and working_days")
        return self


def _need(steps: Iterable[str], wanted: Iterable[str]) -> None:
    counted = Counter(steps)
    missing = [step for step in wanted if step not in counted]
    if missing:
        raise ValueError(f"these steps are missing: {', '.join(missing)}; the process cannot run without them")
    twice = [step for step, times in counted.items() if times > 1]
    if twice:
        raise ValueError(f"these steps are given twice: {', '.join(twice)}")
    unknown = [step for step in counted if step not in set(wanted)]
    if unknown:
        raise ValueError(f"these steps are not known to the process: {', '.join(unknown)}")


class RapidReviewPlan(PolicyPart):
    """Working days 1 to 15 (R1-R13) and how they give way to the National Panel's date (C3)."""

    plan_days: Ruled[Whole]
    external_days: Ruled[Whole]
    compress_from_day: Ruled[Whole]
    steps: tuple[ClockedStep, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _need(
            (step.step for step in self.steps),
            (
                *("ballot", "cascade", "chair", "requests", "returns", "chronology", "panel", "report", "check"),
                *("sign_off", "submission", "acknowledgement"),
            ),
        )
        if self.plan_days.value < max(self.external_days.value, *(step.to_day for step in self.steps)):
            raise ValueError("plan_days must reach the last step and the external deadline")
        return self

    def alarms(self) -> Iterator[PlannedAlarm]:
        """Every alarm of every step."""
        return (alarm for step in self.steps for alarm in step.alarms)


class CountedPlan(PolicyPart):
    """A plan that counts working days forward from one date."""

    steps: tuple[PlannedStep, ...]


class AwarenessPlan(CountedPlan):
    """The local authority's five working days from awareness (N10)."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _need((step.step for step in self.steps), ("sin_notification",))
        return self


class PanelReplyPlan(CountedPlan):
    """Waiting for the National Panel's reply, and answering its queries (R14)."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _need((step.step for step in self.steps), ("reply", "answer"))
        return self


class LcsprPlan(PolicyPart):
    """Six calendar months from the decision, worked back from there, and monitoring (L3, L4)."""

    months: Ruled[Annotated[StrictInt, Field(ge=1, le=36)]]
    monitoring_weeks: Ruled[Annotated[StrictInt, Field(ge=1, le=26)]]
    monitoring_alarm: DueAlarm
    publication_alarms: tuple[DueAlarm, ...]
    steps: tuple[BackStep, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _need(
            (step.step for step in self.steps),
            (
                "methodology",
                "reviewer",
                "draft",
                "agency_sign_off",
                "endorsement",
                "executive_sign_off",
                "send_to_panel",
            ),
        )
        placed = {"publication"}
        for step in self.steps:
            if step.before is not None and step.before not in placed:
                raise ValueError(f"before of {step.step} must name publication or a step given above it")
            placed.add(step.step)
        return self


class PublicationPlan(PolicyPart):
    """The wait between sending a report to the National Panel and publishing it (P1, P2)."""

    wait_working_days: Ruled[Whole]
    clear_days: Ruled[StrictBool]  # clear days: neither the day of sending nor that of publication counts
    alarms: tuple[DueAlarm, ...]


class AvailabilityPlan(PolicyPart):
    """How long a published report stays public, and how often that is checked (P4)."""

    years: Ruled[Annotated[StrictInt, Field(ge=1, le=20)]]
    check_months: Ruled[Annotated[StrictInt, Field(ge=1, le=12)]]
    check_alarm: DueAlarm
    end_alarm: DueAlarm


class ActionPlan(PolicyPart):
    """Chasing one learning action around its due date; days count from that date, which is day 0 (G1, G2)."""

    alarms: tuple[DueAlarm, ...]
    clause: Clause


class HoldReviewPlan(PolicyPart):
    """Who is reminded when a hold of the clock is to be looked at again; days count from its review date (L9)."""

    alarms: tuple[DueAlarm, ...]
    clause: Clause
