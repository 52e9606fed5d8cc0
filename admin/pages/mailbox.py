"""The mailbox of an embedded system: what went out, newest first, each letter as its reader sees it (E1, E2, E5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adapters.mail.mailbox import LetterHeading, attachment_of, folder_of, heading_of, letter_of, newest_first
from adapters.register.cases import UnknownCase
from adapters.register.outbox import OutboxRow
from admin import downloads
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.letter_text import NOT_SHOWN, Piece, pieces
from admin.paging import paging
from admin.rendering import page
from admin.viewing import note_view
from admin.wiring import Wiring
from desk.words import Wordbook
from models.case import is_case_reference

door = Door()
SAFE_KINDS = frozenset({"text/calendar", "application/pdf"})


@dataclass(frozen=True)
class Line:
    """A letter in the list: its head, its case (blank: none), and to whom, by office or agency."""

    heading: LetterHeading
    case: str
    to: str


@door.see("/mailbox", "read_mailbox")
def show(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The letters, newest first; ``case`` in the address narrows them to one case."""
    folder = folder_of(wiring.settings.mail_address)
    if folder is None:
        return page(request, "mailbox/elsewhere.html")
    asked = request.query_params.get("case", "").strip().upper()
    found = _ids(wiring, at, folder, asked)
    shown = paging(request.query_params.get("page"), len(found), lambda number: _address(asked, number))
    headings = [heading_of(folder, id) for id in found[shown.offset : shown.offset + shown.size]]
    note_view(wiring, at, "mailbox")
    lines = _lines(wiring, headings)
    return page(request, "mailbox/mailbox.html", lines=lines, paging=shown, asked=asked)


@door.see("/mailbox/{letter}", "read_mailbox")
def read(request: Request, wiring: Wired, at: Admitted, letter: str) -> Response:
    """One letter."""
    folder, heading = _admitted_letter(wiring, at, letter)
    found = letter_of(folder, heading.id)
    if found is None:
        raise HTTPException(404)
    row = _row_of(wiring, heading)
    _note_reading(wiring, at, heading)
    (line,) = _lines(wiring, [heading])
    text = _text(wiring, found.text, row)
    return page(request, "mailbox/letter.html", line=line, letter=found, text=text, row=row)


@door.see("/mailbox/{letter}/{number}", "read_mailbox")
def download(wiring: Wired, at: Admitted, letter: str, number: str) -> Response:
    """What was sent with a letter, to keep; never opened by the browser as a page of ours."""
    folder, heading = _admitted_letter(wiring, at, letter)
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    found = attachment_of(folder, heading.id, place)
    if found is None or _hides(wiring, _row_of(wiring, heading)):
        raise HTTPException(404)
    _note_reading(wiring, at, heading)
    attachment, content = found
    kind = attachment.kind if attachment.kind in SAFE_KINDS else "application/octet-stream"
    return downloads.download(content, attachment.name, kind)


def case_of(heading: LetterHeading) -> str:
    """The case a letter is about, by its subject; blank for none."""
    case = heading.subject.partition(":")[0]
    return case if is_case_reference(case) else ""


def _address(case: str, number: int) -> str:
    return f"/mailbox?{urlencode({'case': case, 'page': number} if case else {'page': number})}"


def _ids(wiring: Wiring, at: Admission, folder: Path, asked: str) -> list[str]:
    """The letters this person may see, of the case asked for."""
    ids, walls = newest_first(folder), wiring.register.walls_of(at.visitor.person)
    if not asked and not walls:
        return ids
    cases = {id: case_of(heading_of(folder, id)) for id in ids}
    return [id for id in ids if cases[id] not in walls and asked in ("", cases[id])]


def _admitted_letter(wiring: Wiring, at: Admission, id: str) -> tuple[Path, LetterHeading]:
    folder = folder_of(wiring.settings.mail_address)
    letter = letter_of(folder, id) if folder is not None else None
    if folder is None or letter is None or case_of(letter) in wiring.register.walls_of(at.visitor.person):
        raise HTTPException(404)
    return folder, letter


def _note_reading(wiring: Wiring, at: Admission, heading: LetterHeading) -> None:
    """A letter about a case is a view of that case."""
    try:
        about = replace(at, case=wiring.register.case(case_of(heading)))
    except UnknownCase:
        about = at
    note_view(wiring, about, "letter", letter=heading.id)


def _lines(wiring: Wiring, headings: list[LetterHeading]) -> list[Line]:
    posted, book = _posted(wiring, headings), Wordbook(wiring.register, wiring.policies, wiring.calendars)
    return [Line(each, case_of(each), _to(book, each, posted.get(each.message_id))) for each in headings]


def _to(book: Wordbook, heading: LetterHeading, row: OutboxRow | None) -> str:
    return book.who(row.recipient.partition("/")[0]) if row else "one person, at once"


def _posted(wiring: Wiring, headings: list[LetterHeading]) -> dict[str, OutboxRow]:
    return wiring.register.posted_as({case_of(each) for each in headings}, [each.message_id for each in headings])


def _row_of(wiring: Wiring, heading: LetterHeading) -> OutboxRow | None:
    return _posted(wiring, [heading]).get(heading.message_id)


def _hides(wiring: Wiring, row: OutboxRow | None) -> bool:
    """Only the outbox's own letters are shown to others than their readers, but in the demo, where nobody is real."""
    return row is None and wiring.settings.profile != "demo"


def _text(wiring: Wiring, text: str, row: OutboxRow | None) -> list[Piece]:
    if _hides(wiring, row):
        return [Piece(NOT_SHOWN)]
    return pieces(text, wiring.settings.pages_address, secrets=wiring.settings.profile == "demo")
