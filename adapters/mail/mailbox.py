"""The embedded default: letters as ``.eml`` files in a folder, to list and to read (E2, E5).

A file is named after its Message-ID, so the same letter delivered twice is one file.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from adapters.mail.message import AddressRefused, Sender, compose
from models.message import Message
from models.post import Envelope, MailOutcome, Posted


class KeptLetter(Message):
    """A letter in the mailbox folder, decoded."""

    id: str  # the file's name without .eml
    sent_at: datetime
    to: str
    subject: str
    message_id: str
    text: str


class MailboxFolder:
    """Delivers into a folder. A letter is there whole or not at all, whenever the process is killed."""

    absorbs_repeats = True

    def __init__(self, folder: Path, sender: Sender) -> None:
        self.folder = folder
        self._sender = sender

    async def send(self, envelope: Envelope) -> Posted:
        """Put the letter into the folder; one that is there already stays as it is and counts as sent."""
        try:
            message = compose(envelope, self._sender)
        except AddressRefused:
            return Posted(outcome=MailOutcome.PERMANENT, message_id="", why="bad_address")
        message_id = str(message["Message-ID"])
        try:
            await asyncio.to_thread(self._keep, message, message_id)
        except OSError as error:
            return Posted(outcome=MailOutcome.RETRY, message_id=message_id, why=f"mailbox_{error.errno}", away=True)
        return Posted(outcome=MailOutcome.SENT, message_id=message_id)

    def _keep(self, message: EmailMessage, message_id: str) -> None:
        name = message_id.strip("<>").partition("@")[0]
        final = self.folder / f"{name}.eml"
        if final.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{name}.{os.getpid()}.part"
        try:
            _write_through(draft, message.as_bytes())
            draft.replace(final)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(self.folder)


def kept_letters(folder: Path) -> list[KeptLetter]:
    """All letters in the folder, oldest first; of the same second, in the order of their ids."""
    letters = [_read(path) for path in folder.glob("*.eml")] if folder.is_dir() else []
    return sorted(letters, key=lambda letter: (letter.sent_at, letter.id))


def _read(path: Path) -> KeptLetter:
    message = BytesParser(policy=default).parsebytes(path.read_bytes())
    return KeptLetter(
        id=path.stem,
        sent_at=message["Date"].datetime,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]),
        text=str(message.get_content()).replace("\r\n", "\n"),
    )


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
