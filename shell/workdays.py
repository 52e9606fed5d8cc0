"""``workdays``: the questions a coordinator asks on paper today, answered with their reasons (C1-C5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from adapters.bank_holidays import england_alone
from adapters.calendar_files import BadCalendar, calendar_file
from models.explanation import Explanation, explain_add, explain_count, unpublished
from models.working_days import Convention, NoSuchDay, OutsideCalendar, WorkingDays
from shell.dates import AsJson, CalendarFile, CalendarName, Day, How, a_number, in_words, print_json, refuse, refusing
from shell.workdays_check import check

app = typer.Typer(no_args_is_help=True, help="Count working days: England's, or those of a calendar file.")
app.command()(check)

Number = Annotated[int, typer.Argument(parser=a_number, metavar="N", help="Working days; negative counts backwards.")]
Include = Annotated[str, typer.Option("--include", help="start_only: the end does not count; both: it does.")]
_SIGNED = {"ignore_unknown_options": True}  # so that -3 is a number, not an option


def _calendar(file: CalendarFile, name: CalendarName) -> WorkingDays:
    with refusing(BadCalendar):
        return england_alone() if file is None else calendar_file(file, name)


def _say(
    answer: str, result: object, calendar: WorkingDays, notes: tuple[str, ...], as_json: bool, **more: str
) -> None:
    if as_json:
        print_json({"result": result, **more, "calendar_version": calendar.version, "notes": list(notes)})
        return
    typer.echo(answer)
    for note in notes:
        typer.echo(f"note: {note}", err=True)


@app.command(context_settings=_SIGNED)
def add(
    start: Day,
    n: Number,
    convention: How = Convention.DAY_AFTER,
    calendar: CalendarFile = None,
    calendar_name: CalendarName = None,
    as_json: AsJson = False,
) -> None:
    """The date so many working days from a start."""
    days = _calendar(calendar, calendar_name)
    with refusing(OutsideCalendar, NoSuchDay):
        result = days.add(start, n, convention)
    notes = unpublished(days, start, result)
    _say(in_words(result), result.isoformat(), days, notes, as_json, convention=str(convention))


@app.command()
def count(
    start: Day,
    end: Day,
    include: Include = "start_only",
    calendar: CalendarFile = None,
    calendar_name: CalendarName = None,
    as_json: AsJson = False,
) -> None:
    """How many working days lie from a start up to an end."""
    days = _calendar(calendar, calendar_name)
    with refusing(OutsideCalendar):
        result = days.count(start, end, include_end=_both(include))
    _say(str(result), result, days, unpublished(days, start, end), as_json, include=include)


@app.command("next")
def next_day(
    day: Day, calendar: CalendarFile = None, calendar_name: CalendarName = None, as_json: AsJson = False
) -> None:
    """The first working day after a date."""
    days = _calendar(calendar, calendar_name)
    with refusing(OutsideCalendar):
        result = days.next(day)
    _say(in_words(result), result.isoformat(), days, unpublished(days, day, result), as_json)


@app.command("previous")
def previous_day(
    day: Day, calendar: CalendarFile = None, calendar_name: CalendarName = None, as_json: AsJson = False
) -> None:
    """The last working day before a date."""
    days = _calendar(calendar, calendar_name)
    with refusing(OutsideCalendar):
        result = days.previous(day)
    _say(in_words(result), result.isoformat(), days, unpublished(days, day, result), as_json)


@app.command(context_settings=_SIGNED)
def explain(
    start: Day,
    n_or_end: Annotated[str, typer.Argument(metavar="N|DATE", help="Working days to add, or the end of a count.")],
    convention: How = Convention.DAY_AFTER,
    include: Include = "start_only",
    calendar: CalendarFile = None,
    calendar_name: CalendarName = None,
    as_json: AsJson = False,
) -> None:
    """Why an answer is what it is: each day counted or skipped, with its reason."""
    days = _calendar(calendar, calendar_name)
    with refusing(OutsideCalendar, NoSuchDay):
        reasons = _explanation(days, start, n_or_end, convention, _both(include))
    if as_json:
        print_json(reasons.model_dump(mode="json"))
        return
    for line in explained(reasons):
        typer.echo(line)


def _explanation(days: WorkingDays, start: date, n_or_end: str, how: Convention, both: bool) -> Explanation:
    try:
        return explain_count(days, start, date.fromisoformat(n_or_end), include_end=both)
    except ValueError as error:
        if isinstance(error, OutsideCalendar):
            raise
    try:
        n = int(n_or_end)
    except ValueError:
        refuse(f"{n_or_end!r} is neither a number of working days nor a date such as 2024-04-03")
    return explain_add(days, start, n, how)


def explained(reasons: Explanation) -> list[str]:
    """An explanation as lines to read."""
    lines = [f"{in_words(reasons.result)}: {reasons.rule}; calendar {reasons.calendar_version}"]
    for day in reasons.days:
        counted = "" if day.number is None else str(day.number)
        lines.append(f"  {in_words(day.date)}  {counted:>4}  {day.why}")
    return [*lines, *(f"  note: {note}" for note in reasons.notes)]


def _both(include: str) -> bool:
    if include not in ("both", "start_only"):
        refuse(f"--include {include!r}: write start_only or both")
    return include == "both"
