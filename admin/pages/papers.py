"""The papers of a case: which there are, and each of them to be read; every reading is on record (K2, K3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adapters.register.attachments import KIND, AttachmentRow
from adapters.register.documents import DocumentRow
from admin.case.attaching import about_words, attach_button, kind_words, notice_of
from admin.case.file import CaseFile
from admin.case.opened import Filed
from admin.case.reading import paper_of, paper_words
from admin.case.sentences import by_words
from admin.case.texts import titles_of
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.viewing import note_view
from models.people import Actor

door = Door()


@dataclass(frozen=True)
class PaperListed:
    """A paper in the list, unopened."""

    id: str
    title: str
    version: int
    by: str
    at: datetime
    gaps: int


@dataclass(frozen=True)
class FileListed:
    """An attached file in the list."""

    id: str
    title: str
    kind: str
    about: str
    by: str
    at: datetime


@door.see("/cases/{case}/papers", "read_papers")
def papers(request: Request, file: Filed) -> Response:
    """The forms of the case, and its texts (reasons, notes) below them; the newest first."""
    note_view(file.wiring, file.at, "papers")
    hidden = file.veil.documents if file.veil else ()
    rows = [row for row in file.wiring.register.documents_of(file.case) if row.id not in hidden]
    rows.sort(key=lambda row: row.at, reverse=True)
    return page(
        request,
        "case/papers.html",
        row=file.row,
        views=views_of(file.at),
        forms=[_listed(file, row) for row in rows if row.kind not in ("text", KIND)],
        texts=_texts_listed(file, [row for row in rows if row.kind == "text"]),
        files=[
            _file_listed(file, row)
            for row in file.wiring.register.attachments_of(file.case, file.at.by, file.now, "papers")
        ],
        buttons=attach_button(file.at),
        notice=notice_of(request),
    )


@door.see("/cases/{case}/papers/{document}", "read_papers")
def paper(request: Request, document: str, file: Filed) -> Response:
    """One paper, whole. Who read it, in which capacity and when is on record before a word is shown."""
    register = file.wiring.register
    row = register.document(file.case, document)
    if file.veil and document in file.veil.documents:  # another partner's reasons, while the vote is open
        raise HTTPException(404)
    if row.kind == KIND:
        return _attached(request, file, document)
    payload = register.read_document(file.case, document, file.at.by, file.now, "read_on_page")
    versions = [each for each in register.documents_of(file.case, row.kind) if each.agency == row.agency]
    return page(
        request,
        "case/paper.html",
        row=file.row,
        views=views_of(file.at),
        paper=paper_of(file, row.kind, payload),
        listed=_listed(file, row),
        versions=[_listed(file, each) for each in versions if row.kind != "text" and each.id != row.id],
    )


def _attached(request: Request, file: CaseFile, document: str) -> Response:
    found = file.wiring.register.attachment(file.case, document, file.at.by, file.now, "read_on_page")
    listed = _file_listed(file, found)
    return page(
        request, "case/attachment.html", row=file.row, file=found, by=listed.by, kind=listed.kind, about=listed.about
    )


def _file_listed(file: CaseFile, row: AttachmentRow) -> FileListed:
    by = by_words(Actor(person=row.person, role=row.role, agency=row.agency or None), file.who)
    about = about_words(row.about, file.book) if row.about else "The case as a whole"
    return FileListed(row.id, row.title or "Cannot be read any more", kind_words(row), about, by, row.at)


def _texts_listed(file: CaseFile, rows: list[DocumentRow]) -> list[PaperListed]:
    """Texts by what each was given with; their versions only count how many there are."""
    titles = titles_of(file) if rows else {}
    listed = [_listed(file, row) for row in rows]
    return [replace(each, title=titles.get(each.id, each.title), version=1) for each in listed]


def _listed(file: CaseFile, row: DocumentRow) -> PaperListed:
    by = Actor(person=row.person, role=row.role, agency=row.agency or None)
    return PaperListed(row.id, paper_words(row.kind), row.version, by_words(by, file.who), row.at, len(row.gaps))
