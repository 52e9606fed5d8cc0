"""How a command of the shell ends: one table of exit codes, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class Ending(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    DIFFERS = 1
    BAD_INPUT = 2
    REFUSED = 3
    DUPLICATES = 4
    WAITING = 5
    NOT_FOUND = 6
    NOT_READY = 7
    BROKEN = 70


MEANINGS: dict[Ending, str] = {
    Ending.DONE: "done; the decision or fact was accepted",
    Ending.DIFFERS: "a check found a difference or a fault",
    Ending.BAD_INPUT: "what was typed or filed cannot be used; each field is named",
    Ending.REFUSED: "the process refuses it, with a code and a sentence",
    Ending.DUPLICATES: "probably notified before: look first, then open all the same if it is another incident",
    Ending.WAITING: "kept, and waiting for the service; nothing need be typed again",
    Ending.NOT_FOUND: "there is no such case, document, person, step or command",
    Ending.NOT_READY: "settings, register or Temporal are not ready; the text says what to do",
    Ending.BROKEN: "the program itself failed",
}


class Ends(Exception):
    """A command ends here: with which code, why (a code for programs), in which words."""

    def __init__(self, ending: Ending, code: str, *says: str, fields: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(code)
        self.ending = ending
        self.code = code
        self.says = says
        self.fields = tuple(fields)


def as_help() -> str:
    """The table as lines for help texts."""
    return "\n\n".join(["Exit codes:", *(f"{code.value:>2}  {says}" for code, says in MEANINGS.items())])
