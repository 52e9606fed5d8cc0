"""``audit``: verify the audit trail, export it, write its head down outside the database (K2)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from adapters.register.trail import ANCHORS
from shell.acting import Acting, ActingRole
from shell.dates import AsJson, print_json
from shell.exits import Ending
from shell.house import House
from shell.register_opened import opened, who

app = typer.Typer(no_args_is_help=True, help="Verify, export and anchor the audit trail.")

Anchors = Annotated[
    Path | None,
    typer.Option(
        "--anchors", metavar="FILE", help="The file of heads written down. Default: the one beside the state."
    ),
]


def _anchors_of(house: House, given: Path | None) -> Path:
    return given or house.settings.state / ANCHORS


@app.command()
def verify(anchors: Anchors = None, as_json: AsJson = False) -> None:
    """Verify every row, the head, and the heads written down earlier: exit 0 if the trail holds, 1 if it does not."""
    with opened() as house:
        path = _anchors_of(house, anchors)
        verdict = house.register.verify(path if anchors or path.is_file() else None)
    if as_json:
        seq, own = verdict.head
        head = {"seq": seq, "hash": own}
        told = {
            "ok": verdict.ok,
            "rows": verdict.rows,
            "head": head,
            "first_bad": verdict.first_bad,
            "why": verdict.why,
        }
        print_json(told)
    elif verdict.ok:
        typer.echo(f"The audit trail holds: {verdict.rows} rows, head {verdict.head[1]}")
    else:
        typer.echo(f"The audit trail does NOT hold: row {verdict.first_bad}: {verdict.why}", err=True)
    raise typer.Exit(Ending.DONE if verdict.ok else Ending.DIFFERS)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; without it, standard output.")] = None,
) -> None:
    """Write the trail as JSON Lines; each line can be verified without this software (docs/register.md says how)."""
    with opened() as house:
        if file is None:
            _write(house, sys.stdout)
            return
        with file.open("w", encoding="utf-8") as stream:
            count = _write(house, stream)
    typer.echo(f"{count} rows written to {file}")


def _write(house: House, stream: TextIO) -> int:
    count = 0
    for line in house.register.export():
        stream.write(line + "\n")
        count += 1
    return count


@app.command()
def anchor(anchors: Anchors = None, person: Acting = None, role: ActingRole = None, as_json: AsJson = False) -> None:
    """Write the head of the trail down in a file; keep that file where the database's keeper cannot write."""
    with opened() as house:
        path = _anchors_of(house, anchors)
        seq, own = house.register.anchor(path, house.clock.now(), who(house, person, role))
    if as_json:
        print_json({"seq": seq, "hash": own, "file": str(path)})
    else:
        typer.echo(f"Row {seq}, hash {own}: written to {path}")
