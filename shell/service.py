"""``redeliver`` and ``health``: sending on what has not been answered, and asking each part whether it is well (K5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from shell.dates import AsJson, print_json
from shell.exits import Ending

if TYPE_CHECKING:
    from shell.composition import FrontDesk

Age = Annotated[float, typer.Option("--older-than", min=0, metavar="SECONDS", help="Only what was taken so long ago.")]


def redeliver(older_than: Age = 0.0, as_json: AsJson = False) -> None:
    """Send again what was handed in and not answered, each under its own token, so that nothing is done twice."""
    from shell.composition import open_front_desk
    from shell.progress import showing

    with open_front_desk() as front:
        with showing("Sending again what has not been answered"):
            answered = asyncio.run(_redelivered(front, timedelta(seconds=older_than)))
        left = len(front.house.register.pending_commands(front.now() + timedelta(seconds=1)))
    if as_json:
        print_json({"answered": answered, "waiting": left})
    else:
        typer.echo(f"{answered} answered now, {left} still waiting")
    if left:
        raise typer.Exit(Ending.WAITING)


async def _redelivered(front: FrontDesk, older_than: timedelta) -> int:
    """How many were answered; it goes on while a round of them gets anywhere."""
    total = 0
    while answered := await front.desk.redeliver(older_than=older_than):
        total += answered
    return total


def health(as_json: AsJson = False) -> None:
    """Ask each part of the system to do a little real work: exit 0 when all are well, 1 when one is not."""
    from adapters.settings import load_settings
    from shell.probe import health as ask
    from shell.progress import showing

    with showing("Asking each part"):
        findings = asyncio.run(ask(load_settings()))
    is_well = all(finding.is_well for finding in findings)
    if as_json:
        parts = [{"part": each.part, "is_well": each.is_well, "says": each.says} for each in findings]
        print_json({"is_well": is_well, "parts": parts})
    else:
        for each in findings:
            typer.echo(f"{'well' if each.is_well else 'ILL '}  {each.part}: {each.says}")
    if not is_well:
        raise typer.Exit(Ending.DIFFERS)
