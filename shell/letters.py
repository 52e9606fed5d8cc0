"""``letters``: every letter as staff will see it, with sample facts, before a case ever needs it (E1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from adapters.letters import LetterHead, Letters
from models.letters import PURPOSES
from models.post import CannotBeWritten
from models.sample_letters import FRI_18_DEC, sample_order
from shell.dates import AsJson, a_date, print_json
from shell.exits import Ending, Ends

app = typer.Typer(no_args_is_help=True, help="The letters of the process, as their recipients see them.")

SAMPLE_HEAD = LetterHead(
    partnership="Fernwick Safeguarding Children Partnership (fictional)",
    telephone="01632 960001",
    base_url="https://reviews.example",
)


@app.command("list")
def list_purposes(as_json: AsJson = False) -> None:
    """List every letter: its name, the clause that asks for it, its template, and whether it states a due date."""
    if as_json:
        print_json([purpose.model_dump() | {"template": purpose.template} for purpose in PURPOSES.values()])
        return
    for purpose in PURPOSES.values():
        due = "states a due date" if purpose.deadline else ""
        typer.echo(f"{purpose.name:<30}  {purpose.clause:<4}  {purpose.template:<46}  {due}".rstrip())


@app.command("show")
def show_letter(
    purpose: Annotated[str, typer.Argument(help="The letter's name, as `letters list` shows it.")],
    to: Annotated[str, typer.Option(help="The recipient reference it is addressed to.")] = "role:coordinator",
    due: Annotated[date | None, typer.Option(parser=a_date, metavar="DATE", help="The due date it states.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print a letter with sample facts about a case that does not exist."""
    if purpose not in PURPOSES:
        raise Ends(Ending.NOT_FOUND, "no_such_letter", f"There is no letter {purpose!r}: see `letters list`.")
    try:
        written = Letters(SAMPLE_HEAD).write(sample_order(PURPOSES[purpose], to, due or FRI_18_DEC))
    except CannotBeWritten as refusal:
        raise Ends(Ending.BAD_INPUT, "cannot_be_written", str(refusal)) from None
    if as_json:
        print_json(written.model_dump())
    else:
        typer.echo(f"Subject: {written.subject}\n\n{written.text}")
