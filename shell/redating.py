"""What a changed calendar moves in every open case, shown before it moves, and moving it; the desk does both (C6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from desk import redating
from desk.outcome import Outcome, Taken
from desk.redating import CaseMoves, Change, NotProclaimed, Previewer
from models import authority
from models.people import Actor, Role
from models.redating import Effect, Move
from shell.composition import FrontDesk, open_front_desk
from shell.dates import in_words, print_json
from shell.exits import Ending, Ends
from shell.progress import showing
from shell.tables import print_lines, print_table
from shell.words import part_words, step_words

__all__ = ["Change", "carry_out"]


async def carry_out(change: Change, acting: str | None, role: Role | None, *, apply: bool, as_json: bool) -> Ending:
    """Preview, and with ``apply`` proclaim and tell every open case; answers how the command ends."""
    with open_front_desk() as front:
        version = _in_force(front, change)
        by = _entitled(front, acting, role) if apply or acting else None
        moves = await _previewed(front, change) if version is None else []
        told = await _applied(front, change, by) if apply and by else None
    if as_json:
        print_json(_as_data(change, moves, told))
    else:
        _print(change, moves, told, is_in_force=version is not None)
    return Ending.WAITING if told and Taken.WAITING in {outcome.taken for outcome in told.values()} else Ending.DONE


def _entitled(front: FrontDesk, acting: str | None, role: Role | None) -> Actor:
    by = front.actor(acting, role, "calendar_changed") if acting else front.business_unit()
    refusal = authority.refuses("calendar_changed", by)
    if refusal is not None:
        front.log_refusal("", "calendar_changed", refusal.code)
        raise Ends(Ending.REFUSED, refusal.code, refusal.says)
    return by


def _in_force(front: FrontDesk, change: Change) -> int | None:
    try:
        return redating.in_force(front.house.register, change)
    except NotProclaimed:
        says = f"{change.on.isoformat()} is not proclaimed: `calendar list` shows what is."
        raise Ends(Ending.NOT_FOUND, "not_proclaimed", says) from None


async def _previewed(front: FrontDesk, change: Change) -> list[CaseMoves]:
    cases = redating.open_cases(front.house.register)
    previewer = Previewer(front.house.register, front.house.policies, front.cases)
    with showing(f"Drawing up the plans of {len(cases)} open cases again"):
        return await previewer.moves(cases, change, front.now())


async def _applied(front: FrontDesk, change: Change, by: Actor) -> dict[str, Outcome]:
    version = redating.proclaimed(front.house.register, change, by, front.now())
    told: dict[str, Outcome] = {}
    cases = redating.open_cases(front.house.register)
    with showing("Telling the open cases") as say:
        for number, row in enumerate(cases, start=1):
            say(f"Telling the open cases: {number} of {len(cases)}")
            told |= await redating.tell(front.desk, [row.reference], version, by)
    return told


def _print(change: Change, moves: list[CaseMoves], told: dict[str, Outcome] | None, *, is_in_force: bool) -> None:
    what = f"{in_words(change.on)}, {change.kind.replace('_', ' ')}{': ' + change.reason if change.reason else ''}"
    print_lines([f"{what}{' (done already)' if is_in_force else ''}"])
    rows = [_row(each, line) for each in moves for line in each.lines]
    if rows:
        print_table(("Case", "Part", "Step", "Clause", "Due now", "Would be due", "Effect"), rows)
    elif not is_in_force:
        print_lines(["No deadline of an open case moves."])
    if told is None:
        print_lines(["Nothing has been changed: --apply does it."])
        return
    waiting = sum(outcome.taken is Taken.WAITING for outcome in told.values())
    print_lines([f"Done; {len(told) - waiting} open cases told, {waiting} still to be told (`redeliver`)."])


def _row(each: CaseMoves, line: Move) -> tuple[str, ...]:
    stands = line.effect is Effect.STANDS_PAST
    return (
        each.case,
        part_words(each.part),
        step_words(line.step),
        line.clause,
        _day(line.old_due),
        _day(line.new_due),
        "stands (past)" if stands else str(line.effect),
    )


def _day(on: date | None) -> str:
    return in_words(on) if on else ""


def _as_data(change: Change, moves: Iterable[CaseMoves], told: dict[str, Outcome] | None) -> dict[str, Any]:
    return {
        "date": change.on.isoformat(),
        "kind": change.kind,
        "reason": change.reason,
        "applied": told is not None,
        "moves": [
            {"case": each.case, "part": str(each.part), **line.model_dump(mode="json")}
            for each in moves
            for line in each.lines
        ],
        "told": {case: str(outcome.taken) for case, outcome in (told or {}).items()},
    }
