"""The pages over a real register of the fictional partnership; who is signed in is told, not typed.

``pages.as_("P-0002")`` is a browser in which P-0002 has signed in. The cases in Temporal answer as the test says, as at
the desk; whole journeys with a real server, worker and browser are in tests/browser.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from adapters.bank_holidays import EnglandBankHolidays
from adapters.letters import LetterHead, Letters
from adapters.mail.mailbox import MailboxFolder
from adapters.mail.message import Sender
from adapters.policies import PolicyFolder
from adapters.register import Register
from adapters.settings import Settings
from admin.app import create_app
from admin.visitor import Visitor
from admin.wiring import Wiring
from desk.desk import Desk
from desk.opening import Reception
from models.brief import PlanView
from models.case import Part
from tests.desk.conftest import AnsweringCases, MovedClock, migrated_register, register
from workflows.client import NoAnswerYet

__all__ = ["migrated_register", "register"]
FORM_TOKEN = "the-token-of-this-session"


class SignedInAs:
    """Says that every request comes from one person."""

    def __init__(self, register: Register, clock: MovedClock) -> None:
        self._register, self._clock = register, clock
        self.person: str | None = None

    def visitor(self, request: Request) -> Visitor | None:
        if self.person is None:
            return None
        offices = self._register.offices(self.person, self._clock.at.date())
        return Visitor(self.person, f"Person {self.person}", offices, FORM_TOKEN, "session-1", self._clock.at)


class PlansAway:
    """Temporal does not say which plan a part obeys."""

    async def plan(self, case: str, part: Part) -> PlanView:
        raise NoAnswerYet("away")

    async def answers(self) -> bool:
        return False


class Pages:
    """The application under test, with what stands behind it."""

    def __init__(self, register: Register, tmp_path: Path) -> None:
        self.register = register
        self.clock = MovedClock()
        self.cases = AnsweringCases()
        self.sessions = SignedInAs(register, self.clock)
        desk = Desk(register, self.cases, self.clock)
        policies, calendars = PolicyFolder(), EnglandBankHolidays()
        head = LetterHead(partnership="Severn", telephone="", base_url="https://reviews.example", due_hour="17:00")
        self.wiring = Wiring(
            settings=Settings(state=tmp_path / "state"),
            clock=self.clock,
            register=register,
            desk=desk,
            reception=Reception(desk, register, policies, calendars, "gscp"),
            plans=PlansAway(),
            policies=policies,
            calendars=calendars,
            letters=Letters(head),
            sessions=self.sessions,
            mail=MailboxFolder(tmp_path / "mailbox", Sender(address="reviews@partnership.example")),
        )
        self.app = create_app(self.wiring)

    def as_(self, person: str | None) -> TestClient:
        """A browser in which this person has signed in; None: nobody has."""
        self.sessions.person = person
        return TestClient(self.app, follow_redirects=False, raise_server_exceptions=True)


@pytest.fixture
def pages(register: Register, tmp_path: Path) -> Pages:
    return Pages(register, tmp_path)
