"""A partnership's policy: the numbers and names the process runs on, as validated data (C7).

An edition is one readable file. Every number stands beside the clause it comes from, no key is optional by
accident and none unknown is taken: what is wrong is told by the key's path, with how to mend it. A case keeps
the edition it opened under.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from models.people import Partner, Role
from models.policy_parts import Clause, Hour, Name, PolicyPart, Ruled, Whole
from models.policy_plans import (
    ActionPlan,
    AvailabilityPlan,
    AwarenessPlan,
    HoldReviewPlan,
    LcsprPlan,
    PanelReplyPlan,
    PublicationPlan,
    RapidReviewPlan,
)
from models.policy_problems import PolicyError, problems_of
from models.timetable import MissingVote
from models.working_days import Convention

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _a_weekday(name: str) -> str:
    if name not in WEEKDAY_NAMES:
        raise ValueError("must be a weekday's English name in small letters, such as saturday")
    return name


class Hours(PolicyPart):
    """Office hours, London time: reminders go out between them, deadlines fall at the closing hour (C2, E3)."""

    opens: Ruled[Hour]
    closes: Ruled[Hour]
    cut_off: Ruled[Hour] | None = None  # C4: receipt from this hour counts as the next day's; absent means off

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.opens.value >= self.closes.value:
            raise ValueError("opens must be earlier than closes")
        return self


class Counting(PolicyPart):
    """From which day each clock counts (C3, N10, P1)."""

    internal: Ruled[Convention]
    external: Ruled[Convention]
    awareness: Ruled[Convention]
    wait: Ruled[Convention]


class LocalDay(PolicyPart):
    """A date on which the partnership's offices differ from England's calendar (C1)."""

    date: date
    reason: Name


class LocalCalendar(PolicyPart):
    """The partnership's own weekend, closure days and extra working days (C1)."""

    weekend: tuple[Annotated[str, AfterValidator(_a_weekday)], ...]
    closures: tuple[LocalDay, ...]
    extra_working_days: tuple[LocalDay, ...]
    clause: Clause

    @property
    def weekend_days(self) -> frozenset[int]:
        """The weekend as ``date.weekday()`` numbers."""
        return frozenset(WEEKDAY_NAMES.index(name) for name in self.weekend)

    @model_validator(mode="after")
    def _leaves_a_week(self) -> Self:
        if len(set(self.weekend)) > 5:
            raise ValueError("weekend must leave at least two days of the week to work on")
        return self


class ProcessRules(PolicyPart):
    """Who must be there, what silence means, how often may be refused (T4, R2, R3, R7, R11, R14)."""

    missing_vote: Ruled[MissingVote]
    quorum: Ruled[tuple[Partner, ...]]
    request_due_day: Ruled[Whole]
    short_notice_working_days: Ruled[Whole]
    request_last_day: Ruled[Whole]
    reconvene_last_day: Ruled[Whole]
    urgent_action_working_days: Ruled[Whole]
    refusals_before_executive: Ruled[Whole]

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not self.quorum.value or len(set(self.quorum.value)) != len(self.quorum.value):
            raise ValueError("quorum must name at least one statutory partner, each once")
        if self.request_due_day.value > self.request_last_day.value:
            raise ValueError("request_due_day must not be later than request_last_day")
        return self


class Body(PolicyPart):
    """What a body is called, and from when to when (an old case prints the old name)."""

    body: Name
    name: Name
    short: Name
    valid_from: date | None = None
    valid_to: date | None = None


class Check(PolicyPart):
    """One item of the check of a report against the guidance (R10)."""

    id: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z_]*$")]
    text: Name
    clause: Clause


class Guidance(PolicyPart):
    """The national guidance the edition follows, and the check of a report against it (R10)."""

    short: Name
    name: Name
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]


class Retention(PolicyPart):
    """How many years a closed case is kept, by how it ended (G7)."""

    no_rapid_review_years: Ruled[Whole]
    rapid_review_years: Ruled[Whole]
    lcspr_years: Ruled[Whole]


class Policy(PolicyPart):
    """One edition of a partnership's policy."""

    edition: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    partnership: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9-]*$")]
    name: Name
    prefix: Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{2,8}$")]
    valid_from: date
    valid_to: date | None = None
    guidance: Guidance
    hours: Hours
    counting: Counting
    calendar: LocalCalendar
    rules: ProcessRules
    rapid_review: RapidReviewPlan
    awareness: AwarenessPlan
    panel_reply: PanelReplyPlan
    lcspr: LcsprPlan
    publication: PublicationPlan
    availability: AvailabilityPlan
    action: ActionPlan
    hold_review: HoldReviewPlan
    retention: Retention
    titles: dict[Role, Name]
    bodies: tuple[Body, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to must not be earlier than valid_from")
        outside = [
            alarm.purpose
            for alarm in self.rapid_review.alarms()
            if not self.hours.opens.value
            <= alarm.hour(self.hours.opens.value, self.hours.closes.value)
            <= self.hours.closes.value
        ]
        if outside:
            raise ValueError(f"these alarms ring outside office hours: {', '.join(outside)}; change at, or the hours")
        return self

    def is_valid_on(self, day: date) -> bool:
        """Does a case opened on this London date fall under this edition?"""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def title(self, role: Role) -> str:
        """What the holder of a role is called, or the role's own word where the edition has no title."""
        return self.titles.get(role, str(role).replace("_", " ").capitalize())

    def body(self, body: str, on: date) -> Body | None:
        """What a body is called on a London date; None where the edition does not know it."""
        for named in self.bodies:
            begun = named.valid_from is None or named.valid_from <= on
            if named.body == body and begun and (named.valid_to is None or on <= named.valid_to):
                return named
        return None


def read_policy(data: Mapping[str, Any]) -> Policy:
    """The edition in a file's data. Raises :class:`PolicyError` naming each wrong key and how to mend it."""
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        raise PolicyError(problems_of(error, data)) from None
