"""``directory``: load people, agencies, offices and absences from a file; list who holds what (K1)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.register.appointments import AppointmentRow
from adapters.register.directory_file import DirectoryRefused, read_directory
from models.london import london_date
from shell.acting import Acting, ActingRole
from shell.dates import AsJson, a_date, print_json
from shell.exits import Ending, Ends
from shell.register_opened import opened, who

app = typer.Typer(no_args_is_help=True, help="People, agencies, and who holds which office.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A directory file (TOML); demo/directory.toml is one.")]


@app.command()
def check(file: File) -> None:
    """Check a directory file without loading it: exit 0 when it can be loaded, 2 with each wrong key named."""
    counts = {name: len(lines) for name, lines in _checked(file).items()}
    typer.echo(f"{file}: can be loaded ({_counted(counts)})")


@app.command()
def load(file: File, person: Acting = None, role: ActingRole = None, as_json: AsJson = False) -> None:
    """Load a directory: people and agencies are added or changed, offices and absences replaced by the file's."""
    data = _checked(file)
    with opened() as house:
        counts = house.register.load_directory(data, house.clock.now(), who(house, person, role))
    if as_json:
        print_json(counts)
    else:
        typer.echo(f"Loaded {_counted(counts)}.")


@app.command("list")
def list_offices(
    on: Annotated[
        date | None, typer.Option(parser=a_date, metavar="DATE", help="Who holds office on this date. Default: today.")
    ] = None,
    person: Acting = None,
    role: ActingRole = None,
    as_json: AsJson = False,
) -> None:
    """List who holds which office on a date. Names are personal: that they were looked at is on record."""
    with opened() as house:
        now = house.clock.now()
        by = who(house, person, role)
        rows = house.register.appointments(on or london_date(now))
        names = {each.ref: each.name for each in house.register.people(by, now, "directory_list")}
        agencies = {agency.ref: agency.name for agency in house.register.agencies()}
    if as_json:
        print_json([_as_data(row, names, agencies) for row in rows])
        return
    for row in rows:
        where = agencies.get(row.agency or "", "") or str(row.partner or "").replace("_", " ")
        deputy = " (deputy)" if row.deputy else ""
        typer.echo(
            f"{row.person:<8} {names[row.person]:<24} {row.role.replace('_', ' ') + deputy:<34} {where}".rstrip()
        )
    if not rows:
        typer.echo("Nobody holds an office on that date: `directory load FILE` loads people.")


def _checked(file: Path) -> dict[str, Any]:
    """The file's content, after a look at every key of it."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise Ends(Ending.BAD_INPUT, "unreadable", f"{file}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Ends(Ending.BAD_INPUT, "not_toml", f"{file}: is not TOML: {error}") from None
    try:
        read_directory(data)
    except DirectoryRefused as refused:
        keys = [fault.partition(": ") for fault in refused.faults]
        fields = [{"field": key, "says": says} for key, _, says in keys]
        raise Ends(Ending.BAD_INPUT, "directory_refused", f"{file}: {refused}", fields=fields) from None
    return data


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _as_data(row: AppointmentRow, names: dict[str, str], agencies: dict[str, str]) -> dict[str, Any]:
    return {
        "person": row.person,
        "name": names[row.person],
        "role": row.role.value,
        "partner": row.partner.value if row.partner else None,
        "agency": row.agency,
        "agency_name": agencies.get(row.agency or ""),
        "deputy": row.deputy,
        "from_on": row.from_on.isoformat() if row.from_on else None,
        "until_on": row.until_on.isoformat() if row.until_on else None,
    }
