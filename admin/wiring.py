"""What the pages work with, put together by the shell: the same register and the same desk everybody else uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from starlette.requests import Request

from adapters.bank_holidays import EnglandBankHolidays
from adapters.clock import Clock
from adapters.letters import Letters
from adapters.policies import PolicyFolder
from adapters.register import Register
from adapters.settings import Settings
from admin.uploads import Scanner
from admin.visitor import Visitor
from desk.desk import Desk
from desk.opening import Reception
from models.brief import PlanView
from models.case import Part
from models.london import london_date
from models.policy import Policy
from models.post import Envelope, Posted


class Plans(Protocol):
    """Who can say which plan a part obeys now (``workflows.client.CaseClient``)."""

    async def plan(self, case: str, part: Part) -> PlanView:
        """The plan; raises PartNotRunning or NoAnswerYet."""

    async def answers(self) -> bool:
        """Does Temporal do real work just now?"""


class Mail(Protocol):
    """Who hands a letter to one address over (``adapters.mail``)."""

    async def send(self, envelope: Envelope) -> Posted:
        """Send; what goes wrong is an outcome, no exception."""


class Sessions(Protocol):
    """Who can say whose request this is."""

    def visitor(self, request: Request) -> Visitor | None:
        """The person signed in, or None."""


@dataclass(frozen=True)
class Wiring:
    """Everything a page may use."""

    settings: Settings
    clock: Clock
    register: Register
    desk: Desk
    reception: Reception
    plans: Plans
    policies: PolicyFolder
    calendars: EnglandBankHolidays
    letters: Letters
    sessions: Sessions
    mail: Mail
    scanner: Scanner | None = None

    def now(self) -> datetime:
        """The instant at the door."""
        return self.clock.now()

    def today(self) -> date:
        """The London date at the door."""
        return london_date(self.now())

    def policy(self) -> Policy:
        """This partnership's policy in force now (C7)."""
        return self.policies.edition_on(self.settings.partnership, self.today())


def wiring_of(request: Request) -> Wiring:
    """The wiring of the application that serves this request."""
    wiring: Wiring = request.app.state.wiring
    return wiring
