"""``keys``: make master keys, put a new one in front, wrap the register's keys under it, drop an old one (K3)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from adapters.encryption import MasterKeys
from adapters.settings import load_settings
from shell.acting import Acting, ActingRole
from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends
from shell.register_opened import opened, who

app = typer.Typer(no_args_is_help=True, help="Master keys: make, add, rotate, drop.")

KeyFile = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="The file of master keys. Default: the one in the settings."),
]
KeyId = Annotated[str, typer.Argument(metavar="ID", help="The key's id, such as 2027-01. Not secret.")]


@app.command()
def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that does not exist yet.")],
    key_id: Annotated[str, typer.Option("--id", help="The first key's id.")] = "m1",
) -> None:
    """Make a file with one new random master key, readable by its owner only. Keep a copy apart from all backups."""
    text = MasterKeys.generate(key_id).text()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Ends(Ending.BAD_INPUT, "not_made", f"{file}: {error.strerror}; nothing was changed") from None
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    typer.echo(f"{file}: master key {key_id} made")


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """List the ring's keys and how many data keys each wraps in the register: never the keys themselves."""
    with opened() as house:
        in_use = house.register.master_keys_in_use()
        ring = house.register.master_key_ids()
    rows = [{"id": each, "active": each == ring[0], "on_ring": True, "wraps": in_use.get(each, 0)} for each in ring]
    rows += [{"id": each, "active": False, "on_ring": False, "wraps": in_use[each]} for each in set(in_use) - set(ring)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        state = "active" if row["active"] else "" if row["on_ring"] else "MISSING from the ring"
        typer.echo(f"{row['id']:<20} wraps {row['wraps']:>6}  {state}".rstrip())


@app.command()
def add(key_id: KeyId, file: KeyFile = None) -> None:
    """Put a new random key in front of the ring. Restart worker and pages with it, then `keys rotate`."""
    path = _ring_file(file)
    _replace(path, MasterKeys.read(path).with_new(key_id))
    typer.echo(f"{path}: {key_id} is the active key now; the others still open what they sealed")


@app.command()
def rotate(person: Acting = None, role: ActingRole = None, as_json: AsJson = False) -> None:
    """Wrap every data key under the active master key, while everything works on. May be stopped and repeated."""
    with opened() as house:
        count = house.register.rotate_master_key(house.clock.now(), who(house, person, role))
        active = house.register.master_key_ids()[0]
    if as_json:
        print_json({"wrapped": count, "active": active})
    else:
        typer.echo(f"{count} data keys wrapped anew under {active}")


@app.command()
def drop(key_id: KeyId, file: KeyFile = None) -> None:
    """Take a key off the ring once it wraps nothing in the register. Old backups still need it."""
    path = _ring_file(file)
    ring = MasterKeys.read(path)
    if key_id not in ring.ids or key_id == ring.active:
        raise Ends(
            Ending.REFUSED, "not_droppable", f"{key_id} is {'the active key' if key_id in ring.ids else 'not there'}"
        )
    with opened() as house:
        wraps = house.register.master_keys_in_use().get(key_id, 0)
    if wraps:
        raise Ends(Ending.REFUSED, "in_use", f"{key_id} still wraps {wraps} data keys: `keys rotate` first")
    _replace(path, ring.without(key_id))
    typer.echo(f"{path}: {key_id} is off the ring")


def _ring_file(given: Path | None) -> Path:
    path = given or load_settings().keys_path
    if not path.is_file():
        raise Ends(Ending.NOT_FOUND, "no_key_file", f"{path}: there is no such file; `keys init FILE` makes one")
    return path


def _replace(path: Path, ring: MasterKeys) -> None:
    """Write the ring beside the old file and put it in its place in one step: a crash leaves one of the two, whole."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w") as stream:
        stream.write(ring.text())
        stream.flush()
        os.fsync(stream.fileno())
    Path(beside).replace(path)
