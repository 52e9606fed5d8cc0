"""Slow work of a part's main loop, during which what people decide still goes on record with its answer (K2)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from temporalio import workflow

from models.record import Standing
from workflows.docket import Docket

T = TypeVar("T")


async def recording(work: Coroutine[Any, Any, T], docket: Docket, standing: Callable[[], Standing]) -> T:
    """Do the work (drawing up dates, telling the case) and clear the docket whenever something is entered meanwhile."""
    task = asyncio.create_task(work)
    while not task.done():
        await workflow.wait_condition(lambda: task.done() or docket.has_work())
        if docket.has_work():
            await docket.clear(standing())
    return task.result()
