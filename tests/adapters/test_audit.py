"""The audit trail cannot be changed at the database, and shows whoever changed it all the same (K2, T3, T4)."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from adapters.register import Register
from adapters.register.store import RegisterError
from tests.adapters.book import CASE, COORDINATOR, HEALTH_MEMBER, MON_23_NOV, engine_of, event, meddle, record

GUARDS = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_replace"),
    "postgresql": ("DROP TRIGGER audit_no_change ON audit", "DROP TRIGGER audit_no_truncate ON audit"),
}

_COLUMNS = 'seq, event_id, "case", part, at, person, role, action, detail, clause, prev_hash, hash'
_FORGED = f"INTO audit ({_COLUMNS}) SELECT 2, event_id, \"case\", part, at, person, role, 'forged', detail, clause, "
_FORGED += "prev_hash, hash FROM audit WHERE seq = 2"
REPLACEMENTS = {
    "sqlite": (
        f"INSERT OR REPLACE {_FORGED}",
        f"INSERT OR REPLACE {_FORGED}".replace("SELECT 2,", "SELECT 99,"),
    ),
    "postgresql": ("TRUNCATE audit", f"INSERT {_FORGED} ON CONFLICT (seq) DO UPDATE SET action = 'forged'"),
}


def fill(register: Register, rows: int = 5) -> None:
    events = [event(f"e-{number}", "noted", HEALTH_MEMBER, number=number, words=("a", "b")) for number in range(rows)]
    register.record(record(*events))


def meddle_unguarded(register: Register, *statements: str) -> None:
    """Do what a superuser could who took the guards off."""
    meddle(register, *GUARDS[engine_of(register).dialect.name], *statements)


def test_an_untouched_trail_verifies(register: Register) -> None:
    fill(register)

    verdict = register.verify()

    assert (verdict.ok, verdict.rows, verdict.first_bad) == (True, 5, None)


def test_an_empty_trail_verifies(register: Register) -> None:
    assert register.verify().ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'other' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit",
    ],
)
def test_the_database_refuses_changes(register: Register, statement: str) -> None:
    fill(register)

    with pytest.raises(DBAPIError, match="append-only"):
        meddle(register, statement)

    assert register.verify().ok


def test_the_database_refuses_to_empty_or_replace(register: Register) -> None:
    fill(register)

    for attempt in REPLACEMENTS[engine_of(register).dialect.name]:
        with pytest.raises(DBAPIError, match="append-only"):
            meddle(register, attempt)

    assert register.verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "'other'"),
        ("at", "'2026-11-23T09:30:00.000001Z'"),
        ("person", "'P-0001'"),
        ("role", "'executive'"),
        ("partner", "NULL"),
        ("agency", "'A-001'"),
        ("deputy_for", "'P-0001'"),
        ("detail", "'{}'"),
        ("reasons", "'D-1'"),
        ("clause", "'K1'"),
        ("part", "'review'"),
        ('"case"', "'GSCP-2026-002'"),
        ("event_id", "'other'"),
        ("hash", "'0'"),
        ("prev_hash", "'0'"),
    ],
)
def test_a_changed_value_is_found_at_its_row(register: Register, column: str, value: str) -> None:
    fill(register)

    meddle_unguarded(register, f"UPDATE audit SET {column} = {value} WHERE seq = 3")  # noqa: S608

    verdict = register.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 3)


def test_a_deleted_row_is_found(register: Register) -> None:
    fill(register)

    meddle_unguarded(register, "DELETE FROM audit WHERE seq = 3")

    verdict = register.verify()
    assert (verdict.ok, verdict.first_bad, verdict.why) == (False, 3, "a row is missing")


def test_a_tail_cut_off_is_found_by_the_head(register: Register) -> None:
    fill(register)

    meddle_unguarded(register, "DELETE FROM audit WHERE seq > 3")

    assert not register.verify().ok


def test_a_tail_cut_off_with_the_head_put_back_is_found_by_the_anchor(register: Register, tmp_path: Path) -> None:
    fill(register)
    anchors = tmp_path / "anchors.jsonl"
    register.anchor(anchors, MON_23_NOV, COORDINATOR)

    meddle_unguarded(
        register,
        "DELETE FROM audit WHERE seq > 3",
        "UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit WHERE seq = 3)",
    )

    assert register.verify().ok, "without the anchor nothing shows"
    verdict = register.verify(anchors)
    assert (verdict.ok, verdict.first_bad) == (False, 4)


def test_a_chain_written_anew_is_found_by_the_anchor(register: Register, tmp_path: Path) -> None:
    fill(register)
    anchors = tmp_path / "anchors.jsonl"
    seq, _ = register.anchor(anchors, MON_23_NOV, COORDINATOR)

    anchors.write_text(json.dumps({"seq": seq, "hash": "f" * 64}) + "\n")

    assert (register.verify(anchors).ok, register.verify(anchors).first_bad) == (False, seq)


def test_anchors_of_many_days_all_hold(register: Register, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.jsonl"

    for day in range(3):
        register.record(record(event(f"d-{day}", "noted")))
        register.anchor(anchors, MON_23_NOV, COORDINATOR)

    assert register.verify(anchors).ok
    assert len(anchors.read_text().splitlines()) == 3


def test_an_anchor_file_that_is_not_one_is_refused(register: Register, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchors.write_text("not an anchor\n")

    with pytest.raises(RegisterError, match="line 1"):
        register.verify(anchors)


def test_an_export_verifies_without_this_software(register: Register) -> None:
    fill(register)
    register.record(record(event("z", "noted", name="O'Brien-Ñáñez 孩子 \u2028 \x00 \\ \"", yes=True, nothing=None)))

    lines = list(register.export())

    prev = "0" * 64
    for number, line in enumerate(lines, start=1):
        row = json.loads(line)
        own = row.pop("hash")
        plain = json.dumps(row, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(plain.encode()).hexdigest() == own
        assert (row["seq"], row["prev_hash"]) == (number, prev)
        prev = own
    assert len(lines) == 6
    assert json.loads(lines[-1])["detail"]["name"] == "O'Brien-Ñáñez 孩子 \u2028 \x00 \\ \""


def test_every_entry_says_who_in_which_capacity_when_and_why(register: Register) -> None:
    register.enter(CASE, event("c-1", "vote_cast", HEALTH_MEMBER).model_copy(update={"reasons": "D-7"}), "threshold")

    (entry,) = register.audit_of(CASE)

    assert (entry.by, entry.at, entry.reasons, entry.part) == (HEALTH_MEMBER, MON_23_NOV, "D-7", "threshold")
