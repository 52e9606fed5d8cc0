"""A timetable as tables to read (C3, C5)."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from models.policy import Policy
from models.timetable import PlanDay, SkippedDay, Step, Timetable
from shell.dates import in_words


def print_tables(drawn: Timetable, policy: Policy) -> None:
    """Print the working days on both clocks with the days skipped between them, then the steps."""
    console = Console(highlight=False)
    if drawn.days:
        console.print(_days(drawn, policy))
    console.print(_steps(drawn))
    if drawn.external_due is not None:
        provisional = " (provisional: the Panel's date is not known yet)" if drawn.provisional else ""
        console.print(f"External deadline: {in_words(drawn.external_due)}{provisional}", soft_wrap=True)
    console.print(f"Policy {drawn.policy}, calendar {drawn.calendar_version}", soft_wrap=True)
    for note in drawn.notes:
        console.print(f"Note: {note}", soft_wrap=True)


def _days(drawn: Timetable, policy: Policy) -> Table:
    table = Table(title="Working days", title_justify="left")
    for heading in ("Day", "Internal plan", "External clock", "Skipped"):
        table.add_column(heading)
    last = len(drawn.days) if drawn.external_due is None else policy.rapid_review.external_days.value
    waiting = list(drawn.skipped)
    for day in drawn.days[:last]:
        while waiting and waiting[0].date < day.internal:
            _skip(table, waiting.pop(0))
        _day(table, day)
    for skipped in waiting:
        _skip(table, skipped)
    return table


def _day(table: Table, day: PlanDay) -> None:
    table.add_row(str(day.number), in_words(day.internal), in_words(day.external), "")


def _skip(table: Table, skipped: SkippedDay) -> None:
    table.add_row("", "", "", f"{in_words(skipped.date)}: {skipped.reason}", style="dim")


def _steps(drawn: Timetable) -> Table:
    table = Table(title="Steps", title_justify="left")
    for heading in ("Step", "Days", "Due", "Clause", "Rule"):
        table.add_column(heading)
    for step in drawn.steps:
        table.add_row(step.step, _range(step), in_words(step.due), step.clause, step.rule)
    return table


def _range(step: Step) -> str:
    return "" if step.to_day is None else f"{step.from_day}-{step.to_day}"
