"""What a policy is made of: numbers with their clause, hours, names, alarms and steps (C7)."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from models.case import CaseKind
from models.letters import PURPOSES

Value = TypeVar("Value")

RECIPIENTS = frozenset(
    {
        *("coordinator", "business_manager", "qiip_chair", "management_group_chair", "executive"),
        *("independent_chair", "lead_reviewer", "la_representative", "everyone"),
        *("outstanding_partners", "outstanding_deputies", "outstanding_agencies", "outstanding_agency_leads"),
        *("outstanding_signatories", "outstanding_cascades", "agencies_to_sign", "action_owner"),
        *("action_agency_lead", "national_panel", "secretary_of_state"),
    }
)


class PolicyPart(BaseModel):
    """A table of a policy: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _an_hour(value: Any) -> Any:
    if isinstance(value, time):
        hour = value
    elif isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
        hour = time.fromisoformat(value)
    else:
        raise ValueError("must be an hour such as 17:00:00")
    if hour.tzinfo is not None or hour.microsecond:
        raise ValueError("must be an hour such as 17:00:00, in London time")
    return hour


def _known_purpose(value: str) -> str:
    if value not in PURPOSES:
        raise ValueError("must be the name of a letter in models/letters.py, such as return_reminder")
    return value


def _known_recipient(value: str) -> str:
    if value not in RECIPIENTS:
        raise ValueError(f"must be one of {', '.join(sorted(RECIPIENTS))}")
    return value


def _a_moment(value: Any) -> Any:
    return value if value in ("open", "close") else _an_hour(value)


Clause = Annotated[str, StringConstraints(strict=True, pattern=r"^[NTRLPGCEK][1-9][0-9]?$")]
Name = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=400)]
Whole = Annotated[StrictInt, Field(ge=1, le=520)]
Hour = Annotated[time, BeforeValidator(_an_hour)]
Moment = Annotated[str | time, BeforeValidator(_a_moment)]
StepId = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z_]*$")]
Purpose = Annotated[str, BeforeValidator(lambda value: _known_purpose(str(value)))]
Recipient = Annotated[str, BeforeValidator(lambda value: _known_recipient(str(value)))]


class Ruled(PolicyPart, Generic[Value]):
    """A value and the clause it comes from."""

    value: Value
    clause: Clause


class AlarmRule(PolicyPart):
    """A reminder or escalation: which letter, at which London hour, to whom (E1, E3)."""

    purpose: Purpose
    at: Moment
    to: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    clause: Clause
    any_hour: StrictBool = False  # E3: immediate safety and final-day alarms only

    def hour(self, opens: time, closes: time) -> time:
        """The London hour at which it rings."""
        if isinstance(self.at, time):
            return self.at
        return opens if self.at == "open" else closes

    @property
    def number(self) -> int:
        """The day its id names: of the plan, or away from the due date."""
        return 0


class PlannedAlarm(AlarmRule):
    """An alarm on a working day of the plan as it stands on paper; where its step moves, it moves too."""

    day: Annotated[StrictInt, Field(ge=1, le=520)]

    @property
    def number(self) -> int:
        """The working day of the plan."""
        return self.day


class DueAlarm(AlarmRule):
    """An alarm so many working days before (negative) or after the due date of its step."""

    days_from_due: Annotated[StrictInt, Field(ge=-260, le=260)]

    @property
    def number(self) -> int:
        """Working days from the due date."""
        return self.days_from_due


class PlannedStep(PolicyPart):
    """A step of a plan that counts forward: from which to which working day, and its alarms."""

    step: StepId
    from_day: Whole
    to_day: Whole
    clause: Clause
    kinds: tuple[CaseKind, ...] = ()  # the kinds of case that have this step; none given: all
    alarms: tuple[PlannedAlarm, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_day > self.to_day:
            raise ValueError("from_day must not be later than to_day")
        return self
