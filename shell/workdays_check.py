"""``workdays check``: runs a file of worked cases against the calendar arithmetic (C1, C2)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.calendar_files import BadCalendar, calendar_of, read_json
from models.worked_cases import BadCase, Checked, Verdict
from models.worked_cases import check as check_case
from models.working_days import WorkingDays
from shell.dates import AsJson, print_json, refusing

_COLUMNS = (Verdict.AGREED, Verdict.DIFFERS, Verdict.OUT_OF_SCOPE)


def check(
    file: Annotated[Path, typer.Argument(help="Worked cases: calendars, and cases with op, input and expected.")],
    as_json: AsJson = False,
) -> None:
    """Check a file of worked cases; exit 1 when any differs, 2 when the file cannot be read."""
    with refusing(BadCalendar, BadCase):
        checked = tuple(_checked(file))
    counts = Counter((case.op, case.verdict) for case in checked)
    if as_json:
        print_json(_as_json(checked, counts))
    else:
        _print(checked, counts)
    if any(case.verdict is Verdict.DIFFERS for case in checked):
        raise typer.Exit(1)


def _checked(file: Path) -> Iterable[Checked]:
    data = read_json(file)
    if not isinstance(data, Mapping) or not isinstance(data.get("cases"), list):
        raise BadCase(f"{file}: needs a table with a list of cases")
    calendars = data.get("calendars", {})
    if not isinstance(calendars, Mapping):
        raise BadCase(f"{file}: calendars must be a table of named calendars")
    drawn: dict[str, WorkingDays] = {}
    for number, case in enumerate(data["cases"], start=1):
        if not isinstance(case, Mapping):
            raise BadCase(f"{file}: case {number} is not a table")
        yield check_case(case, _calendar(case, calendars, drawn))


def _calendar(case: Mapping[str, Any], calendars: Mapping[str, Any], drawn: dict[str, WorkingDays]) -> WorkingDays:
    spec = case.get("calendar", {})
    key = json.dumps(spec, sort_keys=True)
    if key not in drawn:
        drawn[key] = calendar_of(spec, calendars, f"of case {case.get('id', '')}")
    return drawn[key]


def _as_json(checked: Iterable[Checked], counts: Counter[tuple[str, Verdict]]) -> dict[str, object]:
    by_op = {op: {str(verdict): counts[op, verdict] for verdict in _COLUMNS} for op in sorted({op for op, _ in counts})}
    total = {str(verdict): sum(ops[str(verdict)] for ops in by_op.values()) for verdict in _COLUMNS}
    others = [case.model_dump(mode="json") for case in checked if case.verdict is not Verdict.AGREED]
    return {"operations": by_op, "total": total, "cases": others}


def _print(checked: Iterable[Checked], counts: Counter[tuple[str, Verdict]]) -> None:
    for case in checked:
        if case.verdict is Verdict.DIFFERS:
            typer.echo(f"{case.id} {case.op}: expected {case.expected}, answered {case.answered}")
        elif case.verdict is Verdict.OUT_OF_SCOPE:
            typer.echo(f"{case.id} {case.op}: out of scope: {case.why}")
    typer.echo(f"{'operation':<32} {'agreed':>8} {'differing':>10} {'out of scope':>13}")
    for op in sorted({op for op, _ in counts}):
        agreed, differs, outside = (counts[op, verdict] for verdict in _COLUMNS)
        typer.echo(f"{op:<32} {agreed:>8} {differs:>10} {outside:>13}")
    agreed, differs, outside = (sum(counts[op, of] for op, of in counts if of is verdict) for verdict in _COLUMNS)
    typer.echo(f"{'all':<32} {agreed:>8} {differs:>10} {outside:>13}")
