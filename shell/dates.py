"""Dates, conventions and calendars as typed in a shell, and the way a command refuses (K4)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from models.london import in_london, weekday
from models.working_days import Convention

_SHORT = {
    **dict.fromkeys(("a", "day-0", "day0", "day_after", "day-after"), Convention.DAY_AFTER),
    **dict.fromkeys(("b", "roll", "roll-then-add"), Convention.ROLL_START_THEN_ADD),
    **dict.fromkeys(("c", "day-1", "day1", "start_is_day_1"), Convention.START_IS_DAY_1),
    **{str(convention).lower(): convention for convention in Convention},
}


def a_date(text: str) -> date:
    """The date typed, such as 2024-03-21."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date such as 2024-03-21") from None


def a_start(text: str) -> date | datetime:
    """The date typed, or the instant with its offset, such as 2022-08-01T00:30+01:00."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return in_london(datetime.fromisoformat(text))
    except ValueError:
        how = "a date such as 2026-12-14, or an instant such as 2022-08-01T00:30+01:00"
        raise typer.BadParameter(f"{text!r} is not {how}") from None


def a_number(text: str) -> int:
    """The whole number typed, such as 7 or -3."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a whole number such as 7 or -3") from None


def a_convention(text: str) -> Convention:
    """The counting convention typed: its full name, a/b/c, day-0 or day-1."""
    try:
        return _SHORT[text.lower()]
    except KeyError:
        known = ", ".join((*Convention, "a", "b", "c", "day-0", "day-1"))
        raise typer.BadParameter(f"{text!r} is not a convention: known are {known}") from None


def in_words(day: date) -> str:
    """A date with its weekday, sortable and readable: ``Mon 2026-12-14``."""
    return f"{weekday(day)[:3]} {day.isoformat()}"


def print_json(answer: object) -> None:
    """Write one JSON document on standard output."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def refuse(says: str, code: int = 2) -> NoReturn:
    """Say on standard error why a command cannot answer, and leave."""
    for line in says.splitlines():
        typer.echo(f"error: {line}", err=True)
    raise typer.Exit(code)


@contextmanager
def refusing(*errors: type[Exception], code: int = 2) -> Iterator[None]:
    """Turn the errors a command expects into its refusal."""
    try:
        yield
    except errors as error:
        refuse(str(error), code)


Day = Annotated[date, typer.Argument(parser=a_date, metavar="DATE")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document for programs.")]
CalendarFile = Annotated[
    Path | None,
    typer.Option(
        "--calendar", help="A file of bank holidays: gov.uk's JSON, named calendars, or a plain list. Default: England."
    ),
]
CalendarName = Annotated[
    str | None, typer.Option("--calendar-name", help="Which calendar, where the file has several.")
]
How = Annotated[
    Convention,
    typer.Option(
        "--convention",
        parser=a_convention,
        metavar="A|B|C",
        help="a or day-0: the start is day 0; b: roll first, then day 0; c or day-1: the start is day 1.",
    ),
]
