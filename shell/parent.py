"""The process that started this one: it holds the other end of this one's input, and says there when to begin."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable

from shell.processes import RELEASE

WITH_PARENT = "--with-parent"


def has_parent() -> bool:
    """Was this process told that somebody watches it?"""
    return WITH_PARENT in sys.argv[1:]


def released() -> bool:
    """Waits for the process that started this one to say that the ground is prepared; False: it has gone away."""
    return bool(os.read(sys.stdin.fileno(), len(RELEASE)))


async def when_input_ends(stop: Callable[[], None]) -> None:
    """Calls `stop` when the other end of the input is gone: nobody watches any more."""
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: _EndOfInput(stop), sys.stdin)


class _EndOfInput(asyncio.Protocol):
    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended()
