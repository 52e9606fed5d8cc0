"""What needs neither Temporal nor the register does not pay for them; what fails is never a traceback."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from adapters.settings import PROJECT
from shell.app import COMMANDS
from shell.failures import failure_of
from shell.tables import plain

HEAVY = ("temporalio", "sqlalchemy", "alembic", "cryptography", "adapters.settings")
LIGHT = [
    ["timetable", "2026-12-14", "--kind", "sin"],
    ["timetable", "2026-12-14", "--json"],
    ["workdays", "add", "2024-03-21", "7"],
    ["policy", "check", "policies/gscp-2023.toml"],
    ["template", "appendix_1"],
    ["cast-vote", "--help"],
]


def shell(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_a_light_command_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from shell.app import run; code = run({}); "
        "sys.stderr.write(repr([name for name in {} if name in sys.modules])); sys.exit(code)"
    )

    done = shell(program.format(arguments, HEAVY))

    assert (done.returncode, done.stderr) == (0, "[]")


def test_the_program_leaves_with_its_exit_code_and_its_words() -> None:
    done = subprocess.run(
        [sys.executable, "starter.py", "no-such-command"], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr.startswith("error: There is no command no-such-command.")


def test_what_nobody_expected_is_named_by_type_and_place_and_repeats_nothing_typed() -> None:
    def fail() -> Any:
        raise ZeroDivisionError("Robin Testcase")

    try:
        fail()
    except ZeroDivisionError as error:
        failure = failure_of(error)

    assert failure.ending == 70
    assert "ZeroDivisionError at shell/test_shell_starts_fast.py" in failure.says[0]
    assert "Robin" not in "".join(failure.says)


def test_every_command_of_the_table_is_there() -> None:
    from importlib.util import find_spec

    assert [place.module for place in COMMANDS.values() if find_spec(place.module) is None] == []


def test_typed_texts_cannot_steer_the_terminal() -> None:
    assert plain("a\x1b[2Jb\u202ec\td\n") == "a\ufffd[2Jb\ufffdc\td\n"
