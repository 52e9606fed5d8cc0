"""``timetable`` prints a case's dates as a table, with reasons, or for programs (C3, C5)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from shell.timetable import timetable
from tests.calendars import worked

PROJECT = Path(__file__).resolve().parents[2]
app = typer.Typer()
app.command()(timetable)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def _json(*arguments: str) -> Any:
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_json_has_exactly_the_promised_shape() -> None:
    data = _json("2026-12-14", "--kind", "sin")

    assert list(data) == ["days", "steps", "skipped", "calendar_version"]
    assert list(data["days"]) == [str(number) for number in range(1, 16)]
    assert data["days"]["1"] == {"internal": "2026-12-14", "external": "2026-12-15"}
    assert data["days"]["15"] == {"internal": "2027-01-06", "external": "2027-01-07"}
    assert data["steps"][3] == {"step": "returns", "from_day": 3, "to_day": 5, "due": "2026-12-18", "clause": "R4"}
    assert {"date": "2026-12-25", "reason": "Christmas Day"} in data["skipped"]
    assert data["calendar_version"].startswith("england+gscp-2023:")


@pytest.mark.parametrize("case", worked("scenarios")["rapid_review"], ids=lambda case: case["id"])
def test_the_command_agrees_with_the_timetables_worked_by_hand(case: dict[str, Any]) -> None:
    days = _json(case.get("received_at", case["trigger"]), "--kind", case["kind"].lower())["days"]

    for name, due in case["day1_inclusive"].items():
        assert days[name[1:]]["internal"] == due
    for name, due in case["day0_exclusive"].items():
        assert days[name[1:]]["external"] == due


def test_the_table_shows_weekdays_both_clocks_and_the_days_skipped() -> None:
    printed = _run("2026-12-14", "--kind", "sin").stdout

    assert "Mon 2026-12-14" in printed
    assert "Tue 2026-12-15" in printed
    assert "Fri 2026-12-25: Christmas Day" in printed
    assert "External deadline: Thu 2027-01-07 (provisional" in printed


def test_explain_says_why_each_step_is_due_when_it_is() -> None:
    printed = _run("2026-12-14", "--explain").stdout

    assert "returns (R4)" in printed
    assert "Fri 2026-12-18     5  working day 5" in printed
    assert _json("2026-12-14", "--explain")["explanations"][3]["step"] == "returns"


def test_a_panel_date_compresses_the_last_steps() -> None:
    steps = {row["step"]: row["due"] for row in _json("2026-12-14", "--panel-date", "2027-01-04")["steps"]}

    assert (steps["submission"], steps["sign_off"], steps["panel"]) == ("2027-01-04", "2027-01-04", "2026-12-23")


def test_another_policy_is_taken_by_edition_or_by_file() -> None:
    by_edition = _json("2024-04-12", "--policy", "severnmouth-2024")
    by_file = _json("2024-04-12", "--policy", str(PROJECT / "policies" / "severnmouth-2024.toml"))

    assert by_edition == by_file
    assert by_edition["days"]["1"]["internal"] == "2024-04-15"


def test_a_date_before_the_first_edition_is_answered_with_a_note_on_standard_error() -> None:
    result = _run("2019-05-01", "--json")

    assert json.loads(result.stdout)["days"]["1"]["internal"] == "2019-05-01"
    assert "gscp-2021 is used" in result.stderr


def test_other_plans_can_be_drawn_too() -> None:
    steps = {row["step"]: row["due"] for row in _json("2024-08-30", "--plan", "lcspr")["steps"]}

    assert steps["publication"] == "2025-02-28"
    assert _run("2024-08-30", "--plan", "lcspr").exit_code == 0
    assert _run("2024-08-30", "--plan", "publication").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("yesterday",), "2026-12-14"),
        (("2022-08-01T00:30",), "+01:00"),
        (("2026-12-14", "--kind", "rumour"), "rumour"),
        (("2026-12-14", "--panel-date", "soon"), "soon"),
        (("2026-12-14", "--policy", "gscp-1066"), "known are"),
        (("2026-12-14", "--policy", "nowhere.toml"), "nowhere.toml"),
        (("2150-12-14",), "2100-12-31"),
    ],
)
def test_bad_input_gets_a_clear_error_and_exit_2(arguments: tuple[str, ...], says: str) -> None:
    result = _run(*arguments, "--json")

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_no_engine_store_or_calendar_library_is_loaded_to_answer() -> None:
    code = (
        "import sys, typer; from shell.timetable import timetable; from shell import workdays, policy\n"
        "app = typer.Typer(); app.command()(timetable)\n"
        "try: app(['2026-12-14', '--json'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'temporalio', 'sqlalchemy', 'holidays', 'rich.table'} & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"
