"""``letters``: every letter as staff will see it, with sample facts, before a case ever needs it (E1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from adapters.letters import LetterHead, Letters
from models.letters import PURPOSES, Purpose
from models.post import CannotBeWritten, LetterOrder
from shell.dates import AsJson, a_date, print_json
from shell.exits import Ending, Ends

app = typer.Typer(no_args_is_help=True, help="The letters of the process, as their recipients see them.")

SAMPLE_HEAD = LetterHead(
    partnership="Fernwick Safeguarding Children Partnership (fictional)",
    telephone="01632 960001",
    base_url="https://reviews.example",
)
SAMPLES: dict[str, str] = {
    "kind": "cfc",
    "gaps": "children.0.date_of_birth,case_summary",
    "action_number": "2",
    "code": "042177",
    "working_day": "3",
    "advice": "expected",
    "basis": "split",
    "reason": "bank_holiday",
    "outcome": "learning_implemented",
    "votes_missing": "health,constabulary",
    "partners_missing": "childrens_social_care,health,constabulary",
    "signatures_missing": "health,qiip_chair",
    "agencies_missing": "A-003,A-007",
    "failed_checks": "kloes_answered,smart_actions",
    "short_notice": "yes",
    "lateness": "late",
    "return_version": "2",
    "report_version": "3",
    "meets_on": "2026-12-23",
    "expected_on": "2027-01-04",
    "forecast": "2027-06-30",
    "review_on": "2027-02-01",
    "earliest_on": "2027-05-18",
    "until": "2028-02-29",
    "due_on": "2027-03-31",
    "address": "https://fernwick.example/reports/1",
    "findings": "https://fernwick.example/reports/1/findings",
    "briefing": "https://fernwick.example/reports/1/briefing",
    "learning_material": "https://fernwick.example/reports/1/learning",
    "sha256": "ab" * 32,
    "action": "RR-4",
}
CASE = "GSCP-2026-014"
FRI_18_DEC = date(2026, 12, 18)


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
        written = Letters(SAMPLE_HEAD).write(_order(PURPOSES[purpose], to, due or FRI_18_DEC))
    except CannotBeWritten as refusal:
        raise Ends(Ending.BAD_INPUT, "cannot_be_written", str(refusal)) from None
    if as_json:
        print_json(written.model_dump())
    else:
        typer.echo(f"Subject: {written.subject}\n\n{written.text}")


def _order(purpose: Purpose, to: str, due: date) -> LetterOrder:
    facts = {name: SAMPLES[name] for name in purpose.facts if name in SAMPLES}
    return LetterOrder(case=CASE, purpose=purpose.name, to=to, due=due, facts=facts)
