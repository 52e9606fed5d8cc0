"""``demo-data``: fills a running embedded system with the fictional partnership's caseload, a case in every stage."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import typer

from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends

if TYPE_CHECKING:
    from demo.caseload.loading import Loaded
    from shell.composition import FrontDesk


def demo_data(as_json: AsJson = False) -> None:
    """Fill the running system with fictional cases in every stage, so that there is something to look at.

    It speaks to the same desk as everybody, on the real Temporal. Filling twice changes nothing; a filling that was
    broken off goes on where it stopped. Only the embedded system with its fictional partnership is filled.
    """
    from shell.composition import open_front_desk
    from shell.progress import showing

    if find_spec("demo") is None:
        raise Ends(Ending.NOT_READY, "no_demo", "This installation has no demo: it comes with the project's source.")
    with open_front_desk() as front:
        _insist_on_fiction(front)
        with showing("Opening the cases") as say:
            loaded = asyncio.run(_load(front, say))
        _say(loaded, front, as_json)
    if any(each.left for each in loaded):
        raise typer.Exit(Ending.DIFFERS)


def _insist_on_fiction(front: FrontDesk) -> None:
    from adapters.settings import Profile

    agencies = front.house.register.agencies()
    if front.house.settings.profile is Profile.PRODUCTION or not agencies:
        raise Ends(Ending.NOT_READY, "not_a_demo", "Only the embedded system is filled: start it with `make up`.")
    if not all("(fictional)" in agency.name for agency in agencies):
        says = "This register has agencies that may be real: fictional cases would reach them. Nothing was opened."
        raise Ends(Ending.NOT_READY, "not_fictional", says)


async def _load(front: FrontDesk, say: Any) -> list[Loaded]:
    from demo.caseload.loading import ServiceAway, load
    from demo.caseload.stories import STORIES

    told: list[str] = []

    def one_more(loaded: Loaded) -> None:
        told.append(loaded.case)
        say(f"{len(told)} of {len(STORIES)} cases: {loaded.story.shows}")

    try:
        return await load(front.house, front.cases, STORIES, one_more)
    except ServiceAway:
        says = "Temporal or the worker does not answer: is `make up` running? The same command goes on from here."
        raise Ends(Ending.WAITING, "service_away", says) from None


def _say(loaded: list[Loaded], front: FrontDesk, as_json: bool) -> None:
    new = sum(each.is_new for each in loaded)
    if as_json:
        cases = [
            {"case": each.case, "shows": each.story.shows, "is_new": each.is_new, "left": each.left} for each in loaded
        ]
        print_json({"new": new, "cases": cases})
        return
    for each in loaded:
        typer.echo(f"{each.case}  {each.story.shows}")
        for left in each.left:
            typer.echo(f"              not taken: {left}", err=True)
    typer.echo(f"{new} cases opened, {len(loaded) - new} were there.")
