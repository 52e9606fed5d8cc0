"""The mailbox folder: whole letters, each once, readable (E2, E5)."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.mail import open_mail
from adapters.mail.mailbox import MailboxFolder, kept_letters
from adapters.mail.message import Sender
from adapters.mail.smtp import MailUrlRefused, SmtpMail
from models.post import Envelope, MailOutcome, WrittenLetter

SENDER = Sender(address="reviews@partnership.example")
MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)
PROJECT = Path(__file__).resolve().parents[2]


def envelope(key: str, at: datetime = MON_14_DEC_10, to: str = "someone@agency.example") -> Envelope:
    letter = WrittenLetter(subject=f"GSCP-2026-014: {key}", text="Réunion – words.\n")
    return Envelope(key=key, to=to, letter=letter, at=at)


def files(folder: Path) -> list[Path]:
    return list(folder.glob("*.eml"))


async def test_a_letter_put_in_can_be_read_again(tmp_path: Path) -> None:
    posted = await MailboxFolder(tmp_path / "new", SENDER).send(envelope("vote"))

    kept = kept_letters(tmp_path / "new")

    assert posted.outcome is MailOutcome.SENT
    assert [(letter.to, letter.subject, letter.text) for letter in kept] == [
        ("someone@agency.example", "GSCP-2026-014: vote", "Réunion – words.\n")
    ]
    assert (kept[0].message_id, kept[0].sent_at) == (posted.message_id, MON_14_DEC_10)


async def test_the_same_letter_delivered_again_is_still_one_file(tmp_path: Path) -> None:
    mailbox = MailboxFolder(tmp_path, SENDER)
    await mailbox.send(envelope("vote"))

    again = await mailbox.send(envelope("vote", at=MON_14_DEC_10 + timedelta(hours=1)))

    assert again.outcome is MailOutcome.SENT
    assert [letter.sent_at for letter in kept_letters(tmp_path)] == [MON_14_DEC_10]


async def test_letters_are_listed_in_the_order_they_went(tmp_path: Path) -> None:
    mailbox = MailboxFolder(tmp_path, SENDER)
    for hour, key in ((2, "third"), (0, "first"), (1, "second")):
        await mailbox.send(envelope(key, at=MON_14_DEC_10 + timedelta(hours=hour)))

    subjects = [letter.subject.rpartition(" ")[2] for letter in kept_letters(tmp_path)]

    assert subjects == ["first", "second", "third"]


async def test_a_draft_left_by_a_crash_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / ".abc.17.part").write_bytes(b"half a let")

    assert kept_letters(tmp_path) == []


async def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    posted = await MailboxFolder(blocked, SENDER).send(envelope("vote"))

    assert (posted.outcome, posted.away) == (MailOutcome.RETRY, True)


async def test_an_address_that_is_two_is_refused_for_good(tmp_path: Path) -> None:
    posted = await MailboxFolder(tmp_path, SENDER).send(envelope("vote", to="a@b.example, evil@x.example"))

    assert (posted.outcome, posted.why) == (MailOutcome.PERMANENT, "bad_address")
    assert files(tmp_path) == []


async def test_killed_while_it_delivers_it_leaves_only_whole_letters(tmp_path: Path) -> None:
    deliver = (
        "import asyncio, sys; from pathlib import Path\n"
        "from tests.adapters.test_mail_mailbox import MailboxFolder, SENDER, envelope\n"
        "async def main():\n"
        "    box = MailboxFolder(Path(sys.argv[1]), SENDER); print('go', flush=True)\n"
        "    for number in range(100000): await box.send(envelope(f'letter {number}'))\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", deliver, str(tmp_path), cwd=PROJECT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    while len(files(tmp_path)) < 20:  # noqa: ASYNC110  # another process fills the folder
        await asyncio.sleep(0.005)

    process.send_signal(signal.SIGKILL)
    await process.wait()

    assert all(letter.text == "Réunion – words.\n" for letter in kept_letters(tmp_path))
    assert len(kept_letters(tmp_path)) == len(files(tmp_path)) >= 20


def test_one_address_chooses_the_mail_system(tmp_path: Path) -> None:
    assert isinstance(open_mail(f"folder:{tmp_path}", SENDER), MailboxFolder)
    assert isinstance(open_mail("smtps://mail.example", SENDER), SmtpMail)
    with pytest.raises(MailUrlRefused):
        open_mail("carrier-pigeon:loft", SENDER)
