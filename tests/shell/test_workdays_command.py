"""``workdays`` answers the questions a coordinator asks on paper today (C1-C5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from shell.workdays import app
from tests.calendars import DATA, worked

GOV_UK = str(DATA / "bank-holidays.json")
CASES = str(DATA / "deadline-cases.json")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def _json(*arguments: str) -> Any:
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("add", "2024-03-21", "7"), "Wed 2024-04-03"),
        (("add", "2024-03-21", "7", "--convention", "day-1"), "Tue 2024-04-02"),
        (("add", "2024-03-23", "1", "--convention", "b"), "Tue 2024-03-26"),
        (("add", "2024-04-02", "-1"), "Thu 2024-03-28"),
        (("add", "2024-03-21", "7", "--calendar", GOV_UK), "Wed 2024-04-03"),
        (("add", "2024-03-21", "7", "--calendar", CASES, "--calendar-name", "none"), "Mon 2024-04-01"),
        (("count", "2024-03-28", "2024-04-02"), "1"),
        (("count", "2024-03-28", "2024-04-02", "--include", "both"), "2"),
        (("next", "2024-03-28"), "Tue 2024-04-02"),
        (("previous", "2024-04-02"), "Thu 2024-03-28"),
    ],
)
def test_a_question_has_its_answer(arguments: tuple[str, ...], answer: str) -> None:
    result = _run(*arguments)

    assert (result.exit_code, result.stdout.strip()) == (0, answer)


@pytest.mark.parametrize("name", ["A_day_after", "a", "A", "day-0", "day0", "day_after"])
def test_a_convention_has_a_long_name_and_short_ones(name: str) -> None:
    assert _json("add", "2024-03-23", "1", "--convention", name)["convention"] == "A_day_after"


def test_json_names_the_calendar_and_warns_of_years_not_published() -> None:
    data = _json("add", "2028-12-27", "5")

    assert data["result"] == "2029-01-04"
    assert data["calendar_version"].startswith("england:")
    assert data["notes"] == ["the bank holidays of 2029 are not from a published list"]
    assert "2029" in _run("add", "2028-12-27", "5").stderr


def test_explain_lists_each_day_of_an_addition_or_a_count() -> None:
    added, counted = _run("explain", "2024-03-27", "4").stdout, _run("explain", "2024-03-27", "2024-04-04").stdout

    assert "Fri 2024-03-29        Good Friday" in added
    assert "Thu 2024-04-04     4  working day 4" in added
    assert "the start is counted, the end is not" in counted
    assert _json("explain", "2024-03-27", "-2")["result"] == "2024-03-25"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "21/03/2024", "7"), "2024-03-21"),
        (("add", "2024-03-21", "seven"), "seven"),
        (("add", "2024-03-21", "0", "--convention", "c"), "no day 0"),
        (("add", "2024-03-21", "7", "--convention", "d"), "known are"),
        (("add", "2024-03-21", "7", "--calendar", "nowhere.json"), "nowhere.json"),
        (("add", "2030-03-21", "7", "--calendar", GOV_UK), "2028-12-31"),
        (("add", "2024-03-21", "999999999"), "leaves this calendar"),
        (("count", "2024-03-21", "2024-04-01", "--include", "end"), "start_only or both"),
        (("count", "1990-03-21", "2024-04-01"), "1990-03-21"),
        (("next", "2100-12-31"), "2100-12-31"),
        (("previous", "2000-01-01"), "2000-01-01"),
        (("explain", "2024-03-21", "soon"), "neither a number"),
        (("explain", "2024-03-21", "2150-01-01"), "2150-01-01"),
    ],
)
def test_a_question_that_has_no_answer_gets_a_clear_error_and_exit_2(arguments: tuple[str, ...], says: str) -> None:
    result = _run(*arguments, "--json")

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_check_agrees_with_every_worked_case_and_counts_them_by_operation() -> None:
    result = _run("check", CASES)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].split() == ["all", "210", "0", "0"]
    assert _json("check", CASES)["operations"]["add_working_days"] == {"agreed": 119, "differs": 0, "out of scope": 0}


def _cases(folder: Path, *cases: Any) -> str:
    path = folder / "cases.json"
    path.write_text(json.dumps({"calendars": worked("deadline-cases")["calendars"], "cases": list(cases)}), "utf-8")
    return str(path)


ADD = {
    "id": "x-1",
    "op": "add_working_days",
    "calendar": "EW",
    "convention": "A_day_after",
    "input": {"start": "2024-03-21", "n": 7},
    "expected": "2024-04-03",
}


def test_check_prints_each_case_that_differs_and_exits_1(tmp_path: Path) -> None:
    result = _run("check", _cases(tmp_path, ADD, {**ADD, "id": "x-2", "expected": "2024-04-02"}))

    assert result.exit_code == 1
    assert "x-2 add_working_days: expected 2024-04-02, answered 2024-04-03" in result.stdout
    assert "x-1" not in result.stdout
    assert result.stdout.splitlines()[-1].split() == ["all", "1", "1", "0"]


def test_check_says_what_is_out_of_scope_and_why_without_failing(tmp_path: Path) -> None:
    result = _run("check", _cases(tmp_path, ADD, {**ADD, "id": "x-3", "convention": "D_moon"}))

    assert result.exit_code == 0
    assert "x-3 add_working_days: out of scope: the convention 'D_moon'" in result.stdout


def test_check_for_programs_lists_the_cases_that_did_not_agree(tmp_path: Path) -> None:
    result = _run("check", _cases(tmp_path, {**ADD, "expected": "2024-04-02"}), "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["cases"][0]["answered"] == "2024-04-03"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not JSON"),
        ("[]", "list of cases"),
        ('{"cases": 5}', "list of cases"),
        ('{"cases": [5]}', "case 1 is not a table"),
        ('{"cases": [], "calendars": []}', "calendars must be a table"),
        ('{"cases": [{"id": "x-9", "op": "add_working_days"}]}', "x-9"),
        ('{"cases": [{"id": "x-9", "calendar": "MARS"}]}', "MARS"),
    ],
)
def test_check_refuses_a_malformed_file_with_exit_2(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content, "utf-8")

    result = _run("check", str(path), "--json")

    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
