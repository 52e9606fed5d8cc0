"""Waiting for what can be seen, and looking at what no door of the register shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import select

from adapters.register import Register
from adapters.register.commands import CommandRow
from adapters.register.tables import CommandTable

PATIENCE = 60.0  # seconds of the machine


async def until(
    holds: Callable[[], bool] | Callable[[], Awaitable[bool]], what: str, seconds: float = PATIENCE, every: float = 0.05
) -> None:
    """Look until something holds; raises ``AssertionError`` naming it when it does not in time."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + seconds
    while not await _asked(holds):
        assert loop.time() < give_up, f"{what}: not within {seconds:g} s"
        await asyncio.sleep(every)


async def _asked(holds: Callable[[], bool] | Callable[[], Awaitable[bool]]) -> bool:
    answer = holds()
    return answer if isinstance(answer, bool) else await answer


def commands_of(register: Register, case: str) -> list[CommandRow]:
    """Every command the door took for a case, oldest first."""
    with register._store.reading() as session:
        query = select(CommandTable.id).where(CommandTable.case == case).order_by(CommandTable.at, CommandTable.id)
        ids = list(session.scalars(query))
    found = [register.command(id) for id in ids]
    return [row for row in found if row is not None]
