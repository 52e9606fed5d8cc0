"""``calendar``: a bank holiday proclaimed or a local closure made while cases run: preview first, then apply (C6)."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from shell.acting import Acting, ActingRole
from shell.dates import AsJson, Day, in_words, print_json
from shell.exits import Ending, Ends

if TYPE_CHECKING:
    from shell.redating import Change

app = typer.Typer(no_args_is_help=True, help="Days proclaimed while cases run: preview what moves, then apply.")

Apply = Annotated[bool, typer.Option("--apply", help="Do it. Without this only the preview is shown.")]


class Kind(StrEnum):
    """What a proclaimed day is."""

    HOLIDAY = "holiday"
    CLOSURE = "closure"
    EXTRA_WORKING_DAY = "extra_working_day"


@app.command("list")
def list_days(as_json: AsJson = False) -> None:
    """List the days proclaimed in the register, beside England's bank holidays and the policy's own days."""
    from shell.composition import open_front_desk
    from shell.tables import print_lines, print_table
    from shell.words import instant

    with open_front_desk() as front:
        days = front.house.register.calendar_days()
        version = front.house.register.calendar_version()
    if as_json:
        told = [{"date": day.on.isoformat(), "kind": str(day.kind), "reason": day.reason, "by": day.by} for day in days]
        print_json({"proclamations": version, "days": told})
    elif not days:
        print_lines(["No day has been proclaimed."])
    else:
        rows = [
            (in_words(day.on), str(day.kind).replace("_", " "), day.reason, instant(day.proclaimed_at), day.by)
            for day in days
        ]
        print_table(("Date", "Kind", "Reason", "Proclaimed", "By"), rows)


@app.command()
def proclaim(
    day: Day,
    kind: Annotated[Kind, typer.Option(help="What the day is.")],
    reason: Annotated[str, typer.Option(help="What explanations will say of it, such as the holiday's name.")],
    acting: Acting = None,
    acting_role: ActingRole = None,
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Show which deadlines of which open cases a day would move; with --apply proclaim it and move them.

    Past deadlines stand, nothing is sent twice, and each case keeps what moved on its record. May be repeated.
    """
    from shell.redating import Change

    if not reason.strip():
        raise Ends(Ending.BAD_INPUT, "no_reason", "Say what the day is: --reason.")
    _change(Change(day, str(kind), reason.strip()), acting, acting_role, apply, as_json)


@app.command()
def withdraw(
    day: Day, acting: Acting = None, acting_role: ActingRole = None, apply: Apply = False, as_json: AsJson = False
) -> None:
    """Take a proclaimed day back: preview first; with --apply the deadlines still to come are drawn up without it."""
    from shell.redating import Change

    _change(Change(day, "withdrawn", ""), acting, acting_role, apply, as_json)


def _change(change: Change, acting: str | None, role: ActingRole, apply: bool, as_json: bool) -> None:
    from shell.redating import carry_out

    ending = asyncio.run(carry_out(change, acting, role, apply=apply, as_json=as_json))
    if ending is not Ending.DONE:
        raise typer.Exit(ending)
