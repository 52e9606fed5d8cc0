"""``explain``: why a date of a case is what it is: each day counted or skipped, with its reason (C5)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shell.acting import Case
from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends

if TYPE_CHECKING:
    from models.timetable import Timetable

Step = Annotated[str | None, typer.Argument(metavar="STEP", help="One step, such as submission. Default: every step.")]


def explain(case: Case, step: Step = None, as_json: AsJson = False) -> None:
    """Say why each date of a case is what it is: the rule, the days counted, the days skipped and why."""
    from models.explanation import explain_steps
    from shell.case_page import timetables
    from shell.composition import open_front_desk

    with open_front_desk() as front:
        plans, is_live = asyncio.run(timetables(front, front.house.register.case(case)))
    _insist_on_step(step, plans)
    reasons = [
        (part, reason)
        for part, plan in plans.items()
        for reason in explain_steps(plan)
        if step is None or reason.step == step
    ]
    if as_json:
        told = [{"part": part, **reason.model_dump(mode="json")} for part, reason in reasons]
        print_json({"case": case, "as_obeyed_now": is_live, "steps": told})
        return
    _print(reasons, is_live)


def _print(reasons: list[tuple[str, Any]], is_live: bool) -> None:
    from shell.case_page import AS_OPENED
    from shell.tables import print_lines
    from shell.words import part_words, step_words
    from shell.workdays import explained

    for part, reason in reasons:
        heading = f"{step_words(reason.step)} [{reason.step}] ({reason.clause}), {part_words(part)}"
        print_lines([heading, *explained(reason.explanation), ""])
    if not reasons:
        print_lines(["No part of this case keeps dates now."])
    if not is_live:
        print_lines([AS_OPENED])


def _insist_on_step(step: str | None, plans: Mapping[str, Timetable]) -> None:
    known = [each.step for plan in plans.values() for each in plan.steps]
    if step is not None and step not in known:
        says = f"There is no step {step} now: known are {', '.join(dict.fromkeys(known)) or 'none'}."
        raise Ends(Ending.NOT_FOUND, "unknown_step", says)
