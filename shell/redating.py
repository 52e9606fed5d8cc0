"""What a changed calendar moves in every open case, before it moves, and moving it (C6).

Previewing draws each running plan up again with the changed calendar and compares. Applying puts the day into the
register and tells every open case; the tokens come from the proclamation, so that repeating tells nobody twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from adapters.bank_holidays import england_calendar
from adapters.register import Register
from adapters.register.cases import CaseFilter, CaseRow
from desk.outcome import Outcome, Taken
from models import authority
from models.case import Part
from models.messages.review import CalendarChanged
from models.people import Actor, Role
from models.plans import draw_up
from models.redating import Effect, Move, preview
from models.timetable import Timetable
from models.working_days import CalendarDay, DayKind
from shell.composition import FrontDesk, open_front_desk
from shell.dates import in_words, print_json
from shell.exits import Ending, Ends
from shell.plans import plans_of
from shell.progress import showing
from shell.tables import print_lines, print_table
from shell.words import part_words, step_words

PAGE = 500
AT_ONCE = 8


@dataclass(frozen=True)
class Change:
    """A day proclaimed (holiday, closure, extra_working_day), or a proclaimed day taken back (withdrawn)."""

    on: date
    kind: str
    reason: str


@dataclass(frozen=True)
class CaseMoves:
    """What moves in one part of a case."""

    case: str
    part: Part
    lines: tuple[Move, ...]


async def carry_out(change: Change, acting: str | None, role: Role | None, *, apply: bool, as_json: bool) -> Ending:
    """Preview, and with ``apply`` proclaim and tell every open case; answers how the command ends."""
    with open_front_desk() as front:
        version = _in_force(front.house.register, change)
        by = _entitled(front, acting, role) if apply or acting else None
        moves = await _previewed(front, change) if version is None else []
        told = await _applied(front, change, version, by) if apply and by else None
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


def _in_force(register: Register, change: Change) -> int | None:
    """The proclamation that says this already; repeating it tells only the cases that have not been told."""
    latest = register.calendar_version()
    there = next((day for day in register.calendar_days() if day.on == change.on), None)
    if change.kind != "withdrawn":
        same = there is not None and (str(there.kind), there.reason) == (change.kind, change.reason)
        return there.version if same and there is not None else None
    if there is not None:
        return None
    for version in range(latest, 0, -1):
        if any(day.on == change.on for day in register.calendar_days(version)):
            return version + 1
    says = f"{change.on.isoformat()} is not proclaimed: `calendar list` shows what is."
    raise Ends(Ending.NOT_FOUND, "not_proclaimed", says)


# preview


async def _previewed(front: FrontDesk, change: Change) -> list[CaseMoves]:
    days = _days_after(front, change)
    gate = asyncio.Semaphore(AT_ONCE)
    cases = _open_cases(front)

    async def one(row: CaseRow) -> list[CaseMoves]:
        async with gate:
            return await _moves_of(front, row, days)

    with showing(f"Drawing up the plans of {len(cases)} open cases again"):
        found = await asyncio.gather(*(one(row) for row in cases))
    return [moves for each in found for moves in each]


def _days_after(front: FrontDesk, change: Change) -> tuple[CalendarDay, ...]:
    days = [
        CalendarDay(date=day.on, kind=DayKind(str(day.kind)), reason=day.reason)
        for day in front.house.register.calendar_days()
        if day.on != change.on
    ]
    if change.kind != "withdrawn":
        days.append(CalendarDay(date=change.on, kind=DayKind(change.kind), reason=change.reason))
    return tuple(days)


def _open_cases(front: FrontDesk) -> list[CaseRow]:
    rows: list[CaseRow] = []
    while (page := front.house.register.cases(CaseFilter(closed=False), limit=PAGE, offset=len(rows))).rows:
        rows += page.rows
    return rows


async def _moves_of(front: FrontDesk, row: CaseRow, days: tuple[CalendarDay, ...]) -> list[CaseMoves]:
    found = []
    for part, view in (await plans_of(front, row.reference)).items():
        policy = front.house.policies.edition(view.request.policy)
        new = draw_up(view.request, policy, england_calendar(policy, days))
        redating = preview(view.timetable, new, front.now())
        lines = tuple(line for line in (*redating.lines, *_external(view.timetable, new)) if _is_news(line))
        if lines:
            found.append(CaseMoves(row.reference, part, lines))
    return found


def _external(old: Timetable, new: Timetable) -> list[Move]:
    """The National Panel's provisional date counts working days too; no step of the plan says so (C3)."""
    if old.external_due == new.external_due:
        return []
    return [
        Move(
            step="external_deadline",
            clause="C3",
            old_due=old.external_due,
            new_due=new.external_due,
            old_due_at=old.external_due_at,
            new_due_at=new.external_due_at,
            effect=Effect.MOVES,
        )
    ]


def _is_news(line: Move) -> bool:
    return line.effect is not Effect.STANDS


# apply


async def _applied(front: FrontDesk, change: Change, version: int | None, by: Actor) -> dict[str, Outcome]:
    register = front.house.register
    if version is None:
        version = register.proclaim_day(change.on, change.kind, change.reason, by, front.now()).version
    told: dict[str, Outcome] = {}
    cases = _open_cases(front)
    with showing("Telling the open cases") as say:
        for number, row in enumerate(cases, start=1):
            say(f"Telling the open cases: {number} of {len(cases)}")
            values = {"calendar_version": str(version)}
            told[row.reference] = await front.desk.hand_in(
                CalendarChanged, row.reference, by, f"calendar-{version}-{row.reference}", values
            )
    return told


# saying it


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
