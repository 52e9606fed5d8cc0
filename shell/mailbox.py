"""``mailbox``: the letters that went out from an embedded system, listed and read (E1, E2)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.settings import load_settings
from models.wording import instant_words
from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends

app = typer.Typer(no_args_is_help=True, help="The letters that went out, in the local mailbox folder.")

Folder = Annotated[Path | None, typer.Option(help="Another mailbox folder than the one in the settings.")]


@app.command("list")
def list_letters(
    case: Annotated[str | None, typer.Option(help="Only letters about this case.")] = None,
    to: Annotated[str | None, typer.Option(help="Only letters to addresses with this in them.")] = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """List the letters, oldest first: number, date, recipient, subject."""
    found = [pair for pair in _numbered(folder) if _matches(pair[1], case, to)]
    if as_json:
        print_json([_as_data(number, letter) for number, letter in found])
        return
    for number, letter in found:
        typer.echo(f"{number:>4}  {instant_words(letter.sent_at):<34}  {letter.to:<36}  {letter.subject}")
    if not found:
        typer.echo("No letters.")


@app.command("read")
def read_letter(
    which: Annotated[str, typer.Argument(metavar="N|ID", help="The number in the list, or the letter's id.")],
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Read one letter as its recipient does."""
    for number, letter in _numbered(folder):
        if which == str(number) or (len(which) > 5 and letter.id.startswith(which)):
            if as_json:
                print_json({**_as_data(number, letter), "text": letter.text})
            else:
                typer.echo(f"Date: {instant_words(letter.sent_at)}\nTo: {letter.to}\nSubject: {letter.subject}\n")
                typer.echo(letter.text)
            return
    raise Ends(Ending.NOT_FOUND, "no_such_letter", f"There is no letter {which!r}: `mailbox list` shows what there is.")


def _numbered(folder: Path | None) -> list[tuple[int, KeptLetter]]:
    """All letters with their numbers, which do not change when the list is narrowed."""
    return list(enumerate(kept_letters(folder or _folder()), start=1))


def _folder() -> Path:
    address = load_settings().mail_address
    if not address.startswith("folder:"):
        raise Ends(Ending.NOT_FOUND, "no_mailbox", "Letters go out by SMTP here, so there is no mailbox folder.")
    return Path(address.removeprefix("folder:"))


def _matches(letter: KeptLetter, case: str | None, to: str | None) -> bool:
    return (case is None or letter.subject.startswith(f"{case}:")) and (to is None or to.lower() in letter.to.lower())


def _as_data(number: int, letter: KeptLetter) -> dict[str, Any]:
    return {
        "number": number,
        "id": letter.id,
        "sent_at": letter.sent_at.isoformat(),
        "to": letter.to,
        "subject": letter.subject,
        "message_id": letter.message_id,
    }
