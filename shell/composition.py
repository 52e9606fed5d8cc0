"""The front desk put together from the settings: the register at once, desk and Temporal when first needed.

What only looks into the register works while Temporal is away, and does not pay for it; what is handed in meanwhile is
kept and sent on (K5).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from adapters.register.directory import RoleAmbiguous
from adapters.settings import Settings, load_settings
from models import authority
from models.london import london_date
from models.people import Actor, Role
from shell.exits import Ending, Ends
from shell.house import House, open_house

if TYPE_CHECKING:
    from desk.desk import Desk
    from desk.opening import Reception
    from shell.cases_on_demand import CasesOnDemand


class FrontDesk:
    """Everything a command of the shell works with."""

    def __init__(self, house: House) -> None:
        self.house = house

    @cached_property
    def cases(self) -> CasesOnDemand:
        """The cases in Temporal."""
        from shell.cases_on_demand import CasesOnDemand

        return CasesOnDemand(self.house.settings)

    @cached_property
    def desk(self) -> Desk:
        """Where decisions and facts are handed in."""
        from desk.desk import Desk

        return Desk(self.house.register, self.cases, self.house.clock)

    @cached_property
    def reception(self) -> Reception:
        """Where cases are opened."""
        from desk.opening import Reception

        house = self.house
        return Reception(self.desk, house.register, house.policies, house.calendars, house.settings.partnership)

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
            entitled = [each for each in ambiguous.held if each in authority.roles_for(action)]
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

    def log_refusal(self, case: str, action: str, code: str) -> None:
        """Put a refused attempt into the security log: which case, what, which rule; nobody's words."""
        import structlog

        with _security_log(self.house.settings):
            structlog.get_logger("shell").warning("refused", case=case, action=action, code=code)


@contextmanager
def open_front_desk(settings: Settings | None = None) -> Iterator[FrontDesk]:
    """The front desk, closed again after; raises what names the thing that is missing."""
    with open_house(settings or load_settings()) as house:
        house.register.ping()
        yield FrontDesk(house)


@contextmanager
def _security_log(settings: Settings) -> Iterator[None]:
    """Beside the other logs of the embedded system, or on standard error in service."""
    import logging

    from adapters.logs import configure_logs

    folder = settings.state / "logs"
    if not folder.is_dir():
        configure_logs(settings.log_level, as_json=settings.log_json, stream=sys.stderr)
        yield
        return
    with (folder / "shell.log").open("a", encoding="utf-8") as stream:
        configure_logs(settings.log_level, as_json=settings.log_json, stream=stream)
        try:
            yield
        finally:
            logging.getLogger().handlers.clear()
