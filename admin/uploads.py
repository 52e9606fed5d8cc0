"""Files people choose to send: of four kinds, told by what is in them, not large, and nothing besides (ASVS 5.2, 5.3).

A file is what its content says and its name agrees with: a PDF, a Word document without macros, a PNG or a JPEG. Its
name is something to show, never a place to write to. What is refused says why, and what to do.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from adapters.virus_scanner import ScannerAway

log = structlog.get_logger("admin")
LARGEST_FILE = 10_000_000  # bytes
LONGEST_NAME = 120  # characters
MOST_PIXELS = 50_000_000
MOST_PARTS = 2_000  # of a Word document, which is an archive
LARGEST_UNPACKED = 100_000_000  # bytes
MOST_PACKED = 200  # times: a real document's text shrinks to a tenth, a bomb to a thousandth
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {".pdf": "application/pdf", ".docx": _WORD, ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
ACCEPT = ",".join(KINDS)  # for a form's file field
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_AROUND = re.compile(r"^[\s.]+|[\s.]+$")
_MACROS = ("vbaProject", "activeX")
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x00IEND\xaeB`\x82"
_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})  # frames of a JPEG


class UploadRefused(Exception):
    """A file cannot be taken: ``problem`` and ``mend`` are words for its field, ``code`` for the security log."""

    def __init__(self, code: str, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.mend = code, problem, mend


@dataclass(frozen=True)
class Upload:
    """A file that was looked at: a name to show, its kind, its content and what that hashes to."""

    name: str
    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()


class Scanner(Protocol):
    """Who looks through a file for viruses (``adapters.virus_scanner``)."""

    def finds_virus_in(self, content: bytes) -> bool:
        """Is there one? Raises ScannerAway where that cannot be said."""


async def taken(file: UploadFile, scanner: Scanner | None = None) -> Upload:
    """The file a form brought. Raises UploadRefused, which is in the security log by its code."""
    content = await file.read(LARGEST_FILE + 1)
    try:
        return await run_in_threadpool(looked_through, file.filename or "", content, scanner)
    except UploadRefused as refusal:
        log.warning("upload_refused", code=refusal.code)
        raise


def looked_through(filename: str, content: bytes, scanner: Scanner | None) -> Upload:
    """The file looked at, and looked through where somebody does that: what cannot be, is not taken."""
    upload = looked_at(filename, content)
    try:
        has_virus = scanner is not None and scanner.finds_virus_in(content)
    except ScannerAway:
        problem = "could not be looked through for viruses just now, so it was not kept"
        raise UploadRefused("not_scanned", problem, "Try again in some minutes.") from None
    if has_virus:
        mend = "Do not open it, and tell those who look after your computer."
        raise UploadRefused("virus", "holds a virus, by what the virus scanner says", mend)
    return upload


def looked_at(filename: str, content: bytes) -> Upload:
    """The file of this name and content, if it may be taken. Raises UploadRefused."""
    name = shown_name(filename)
    ending = "." + name.rpartition(".")[2].lower()
    if ending not in KINDS or "." not in name:
        raise UploadRefused(
            "ending", "is not of a kind we can take", "Send a PDF, a Word document (.docx), a PNG or a JPEG."
        )
    if not content:
        raise UploadRefused("empty", "is empty", "Check the file and choose it again.")
    if len(content) > LARGEST_FILE:
        raise UploadRefused("large", "is larger than 10 MB", "Send a smaller one, or several.")
    _LOOKS[KINDS[ending]](content)
    return Upload(name, KINDS[ending], content)


def shown_name(filename: str) -> str:
    """A name to show and to save under: without folders, without what is not seen, not longer than a line."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", filename))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    name = _AROUND.sub("", _NOT_IN_NAMES.sub("_", seen))
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if dot else name[:LONGEST_NAME] or "file"


def _not_what_it_says() -> UploadRefused:
    return UploadRefused(
        "content", "is not what its name says", "Open it, save it anew as the kind you mean, and send that."
    )


def _pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:] or _is_archive(content):
        raise _not_what_it_says()


def _png(content: bytes) -> None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or not content.endswith(_PNG_END):
        raise _not_what_it_says()
    _pixels(*struct.unpack(">II", content[16:24]))


def _jpeg(content: bytes) -> None:
    size = (
        _frame(content) if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9") else None
    )
    if size is None or _is_archive(content):
        raise _not_what_it_says()
    _pixels(*size)


def _frame(content: bytes) -> tuple[int, int] | None:
    """Width and height as the picture's frame says them."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark in _SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length if mark != 0xFF else 1
    return None


def _pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or not width * height:
        raise UploadRefused("pixels", "has too many pixels", "Make the picture smaller and send it again.")


def _docx(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise _not_what_it_says() from None
    names = [part.filename for part in parts]
    if not content.startswith(b"PK\x03\x04") or not {"[Content_Types].xml", "word/document.xml"} <= set(names):
        raise _not_what_it_says()
    _unpacked(parts)
    if any(mark in name for name in names for mark in _MACROS):
        raise UploadRefused("macros", "holds macros", "Save it without them, or as a PDF, and send that.")


def _unpacked(parts: list[zipfile.ZipInfo]) -> None:
    """An archive says how large it becomes; nothing here unpacks it, and whoever does reads no more than it says."""
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    is_locked = any(part.flag_bits & 0x1 for part in parts)
    is_twice = len({part.filename for part in parts}) < len(parts)
    if (
        len(parts) > MOST_PARTS
        or total > LARGEST_UNPACKED
        or total > MOST_PACKED * max(packed, 1)
        or is_twice
        or is_locked
    ):
        raise UploadRefused("archive", "cannot be opened safely", "Save it anew, or as a PDF, and send that.")


def _is_archive(content: bytes) -> bool:
    """Is there an archive at its end? Then it is two things at once."""
    return zipfile.is_zipfile(io.BytesIO(content))


_LOOKS = {"application/pdf": _pdf, _WORD: _docx, "image/png": _png, "image/jpeg": _jpeg}
