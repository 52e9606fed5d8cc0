"""``policy`` checks a file and shows where each number comes from (C7)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.policies import POLICIES
from shell.policy import app

EDITIONS = sorted(POLICIES.glob("*.toml"))


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_the_editions_that_ship_can_be_used(path: Path) -> None:
    result = _run("check", str(path))

    assert (result.exit_code, path.stem in result.stdout) == (0, True)
    assert json.loads(_run("check", str(path), "--json").stdout)["ok"] is True


def test_a_wrong_key_is_named_and_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    text = (POLICIES / "gscp-2021.toml").read_text("utf-8")
    path.write_text(text.replace("to_day = 5", 'to_day = "five"').replace("prefix", "prefx"), "utf-8")

    result, told = _run("check", str(path)), json.loads(_run("check", str(path), "--json").stdout)

    assert result.exit_code == 1
    assert "rapid_review.steps[6].to_day: must be a whole number" in result.stderr
    assert {problem["key"] for problem in told["problems"]} >= {"prefix", "prefx", "rapid_review.steps[6].to_day"}


def test_a_file_that_cannot_be_read_exits_2() -> None:
    result = _run("check", "nowhere.toml")

    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr


def test_show_lists_the_editions() -> None:
    printed = _run("show").stdout

    assert "gscp-2021            2021-01-01 to 2023-12-14" in printed
    assert len(json.loads(_run("show", "--json").stdout)) == len(EDITIONS)


@pytest.mark.parametrize("edition", ["severnmouth-2024", str(POLICIES / "severnmouth-2024.toml")])
def test_show_prints_an_edition_s_numbers_with_their_clauses(edition: str) -> None:
    lines = [line.split() for line in _run("show", edition).stdout.splitlines()]

    assert ["hours.cut_off", "16:00:00", "C4"] in lines
    assert ["rules.missing_vote", "hold", "T4"] in lines
    assert ["step", "returns", "working", "days", "3", "to", "5", "R4"] in lines
    assert json.loads(_run("show", edition, "--json").stdout)["edition"] == "severnmouth-2024"


def test_show_of_an_unknown_edition_exits_2_with_those_there_are() -> None:
    result = _run("show", "gscp-1066")

    assert result.exit_code == 2
    assert "known are gscp-2021" in result.stderr
