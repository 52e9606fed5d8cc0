"""Handing a decision or a fact in at the front desk, and saying what came of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.outcome import Outcome, Taken
from models.commands import Told
from models.people import Role
from shell.composition import FrontDesk, open_front_desk
from shell.dates import print_json
from shell.exits import Ending
from shell.progress import showing, until_answered
from shell.words import next_step

ENDINGS = {Taken.ACCEPTED: Ending.DONE, Taken.REFUSED: Ending.REFUSED, Taken.WAITING: Ending.WAITING}


@dataclass(frozen=True)
class Envelope:
    """To which case, by whom, under which token; how long to keep trying and in which form to answer."""

    case: str
    acting: str | None
    role: Role | None
    command_id: str
    wait: float = 0.0
    as_json: bool = False


async def hand_in_from_shell(kind: type[Told], values: Mapping[str, Any], envelope: Envelope) -> Ending:
    """Hand in, keep trying as long as asked, say what came of it; answers how the command ends."""
    with open_front_desk() as front:
        by = front.actor(envelope.acting, envelope.role, kind.name)

        async def ask() -> Outcome:
            return await front.desk.hand_in(kind, envelope.case, by, envelope.command_id, values)

        with showing(f"{kind.name.replace('_', ' ')}: waiting for the case to answer") as say:
            outcome = await until_answered(ask, envelope.wait, say)
        if outcome.taken is Taken.REFUSED:
            front.log_refusal(envelope.case, kind.name, outcome.code)
        _say(kind, front, outcome, envelope)
        return ENDINGS[outcome.taken]


def _say(kind: type[Told], front: FrontDesk, outcome: Outcome, envelope: Envelope) -> None:
    command = kind.name.replace("_", "-")
    if envelope.as_json:
        print_json(
            {
                "case": envelope.case,
                "command": command,
                "command_id": envelope.command_id,
                "taken": str(outcome.taken),
                "code": outcome.code,
                "says": outcome.says,
            }
        )
        return
    out = sys.stdout if outcome.taken is Taken.ACCEPTED else sys.stderr
    out.write(f"{envelope.case} {command}: {said(outcome)}\n")
    if outcome.taken is Taken.ACCEPTED:
        for line in next_step(front.house, envelope.case):
            out.write(f"  {line}\n")
    out.write(f"  Token {envelope.command_id}: the same again with --command-id is done once.\n")


def said(outcome: Outcome) -> str:
    """An outcome in a line."""
    words = {Taken.ACCEPTED: "accepted", Taken.REFUSED: "refused", Taken.WAITING: "kept, not answered yet"}
    return f"{words[outcome.taken]} ({outcome.code}){': ' + outcome.says if outcome.says else ''}"
