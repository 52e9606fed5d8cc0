"""``mailbox`` and ``letters`` from the shell (E1)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.mail.mailbox import MailboxFolder, kept_letters
from adapters.mail.message import Sender
from models.letters import PURPOSES
from models.post import Envelope, WrittenLetter
from shell import letters, mailbox
from shell.exits import Ending, Ends

MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)
SHELL = CliRunner()


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    box = MailboxFolder(tmp_path, Sender(address="reviews@partnership.example"))
    for number, (case, to) in enumerate([("GSCP-2026-001", "a"), ("GSCP-2026-002", "b"), ("GSCP-2026-001", "b")]):
        letter = WrittenLetter(subject=f"{case}: please vote", text=f"Words {number} – dash.\n")
        at = MON_14_DEC_10 + timedelta(hours=number)
        await box.send(Envelope(key=str(number), to=f"{to}@agency.example", letter=letter, at=at))
    return tmp_path


def run(app: object, *arguments: str) -> str:
    result = SHELL.invoke(app, arguments, catch_exceptions=False)  # type: ignore[arg-type]
    assert result.exit_code == 0
    return result.stdout


def test_the_list_shows_date_recipient_and_subject_oldest_first(folder: Path) -> None:
    lines = run(mailbox.app, "list", "--folder", str(folder)).splitlines()

    assert lines[0].split() == (
        ["1", "Monday", "14", "December", "2026,", "10:00", "a@agency.example", "GSCP-2026-001:", "please", "vote"]
    )
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("narrowed", "numbers"),
    [
        (["--case", "GSCP-2026-001"], [1, 3]),
        (["--to", "B@agency"], [2, 3]),
        (["--case", "GSCP-2026-001", "--to", "b@"], [3]),
        (["--case", "GSCP-2026-00"], []),
    ],
)
def test_a_narrowed_list_keeps_the_numbers(folder: Path, narrowed: list[str], numbers: list[int]) -> None:
    listed = json.loads(run(mailbox.app, "list", "--folder", str(folder), "--json", *narrowed))

    assert [letter["number"] for letter in listed] == numbers


def test_a_letter_is_read_by_number_or_by_id(folder: Path) -> None:
    second = kept_letters(folder)[1]

    by_number = run(mailbox.app, "read", "2", "--folder", str(folder))
    by_id = run(mailbox.app, "read", second.id[:12], "--folder", str(folder))

    assert by_number == by_id
    assert by_number.endswith("To: b@agency.example\nSubject: GSCP-2026-002: please vote\n\nWords 1 – dash.\n\n")


def test_a_letter_that_is_not_there_is_said_to_be_not_there(folder: Path) -> None:
    result = SHELL.invoke(mailbox.app, ["read", "17", "--folder", str(folder)])

    assert isinstance(result.exception, Ends)
    assert (result.exception.ending, result.exception.code) == (Ending.NOT_FOUND, "no_such_letter")


def test_an_empty_mailbox_says_so(tmp_path: Path) -> None:
    assert run(mailbox.app, "list", "--folder", str(tmp_path / "none")) == "No letters.\n"


def test_by_smtp_there_is_no_mailbox_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_MAIL_URL", "smtps://mail.example")

    result = SHELL.invoke(mailbox.app, ["list"])

    assert isinstance(result.exception, Ends)
    assert result.exception.code == "no_mailbox"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_letter_can_be_shown(purpose: str) -> None:
    shown = run(letters.app, "show", purpose, "--to", "partner:health", "--due", "2026-12-21")

    assert shown.startswith("Subject: GSCP-2026-014: ")
    assert ("Monday 21 December 2026, 17:00" in shown) is PURPOSES[purpose].deadline


def test_a_letter_is_shown_with_sample_facts_and_a_sample_date() -> None:
    shown = " ".join(run(letters.app, "show", "returns_incomplete").split())

    assert "Friday 18 December 2026, 17:00. Still missing: 2 agencies." in shown


def test_every_letter_is_listed_with_its_clause() -> None:
    listed = json.loads(run(letters.app, "list", "--json"))

    assert [(letter["name"], letter["clause"]) for letter in listed] == [
        (purpose.name, purpose.clause) for purpose in PURPOSES.values()
    ]


def test_a_letter_nobody_writes_cannot_be_shown() -> None:
    result = SHELL.invoke(letters.app, ["show", "love_letter"])

    assert isinstance(result.exception, Ends)
    assert result.exception.ending is Ending.NOT_FOUND
