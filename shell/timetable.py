"""``timetable``: the dates of a case on both clocks, as a table, with reasons, or for programs (C1-C5)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from adapters.bank_holidays import EnglandBankHolidays
from adapters.policies import PolicyFolder, UnknownEdition, policy_file
from models.case import CaseKind
from models.explanation import explain_steps
from models.london import london_date, london_instant
from models.people import SERVICE
from models.plans import draw_up
from models.policy import Policy
from models.policy_problems import PolicyError
from models.timetable import LedgerEntry, LedgerKind, Plan, Timetable, TimetableRequest
from models.working_days import OutsideCalendar
from shell.dates import AsJson, a_date, a_start, print_json, refusing
from shell.workdays import explained

PARTNERSHIP = "gscp"

Start = Annotated[
    object, typer.Argument(parser=a_start, metavar="START", help="The date, or the instant with its offset.")
]
PanelDate = Annotated[
    date | None,
    typer.Option("--panel-date", parser=a_date, metavar="DATE", help="The National Panel's expected response date."),
]
Edition = Annotated[
    str | None, typer.Option("--policy", metavar="EDITION|FILE", help="Default: the edition valid on the date.")
]


def timetable(
    start: Start,
    kind: Annotated[CaseKind, typer.Option(help="How the case came in.")] = CaseKind.SIN,
    panel_date: PanelDate = None,
    policy: Edition = None,
    plan: Annotated[Plan, typer.Option(help="Which plan to draw up.")] = Plan.RAPID_REVIEW,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each step is due when it is.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the timetable of a case that starts on a date: both clocks, steps, and the days skipped."""
    day = start if type(start) is date else london_date(_instant(start))
    with refusing(PolicyError, UnknownEdition, OSError):
        edition = chosen_policy(policy, day)
    instant = london_instant(day, edition.hours.opens.value) if type(start) is date else _instant(start)
    request = TimetableRequest(
        plan=plan,
        policy=edition.edition,
        kind=kind,
        start=instant.astimezone(UTC),
        start_on=day if type(start) is date else None,
        ledger=() if panel_date is None else (_panel_date(panel_date, instant),),
    )
    with refusing(OutsideCalendar):
        drawn = draw_up(request, edition, EnglandBankHolidays().calendar(edition))
    if as_json:
        print_json(as_data(drawn, edition, explain))
    else:
        from shell.timetable_table import print_tables  # rich is loaded only where a table is printed

        print_tables(drawn, edition)
        for reason in explain_steps(drawn) if explain else ():
            typer.echo("\n".join(["", f"{reason.step} ({reason.clause})", *explained(reason.explanation)]))


def _instant(start: object) -> datetime:
    if not isinstance(start, datetime):
        raise typer.BadParameter("give a date or an instant")
    return start


def _panel_date(on: date, at: datetime) -> LedgerEntry:
    return LedgerEntry(id="panel-date", kind=LedgerKind.PANEL_DATE, at=at.astimezone(UTC), by=SERVICE, on=on)


def chosen_policy(policy: str | None, day: date) -> Policy:
    """The edition named, the file given, or the edition valid on the date (the nearest one, with a note)."""
    folder = PolicyFolder()
    if policy is not None:
        path = Path(policy)
        return policy_file(path) if path.suffix == ".toml" or path.is_file() else folder.edition(policy)
    try:
        return folder.edition_on(PARTNERSHIP, day)
    except UnknownEdition as error:
        editions = [known for known in folder.editions.values() if known.partnership == PARTNERSHIP]
        nearest = min(editions, key=lambda known: abs((known.valid_from - day).days), default=None)
        if nearest is None:
            raise
        typer.echo(f"note: {error}; {nearest.edition} is used", err=True)
        return nearest


def as_data(drawn: Timetable, policy: Policy, explain: bool) -> dict[str, object]:
    """The timetable for programs; with ``explain`` the reasons of each step besides."""
    listed = drawn.days[: policy.rapid_review.external_days.value]
    data: dict[str, object] = {
        "days": {
            str(day.number): {"internal": day.internal.isoformat(), "external": day.external.isoformat()}
            for day in listed
        },
        "steps": [
            {
                "step": step.step,
                "from_day": step.from_day,
                "to_day": step.to_day,
                "due": step.due.isoformat(),
                "clause": step.clause,
            }
            for step in drawn.steps
        ],
        "skipped": [{"date": day.date.isoformat(), "reason": day.reason} for day in drawn.skipped],
        "calendar_version": drawn.calendar_version,
    }
    if explain:
        data["explanations"] = [reason.model_dump(mode="json") for reason in explain_steps(drawn)]
    return data
