"""An activity that takes a while tells Temporal that it lives, so that a killed worker's work soon goes to another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio import activity

BEAT_SECONDS = 4.0  # several within the time-out an order gives its heartbeats


@asynccontextmanager
async def beating(every: float = BEAT_SECONDS) -> AsyncIterator[None]:
    """Beat every few seconds (of the machine) for as long as the block runs; where nobody listens, nothing."""
    if not activity.in_activity() or activity.info().is_local:
        yield
        return
    task = asyncio.create_task(_beat(every))
    try:
        yield
    finally:
        task.cancel()


async def _beat(every: float) -> None:
    while True:
        activity.heartbeat()
        await asyncio.sleep(every)
