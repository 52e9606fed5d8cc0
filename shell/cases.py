"""``cases``: which cases there are, the most urgent first."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

import typer

from shell.dates import AsJson, a_date, print_json


def cases(
    stage: Annotated[str | None, typer.Option(help="Only those in this stage (its code, such as threshold).")] = None,
    holder: Annotated[
        str | None, typer.Option(metavar="RECIPIENT", help="Only those held by, e.g. role:coordinator or agency:A-012.")
    ] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Closed cases instead of open ones.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Open and closed cases.")] = False,
    due_before: Annotated[
        date | None, typer.Option(parser=a_date, metavar="YYYY-MM-DD", help="Only those due before this London date.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at the most.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List cases: stage, next action, who holds it, due when, the most urgent first."""
    from adapters.register.cases import CaseFilter
    from models.london import london_instant
    from shell.composition import open_front_desk
    from shell.tables import print_lines, print_table

    before = london_instant(due_before, time(0)) if due_before else None
    only = CaseFilter(stage=stage, holder=holder, closed=None if every else closed, due_before=before)
    with open_front_desk() as front:
        page = front.house.register.cases(only, limit=limit)
        if as_json:
            print_json({"total": page.total, "cases": [as_data(row) for row in page.rows]})
            return
        if not page.rows:
            print_lines(["No such case."])
            return
        headings = ("Case", "Kind", "Stage", "Next", "Held by", "Due", "Tasks", "Outcome")
        print_table(headings, [_as_row(row, front) for row in page.rows])
        if page.total > len(page.rows):
            print_lines([f"{len(page.rows)} of {page.total} cases: --limit shows more."])


def _as_row(row: Any, front: Any) -> tuple[str, ...]:
    from shell import words

    if row.closed:
        return (row.reference, str(row.kind), "closed", "", "", "", "", words.outcome_words(row.outcome))
    return (
        row.reference,
        str(row.kind),
        words.stage_words(row.stage),
        words.command_words(row.next_action),
        words.holder_words(row.holder, front.house),
        words.due_words(row.due, front.now(), front.house, row.policy),
        str(row.tasks or ""),
        "",
    )


def as_data(row: Any) -> dict[str, Any]:
    names = (
        "part",
        "stage",
        "next_action",
        "holder",
        "tasks",
        "closed",
        "outcome",
        "independent_chair",
        "lead_reviewer",
    )
    return {
        "case": row.reference,
        "kind": str(row.kind),
        "notified_at": row.notified_at.isoformat(),
        "policy": row.policy,
        "due": row.due.isoformat() if row.due else None,
        **{name: getattr(row, name) for name in names},
    }
