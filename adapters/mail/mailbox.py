"""The embedded default: letters as ``.eml`` files in a folder, to list and to read (E2, E5).

A file is named after its Message-ID, so the same letter delivered twice is one file.
"""

from __future__ import annotations

import asyncio
import os
import re
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from functools import lru_cache
from pathlib import Path

from adapters.mail.message import AddressRefused, Sender, compose
from models.message import Message
from models.post import Envelope, MailOutcome, Posted

FOLDER = "folder:"
_ID = re.compile(r"[0-9a-f]{40}")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._ -]+")


class Attachment(Message):
    """Something sent with a letter: its place (from 1), its name in plain letters, its kind, its size in bytes."""

    number: int
    name: str
    kind: str
    size: int


class LetterHeading(Message):
    """The head of a letter in the mailbox folder, decoded."""

    id: str  # the file's name without .eml
    sent_at: datetime
    to: str
    subject: str
    message_id: str


class KeptLetter(LetterHeading):
    """A letter in the mailbox folder, decoded."""

    text: str
    attachments: tuple[Attachment, ...] = ()


def folder_of(address: str) -> Path | None:
    """The mailbox folder of a mail address; None where letters go out by SMTP."""
    return Path(address.removeprefix(FOLDER)) if address.startswith(FOLDER) else None


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


def newest_first(folder: Path) -> list[str]:
    """The ids of all letters in the folder, by when they were put there; none of them is opened."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        found = [(entry.stat().st_mtime_ns, entry.name) for entry in entries if entry.name.endswith(".eml")]
    return [name.removesuffix(".eml") for _, name in sorted(found, reverse=True)]


@lru_cache(maxsize=50_000)
def heading_of(folder: Path, id: str) -> LetterHeading:
    """A letter's head. A letter in the folder never changes, so it is read once. Raises OSError for one not there."""
    with (folder / f"{id}.eml").open("rb") as file:
        return _heading(id, BytesParser(policy=default).parse(file, headersonly=True))


def letter_of(folder: Path, id: str) -> KeptLetter | None:
    """One letter whole; None where there is none of that id, or what is asked for cannot be an id."""
    path = folder / f"{id}.eml"
    return _read(path) if _ID.fullmatch(id) and path.is_file() else None


def attachment_of(folder: Path, id: str, number: int) -> tuple[Attachment, bytes] | None:
    """What was sent with a letter, by its place; None where there is nothing."""
    letter = letter_of(folder, id)
    if letter is None or not 1 <= number <= len(letter.attachments):
        return None
    part = _attached(_parsed(folder / f"{id}.eml"))[number - 1]
    return letter.attachments[number - 1], _content(part)


def _parsed(path: Path) -> EmailMessage:
    return BytesParser(_class=EmailMessage, policy=default).parsebytes(path.read_bytes())


def _read(path: Path) -> KeptLetter:
    message = _parsed(path)
    body = message.get_body(preferencelist=("plain",))
    return KeptLetter(
        **dict(_heading(path.stem, message)),
        text=str(body.get_content()).replace("\r\n", "\n") if body is not None else "",
        attachments=tuple(_described(number, part) for number, part in enumerate(_attached(message), start=1)),
    )


def _heading(id: str, message: EmailMessage) -> LetterHeading:
    return LetterHeading(
        id=id,
        sent_at=message["Date"].datetime,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]),
    )


def _attached(message: EmailMessage) -> list[EmailMessage]:
    """Every part but the text: also an invitation that stands beside the text as its other form."""
    body = message.get_body(preferencelist=("plain",))
    return [part for part in message.walk() if not part.is_multipart() and part is not body]


def _described(number: int, part: EmailMessage) -> Attachment:
    plain = _NOT_IN_NAMES.sub("_", part.get_filename() or "").strip(" ._")[:100]
    name = plain or f"attachment-{number}" + (".ics" if part.get_content_type() == "text/calendar" else "")
    return Attachment(number=number, name=name, kind=part.get_content_type(), size=len(_content(part)))


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


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
