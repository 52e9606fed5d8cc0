"""The worker's housekeeping: at its start and every hour, what nobody needs any more is deleted (K3, G7)."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import timedelta

import structlog

from adapters.clock import Clock
from adapters.register import Register
from adapters.register.housekeeping import Keeping, Swept
from adapters.settings import Settings

log = structlog.get_logger("worker")
EVERY = 3600.0  # seconds


def keeping_of(settings: Settings) -> Keeping:
    """How long the settings say that things are kept."""
    return Keeping(drafts=timedelta(days=settings.draft_days), links=timedelta(days=settings.link_days))


async def keep_house(register: Register, settings: Settings, clock: Clock, every: float = EVERY) -> None:
    """Sweep now and every so many seconds; until cancelled."""
    while True:
        try:
            swept = await asyncio.to_thread(register.sweep, clock.now(), keeping_of(settings))
            if swept != Swept():
                log.info("swept", **asdict(swept))
        except Exception as error:  # the register is away for a while: the next round comes
            log.warning("the house could not be kept", failure=type(error).__name__)
        await asyncio.sleep(every)
