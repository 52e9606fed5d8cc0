"""The front desk put together from the settings: register, desk and reception now, Temporal when first needed.

What only looks into the register works while Temporal is away; what is handed in meanwhile is kept and sent on (K5).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from adapters.logs import configure_logs
from adapters.message_size import MessageSizeGuard
from adapters.register.directory import RoleAmbiguous
from adapters.settings import Settings, load_settings, temporal_profile
from adapters.temporal import TemporalAway, connect, data_converter
from desk.desk import Desk
from desk.opening import Reception
from models import authority
from models.brief import PlanView
from models.case import Opening, Part
from models.commands import Answer, Decision, Fact
from models.london import london_date
from models.people import Actor, Role
from shell.exits import Ending, Ends
from shell.house import House, open_house
from workflows.client import CaseClient, NoAnswerYet

LONGEST_CONNECTING = timedelta(seconds=3)  # a person waits; what was handed in is kept in any case
log = structlog.get_logger("shell")


class CasesOnDemand:
    """The cases in Temporal, connected to when first spoken to; while it is away every answer is "not yet"."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._patience = min(LONGEST_CONNECTING, timedelta(seconds=settings.connect_seconds))
        self._cases: CaseClient | None = None

    async def client(self) -> Client:
        """A connection of one's own. Raises NoAnswerYet while Temporal is away."""
        try:
            return await connect(
                temporal_profile(),
                patience=self._patience,
                interceptors=[MessageSizeGuard(data_converter())],
                fallback_address=self._settings.embedded_address,
                identity="shell",
            )
        except TemporalAway as away:
            self._patience = timedelta(0)  # it has been waited for once: from now on one try each time
            raise NoAnswerYet("away") from away

    async def _connected(self) -> CaseClient:
        if self._cases is None:
            self._cases = CaseClient(await self.client())
        return self._cases

    async def open(self, opening: Opening) -> None:
        """Start a case."""
        await (await self._connected()).open(opening)

    async def decide(self, told: Decision) -> Answer:
        """Ask for a decision."""
        return await (await self._connected()).decide(told)

    async def report(self, told: Fact) -> None:
        """Tell a fact."""
        await (await self._connected()).report(told)

    async def plan(self, case: str, part: Part) -> PlanView:
        """The plan a part obeys now."""
        return await (await self._connected()).plan(case, part)


@dataclass(frozen=True)
class FrontDesk:
    """Everything a command of the shell works with."""

    house: House
    cases: CasesOnDemand
    desk: Desk
    reception: Reception

    def now(self) -> datetime:
        """The instant at the door."""
        return self.house.clock.now()

    def actor(self, person: str | None, role: Role | None, action: str = "") -> Actor:
        """Who acts, in a role held today; the directory decides, not the shell (K1).

        Somebody who holds several roles need not say which, where only one of them may take the action.
        """
        if not person:
            says = "Say who acts: --as PERSON (a reference such as P-0002, or an e-mail address), or set REVIEW_AS."
            raise Ends(Ending.BAD_INPUT, "nobody_named", says)
        today = london_date(self.now())
        try:
            return self.house.register.actor(person, role, on=today)
        except RoleAmbiguous as ambiguous:
            entitled = [each for each in ambiguous.held if each in authority.MAY.get(action, ())]
            if len(entitled) != 1:
                raise
            return self.house.register.actor(person, entitled[0], on=today)

    def business_unit(self) -> Actor:
        """The Statutory Review Coordinator, who files what comes in when nobody else is named."""
        today = london_date(self.now())
        rows = [row for row in self.house.register.appointments(today) if row.role is Role.COORDINATOR]
        if not rows:
            raise Ends(Ending.NOT_READY, "no_coordinator", "The directory has no Coordinator today: name --as PERSON.")
        return self.house.register.actor(min(rows, key=lambda row: row.deputy).person, Role.COORDINATOR, on=today)


@contextmanager
def open_front_desk(settings: Settings | None = None) -> Iterator[FrontDesk]:
    """The front desk, closed again after; raises what names the thing that is missing."""
    settings = settings or load_settings()
    with _logs(settings), open_house(settings) as house:
        house.register.ping()
        cases = CasesOnDemand(settings)
        desk = Desk(house.register, cases, house.clock)
        yield FrontDesk(
            house,
            cases,
            desk,
            Reception(desk, house.register, house.policies, house.calendars, settings.partnership),
        )


@contextmanager
def _logs(settings: Settings) -> Iterator[None]:
    """The security log: beside the other logs of the embedded system, or on standard error in service."""
    folder = settings.state / "logs"
    if not folder.is_dir():
        configure_logs("WARNING", as_json=settings.log_json, stream=sys.stderr)
        yield
        return
    with (folder / "shell.log").open("a", encoding="utf-8") as stream:
        configure_logs(settings.log_level, as_json=settings.log_json, stream=stream)
        try:
            yield
        finally:
            logging.getLogger().handlers.clear()


def log_refusal(case: str, action: str, code: str) -> None:
    """Put a refused attempt into the security log: which case, what, which rule; nobody's words."""
    log.warning("refused", case=case, action=action, code=code)
