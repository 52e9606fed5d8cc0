"""Files in the register: sealed in their own place, whole or not at all, gone with their key (G1, K2, K3)."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from sqlalchemy import text

from adapters.encryption import CiphertextRefused, KeyDestroyed
from adapters.register import Register
from adapters.register.attachments import FileGiven
from adapters.register.documents import UnknownDocument
from adapters.register.tokens import Signed
from tests.adapters.book import CASE, COORDINATOR, MON_23_NOV, engine_of, look
from tests.adapters.test_register_keys import everything

OTHER = "GSCP-2026-002"
CONTENT = b"%PDF-1.7 Nothing that happened to Robin Testcase. %%EOF"
CANARIES = (b"Robin Testcase", b"Minutes of the strategy meeting", b"minutes.pdf")


def given(content: bytes = CONTENT, title: str = "Minutes of the strategy meeting") -> FileGiven:
    return FileGiven(title, "minutes.pdf", "application/pdf", "0" * 64, content, "RR-1")


def attach(register: Register, number: int = 1, case: str = CASE, content: bytes = CONTENT) -> str:
    return register.attach(case, given(content), Signed(COORDINATOR, MON_23_NOV, f"t{number}"))


def read(register: Register, id: str, case: str = CASE) -> bytes:
    return register.read_attachment(case, id, COORDINATOR, MON_23_NOV).content


def test_a_file_is_kept_with_what_it_is_and_opened_with_its_name(register: Register) -> None:
    id = attach(register)

    (listed,) = register.attachments_of(CASE, COORDINATOR, MON_23_NOV, "test")
    kept = register.read_attachment(CASE, id, COORDINATOR, MON_23_NOV)

    assert (listed.id, listed.title, listed.name, listed.about) == (
        id,
        "Minutes of the strategy meeting",
        "minutes.pdf",
        "RR-1",
    )
    assert (kept.name, kept.media, kept.content) == ("minutes.pdf", "application/pdf", CONTENT)


def test_nothing_of_it_stands_in_clear_in_the_database(register: Register) -> None:
    id = attach(register)
    read(register, id)

    found = everything(register)

    assert [canary for canary in CANARIES if canary in found] == []
    assert b"RR-1" in found, "the search itself must find what is there"


@pytest.mark.parametrize("to", ["row", "column"])
def test_a_content_moved_elsewhere_does_not_open(register: Register, to: str) -> None:
    first, second = attach(register), attach(register, 2, content=CONTENT + b"2")
    moves = {
        "row": "SELECT content FROM attachments WHERE document = :of",
        "column": "SELECT body FROM documents WHERE id = :of",
    }
    with engine_of(register).begin() as connection:
        connection.execute(
            text(f"UPDATE attachments SET content = ({moves[to]}) WHERE document = :to"),  # noqa: S608
            {"of": first, "to": second},
        )

    with pytest.raises(CiphertextRefused):
        read(register, second)


def test_a_destroyed_key_destroys_the_files_and_the_record_still_verifies(register: Register) -> None:
    id, other = attach(register), attach(register, 2, OTHER)

    register.destroy_case_key(CASE, COORDINATOR, MON_23_NOV)

    with pytest.raises(KeyDestroyed):
        read(register, id)
    (listed,) = register.attachments_of(CASE, COORDINATOR, MON_23_NOV, "test")
    assert (listed.id, listed.title, listed.name) == (id, "", "")
    assert read(register, other, OTHER) == CONTENT
    assert register.verify().ok


def test_a_file_is_kept_whole_or_not_at_all(register: Register) -> None:
    with suppress(ZeroDivisionError), register.transaction():
        attach(register)
        1 / 0  # noqa: B018 - where a process may die

    assert look(register, "SELECT count(*) FROM attachments") == [(0,)]
    assert look(register, "SELECT count(*) FROM documents") == [(0,)]
    assert register.audit_of(CASE) == []


def test_the_export_names_every_file_and_no_title(register: Register) -> None:
    id = attach(register)
    read(register, id)

    lines = [json.loads(line) for line in register.export()]

    (kept,) = register.documents_of(CASE, "attachment")
    assert [(line["action"], line["detail"]["document"]) for line in lines] == [
        ("document_attached", id),
        ("document_downloaded", id),
    ]
    assert lines[0]["detail"]["sha256"] == kept.sha256
    assert "inutes" not in str(lines)


@pytest.mark.parametrize("id", ["D-nothing", "x\x00y", "' OR 1=1 --", ""])
def test_what_is_no_file_of_the_case_is_not_there(register: Register, id: str) -> None:
    there = attach(register)

    for case, wanted in ((CASE, id), (OTHER, there)):
        with pytest.raises(UnknownDocument):
            read(register, wanted, case)
        with pytest.raises(UnknownDocument):
            register.attachment(case, wanted, COORDINATOR, MON_23_NOV, "test")
