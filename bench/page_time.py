"""Page time with ten thousand cases against a hundred: the same page, in the same process, in turns.

On SQLite everything happens in this process, so the processor's time is measured: what else the machine does falls on
neither side. A database elsewhere works elsewhere: there the clock on the wall is measured, on a machine that is idle.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from tempfile import mkdtemp

import httpx2
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
from bench.many_cases import NOW, NineOClock, filled
from bench.sides import Bar, Work
from desk.desk import Desk
from desk.opening import Reception
from models.brief import PlanView
from models.case import Opening, Part
from models.commands import Answer, Decision, Fact
from models.london import london_date
from workflows.client import NoAnswerYet

FEW, MANY, LIMIT = 100, 10_000, 1.5
# who looks, at what, as the bench calls it
PAGES = (
    ("P-0002", "/work", "my work"),
    ("P-0006", "/work", "my work, a partner's member"),
    ("P-0002", "/cases", "cases"),
    ("P-0002", "/cases?risk=late", "cases, late"),
    ("P-0002", "/cases?kind=sin&state=all&sort=stage", "cases, one kind by stage"),
    ("P-0002", "/cases?agency=A-010&state=all", "cases, one agency"),
    ("P-0002", "/cases?chair=P-0013", "cases, one chair"),
    ("P-0002", "/cases?reference=GSCP-2000-0", "cases, by reference"),
    ("P-0002", "/cases?state=all&sort=reference&order=desc", "cases, newest first"),
    ("P-0002", "/cases?sort=stage", "cases, by stage"),
    ("P-0002", "/cases?stage=lcspr_draft", "cases, at one stage"),
    ("P-0002", "/team", "team"),
    ("P-0002", "/cases?state=closed&sort=notified&page=2", "cases, closed, second page"),
    ("P-0002", "/cases?state=all&page=10", "cases, tenth page"),
    ("P-0002", "/actions", "actions of all cases"),
    ("P-0002", "/actions?agency=A-010", "actions, one agency's"),
    ("P-0002", "/actions?state=ended", "actions, ended"),
    ("P-0013", "/cases", "cases, a Chair's own"),
    ("P-0002", "/cases/GSCP-2000-008", "one case"),
)


class Away:
    """No case answers: what a page shows then, it reads from the register alone."""

    async def plan(self, case: str, part: Part) -> PlanView:
        """Nothing."""
        raise NoAnswerYet("away")

    async def answers(self) -> bool:
        """No."""
        return False

    async def open(self, opening: Opening) -> None:
        """Nothing."""
        raise NoAnswerYet("away")

    async def decide(self, told: Decision) -> Answer:
        """Nothing."""
        raise NoAnswerYet("away")

    async def report(self, told: Fact) -> None:
        """Nothing."""
        raise NoAnswerYet("away")


class SignedIn:
    """Says that every request comes from whom the bench names."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def visitor(self, request: Request) -> Visitor | None:
        """That person, with the offices they hold."""
        person = request.headers["x-bench"]
        offices = self._register.offices(person, london_date(NOW))
        return Visitor(person, person, offices, "token", "session", NOW)


class Browser:
    """Asks for pages of one application, in this process."""

    def __init__(self, register: Register, folder: Path) -> None:
        transport = httpx2.ASGITransport(app=create_app(wiring_of_bench(register, folder)))
        self._client = httpx2.AsyncClient(transport=transport, base_url="http://pages")
        self._loop = asyncio.new_event_loop()

    def page(self, person: str, path: str) -> Work:
        """The work of getting a page; it is an error if there is none."""

        def get() -> object:
            answer = self._loop.run_until_complete(self._client.get(path, headers={"x-bench": person}))
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
            return answer

        return get


def bars(urls: tuple[str, str] | None = None, database: str = "SQLite") -> list[Bar]:
    """What is measured, and what it is held to. ``urls``: of an empty register for few cases, and one for many."""
    folder = Path(mkdtemp(prefix="bench-"))
    few_url, many_url = urls or (f"sqlite:///{folder / 'few.db'}", f"sqlite:///{folder / 'many.db'}")
    few, many = Browser(filled(few_url, FEW), folder), Browser(filled(many_url, MANY), folder)
    return [
        Bar(
            f"{name}: {MANY:,} / {FEW} cases, {database}",
            many.page(person, path),
            few.page(person, path),
            LIMIT,
            at_least=False,
            clock=time.perf_counter if urls else time.process_time,
        )
        for person, path, name in PAGES
    ]


def wiring_of_bench(register: Register, folder: Path) -> Wiring:
    """What the pages work with where no case answers."""
    clock, policies, calendars = NineOClock(), PolicyFolder(), EnglandBankHolidays()
    desk = Desk(register, Away(), clock)
    return Wiring(
        settings=Settings(state=folder),
        clock=clock,
        register=register,
        desk=desk,
        reception=Reception(desk, register, policies, calendars, "gscp"),
        plans=Away(),
        policies=policies,
        calendars=calendars,
        letters=Letters(LetterHead(partnership="Severn", telephone="", base_url="https://bench", due_hour="17:00")),
        sessions=SignedIn(register),
        mail=MailboxFolder(folder / "mailbox", Sender(address="reviews@partnership.example")),
    )
