"""The commands that tend the register: audit, directory, keys (K1, K2, K3)."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.settings import load_settings
from shell.app import run
from shell.groundwork import prepare_register
from shell.house import open_house
from shell.state import prepare_state

DEMO = Path(__file__).resolve().parents[2] / "demo" / "directory.toml"
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The shell over a register of its own, with the demonstration's people in it."""
    monkeypatch.setenv("REVIEW_STATE", str(tmp_path / "state"))
    settings = load_settings()
    prepare_state(settings)
    prepare_register(settings)
    capsys.readouterr()

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def audit_rows(shell: Shell) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shell("audit", "export")[1].splitlines()]


def test_a_trail_that_holds_ends_with_zero(shell: Shell) -> None:
    code, out, _ = shell("audit", "verify", "--json")

    told = json.loads(out)
    assert (code, told["ok"], told["rows"]) == (0, True, len(audit_rows(shell)))


def test_a_trail_that_was_changed_ends_with_one_and_names_the_row(shell: Shell) -> None:
    with open_house(load_settings()) as house, house.register._store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET action = 'other' WHERE seq = 1")

    code, _, err = shell("audit", "verify")

    assert code == 1
    assert "row 1" in err


def test_an_anchor_is_written_down_and_checked(shell: Shell, tmp_path: Path) -> None:
    code, _, _ = shell("audit", "anchor", "--as", "P-0002")

    assert (code, shell("audit", "verify")[0]) == (0, 0)
    anchors = tmp_path / "state" / "audit-anchors.jsonl"
    anchors.write_text(json.dumps({"seq": 99, "hash": "0" * 64}) + "\n")
    assert shell("audit", "verify")[0] == 1


def test_an_export_goes_to_a_file_and_verifies_by_itself(shell: Shell, tmp_path: Path) -> None:
    code, _, _ = shell("audit", "export", tmp_path / "trail.jsonl")

    rows = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text().splitlines()]
    own = [row.pop("hash") for row in rows]
    alone = [json.dumps(row, sort_keys=True, separators=(",", ":")) for row in rows]
    assert code == 0
    assert [hashlib.sha256(line.encode()).hexdigest() for line in alone] == own


def test_the_directory_lists_who_holds_what_and_that_it_was_looked_at(shell: Shell) -> None:
    code, out, _ = shell("directory", "list", "--on", "2026-11-23", "--as", "P-0002")

    assert code == 0
    assert "Robin Testcase" in out
    assert audit_rows(shell)[-1]["action"] == "directory_viewed"
    assert audit_rows(shell)[-1]["person"] == "P-0002"


def test_a_directory_is_loaded_again(shell: Shell) -> None:
    code, out, _ = shell("directory", "load", DEMO, "--json")

    assert (code, json.loads(out)["bodies"]) == (0, 3)


def test_a_wrong_directory_names_its_keys_and_loads_nothing(shell: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[people]]\nref = "P-1"\nname = "Somebody"\nemail = "secret, two@x.example"\n')

    code, _, err = shell("directory", "load", wrong)

    assert code == 2
    assert "people[1].email" in err
    assert "secret" not in err


@pytest.mark.parametrize("content", [None, "this is = = not toml"])
def test_a_directory_that_cannot_be_read_says_so(shell: Shell, tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "directory.toml"
    if content is not None:
        file.write_text(content)

    code, _, err = shell("directory", "check", file)

    assert code == 2
    assert "directory.toml" in err


def test_a_master_key_is_added_used_and_the_old_one_dropped(shell: Shell) -> None:
    refused = shell("keys", "drop", "demo-1")[0]
    added = shell("keys", "add", "m2")[0]
    in_use = shell("keys", "drop", "demo-1")[0]
    rotated = json.loads(shell("keys", "rotate", "--json")[1])
    dropped = shell("keys", "drop", "demo-1")[0]

    assert (refused, added, in_use, dropped) == (3, 0, 3, 0)
    assert rotated == {"wrapped": 1, "active": "m2"}
    assert json.loads(shell("keys", "list", "--json")[1]) == [{"id": "m2", "active": True, "on_ring": True, "wraps": 1}]
    assert shell("directory", "list")[0] == 0


def test_a_key_file_is_made_for_its_owner_only_and_never_overwritten(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "new.keys"

    made, again = shell("keys", "init", file, "--id", "m7")[0], shell("keys", "init", file)[0]

    assert (made, again, file.stat().st_mode & 0o777) == (0, 2, 0o600)
    assert file.read_text().startswith("m7:")


def test_no_command_shows_a_key(shell: Shell, tmp_path: Path) -> None:
    shell("keys", "init", tmp_path / "new.keys")
    secret = (tmp_path / "state" / "keys" / "master.keys").read_text().strip().partition(":")[2]

    shown = [
        shell("keys", "list"),
        shell("keys", "add", "m2"),
        shell("keys", "rotate"),
        shell("keys", "list", "--json"),
    ]

    assert all(secret not in out + err for _, out, err in shown)
