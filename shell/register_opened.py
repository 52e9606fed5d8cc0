"""The register opened from the settings for the commands that tend it (audit trail, directory, keys)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.settings import Settings, load_settings
from models.london import london_date
from models.people import SERVICE, Actor, Role
from shell.house import House, open_house


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[House]:
    """The house with its register in its newest form; what is missing ends the command with its name."""
    with open_house(settings or load_settings()) as house:
        house.register.ping()
        yield house


def who(house: House, person: str | None, role: Role | None) -> Actor:
    """Who tends the register, as the trail names them: a person of the directory, or the service's own operator."""
    if not person:
        return SERVICE
    return house.register.actor(person, role, on=london_date(house.clock.now()))
