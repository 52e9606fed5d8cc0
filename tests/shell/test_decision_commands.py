"""Every decision and every fact has a command made from its class; a wrong value is answered by naming its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from models.commands import Fact, Told
from models.message import Form, Text
from models.messages.catalogue import MESSAGES
from shell.app import run
from shell.asking import Question, asked_fields
from shell.decisions import by_command, command_name
from tests.shell.at_the_shell import Said

KINDS = pytest.mark.parametrize("kind", MESSAGES.values(), ids=lambda kind: kind.name)
WRONG = {"str": None, "bool": "perhaps", "int": "many", "date": "2026-13-40", "datetime": "2026-12-14T10:00"}


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERMINAL_WIDTH", "200")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Said:
    code = run(arguments)
    captured = capsys.readouterr()
    return Said(code, captured.out, captured.err)


def flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def wrong_value(field: Any, question: Question) -> str | None:
    """What nobody could have meant for this field; None where every text is a value."""
    if isinstance(question, Text):
        return "@no-such-file.txt"
    if isinstance(question, Form):
        return "no-such-file.json"
    annotation = str(field.annotation)
    if "AwareDatetime" in annotation or "datetime.datetime" in annotation:
        return WRONG["datetime"]
    for plain in ("bool", "int", "date"):
        if plain in annotation.replace("datetime.date", "date"):
            return WRONG[plain]
    return None if "str" in annotation else "nonsense"


def every_field() -> Iterator[Any]:
    for kind in MESSAGES.values():
        for name, field, question in asked_fields(kind):
            value = wrong_value(field, question)
            if value is not None:
                yield pytest.param(kind, name, value, id=f"{kind.name}.{name}")


@KINDS
def test_every_message_has_a_command_whose_help_names_every_field(
    kind: type[Told], capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, command_name(kind), "--help")

    assert told.code == 0
    assert [name for name, _, _ in asked_fields(kind) if flag(name) not in told.out] == []
    assert ("always taken" in told.out) == issubclass(kind, Fact)


@pytest.mark.parametrize(("kind", "name", "value"), list(every_field()))
def test_a_wrong_value_ends_with_code_2_and_the_name_of_its_field(
    kind: type[Told], name: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, command_name(kind), "GSCP-2026-001", f"{flag(name)}={value}")

    assert (told.code, told.out) == (2, "")
    assert flag(name) in told.err
    assert "Traceback" not in told.err


@KINDS
def test_a_required_field_left_out_is_named(kind: type[Told], capsys: pytest.CaptureFixture[str]) -> None:
    required = [name for name, field, _ in asked_fields(kind) if field.is_required()]
    if not required:
        assert kind.name in ("calendar_changed", "complete_action")
        return

    told = said(capsys, command_name(kind), "GSCP-2026-001", "--json")

    assert told.code == 2
    assert told.error["fields"][0]["field"] in required


def test_commands_of_messages_and_commands_of_the_shell_have_different_names() -> None:
    from shell.app import COMMANDS

    assert set(COMMANDS) & set(by_command()) == set()


def test_a_mistyped_command_is_answered_with_the_nearest_ones(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "cast-votes")

    assert told.code == 2
    assert "Did you mean cast-vote" in told.err


def test_the_help_lists_the_exit_codes_and_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--help")

    assert told.code == 0
    assert "Exit codes" in told.out
    assert [name for name in by_command() if name not in told.out] == []
