"""Waiting that shows: on a terminal a line that moves, elsewhere one line, always on standard error."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from desk.outcome import Outcome, Taken

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
Say = Callable[[str], None]


@contextmanager
def showing(what: str) -> Iterator[Say]:
    """Show what is waited for while the block runs; the function given changes the words."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as status:
        yield status.update


async def until_answered(ask: Callable[[], Awaitable[Outcome]], seconds: float, say: Say) -> Outcome:
    """Ask, and again with growing pauses while the service is away, for so many seconds at the most."""
    now, pause = asyncio.get_running_loop().time, FIRST_PAUSE
    give_up = now() + seconds
    outcome = await ask()
    while outcome.taken is Taken.WAITING and now() + pause < give_up:
        say(f"The service is away; trying again for {give_up - now():.0f} s (what was handed in is kept)")
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
        outcome = await ask()
    return outcome
