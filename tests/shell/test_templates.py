"""``template`` prints an empty form to fill; its notes and the rows nobody filled are no answers (K4)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from models.forms import FORMS, file_form
from shell.app import run
from shell.asking import a_form, a_text

MON_23_NOV = date(2026, 11, 23)


def page(kind: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["template", kind]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("kind", FORMS)
def test_an_unfilled_template_is_an_empty_form(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "form.json"
    file.write_text(json.dumps(page(kind, capsys)))

    form = a_form(str(file))

    assert file_form(kind, form, MON_23_NOV).gaps() == file_form(kind, {}, MON_23_NOV).gaps()


@pytest.mark.parametrize("kind", FORMS)
def test_every_box_of_a_template_has_its_label_above_it(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    names = [name for name in page(kind, capsys) if name != "_form"]

    assert names[0::2] == [f"_{name}" for name in names[1::2]]
    assert set(names[1::2]) == set(FORMS[kind].model_fields)


def test_a_filled_template_keeps_what_was_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = page("kloes", capsys)
    empty["kloes"][0]["enquiry"] = "Who told the school?"
    file = tmp_path / "form.json"
    file.write_text(json.dumps(empty))

    form = a_form(str(file))

    assert form["kloes"] == [{"enquiry": "Who told the school?", "arises_from": "", "agencies": []}]


def test_a_text_is_typed_or_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "reasons.txt"
    file.write_text("First line.\nSecond line.\n", encoding="utf-8")

    assert a_text("plain") == "plain"
    assert a_text("@@home") == "@home"
    assert a_text(f"@{file}") == "First line.\nSecond line.\n"


@pytest.mark.parametrize("bytes_in_file", [b"\xff\xfe\x00", None])
def test_a_text_that_cannot_be_read_is_refused_by_name(tmp_path: Path, bytes_in_file: bytes | None) -> None:
    file = tmp_path / "reasons.txt"
    if bytes_in_file is not None:
        file.write_bytes(bytes_in_file)

    with pytest.raises(typer.BadParameter, match=r"reasons\.txt"):
        a_text(f"@{file}")
