"""The shapes of the JSON answers: references, codes, dates, counts; never a name, a birthday or a story (N15)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from admin.ribbon import State
from admin.risk import Risk, RiskCode
from models.case import CaseKind, Part

Answers = Literal["answers", "away"]


class Shape(BaseModel):
    """An answer: nothing in it beyond what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Health(Shape):
    """The register answers; where it does not, the status is 503."""

    register_: Literal["answers"] = Field(alias="register")


class Readiness(Shape):
    """What the pages have behind them. While only Temporal is away they are ready: they read, and keep decisions."""

    ready: bool
    register_: Answers = Field(alias="register")
    temporal: Answers
    waiting: int | None = Field(description="Decisions and facts kept and not answered; null where nobody can say.")


class RiskShape(Shape):
    """How something stands against its due time."""

    code: RiskCode
    words: str

    @classmethod
    def of(cls, risk: Risk) -> RiskShape:
        """The shape of a risk."""
        return cls(code=risk.code, words=risk.word)


class WorkItem(Shape):
    """Something to do."""

    case: str
    part: Part
    what: str = Field(description="In words, the verb first.")
    form: str | None = Field(description="The address of the form that does it, where this person may.")
    due: datetime | None
    working_days_left: int | None = Field(description="Negative: working days since it was due.")
    risk: RiskShape | None
    reason: str = Field(description="Why it is this person's.")
    outside: bool = Field(description="Somebody outside the partnership has to act.")


class Work(Shape):
    """What waits for the person signed in."""

    late: int
    today: int
    total: int = Field(description="How many wait; beyond the most that are counted, one more than that.")
    items: list[WorkItem]
    standing_in: list[WorkItem] = Field(description="What they could do as somebody's deputy, who is there.")
    drafts: int = Field(description="Forms begun and not handed in.")


class CaseLineShape(Shape):
    """A case as the list has it; stage, next step and holder in words."""

    case: str
    kind: str
    stage: str
    next: str
    holder: str
    due: datetime | None
    working_days_left: int | None
    internal_clock: str = Field(description="Where the internal plan is; blank where it does not run.")
    external_clock: str = Field(description="What the National Panel's clock says; blank where it does not run.")
    risk: RiskShape
    tasks: int


class Cases(Shape):
    """One page of the list of cases."""

    cases: list[CaseLineShape]
    page: int
    pages: int
    total: int
    more: bool = Field(description="There are more than were counted.")


class StandingShape(Shape):
    """How one part of a case stands."""

    part: Part
    since: datetime
    stage: str = Field(description="A code.")
    next_action: str = Field(description="A code.")
    holder: str = Field(description="A title or an agency's name.")
    due: datetime | None
    ended: bool
    outcome: str | None
    tasks: int


class DateShape(Shape):
    """A step of a plan, by when it is due, and how it stands."""

    part: Part
    step: str
    name: str
    due: date
    due_at: datetime
    state: State
    clause: str


class Case(Shape):
    """How a case stands."""

    case: str
    kind: CaseKind
    policy: str
    opened_at: datetime
    notified_at: datetime
    closed: bool
    outcome: str | None
    standings: list[StandingShape]
    dates: list[DateShape]
    dates_live: bool = Field(description="False: the case does not answer now, and these are the dates it opened with.")


class Mistake(Shape):
    """A value that cannot be used."""

    field: str
    problem: str


class Problem(Shape):
    """Why there is no answer (RFC 9457)."""

    title: str
    status: int
    detail: str
    mistakes: list[Mistake] = []
