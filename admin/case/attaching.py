"""Attaching a document to a case: what is asked, what may be chosen, what was given; how a file is told of (G1, K4).

Whoever reads papers may attach to the case as a whole; whoever speaks for one agency, to its own actions and return.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request

from adapters.register.attachments import AttachmentRow, FileGiven
from admin.admission import Admission
from admin.partnership.sheet import Sheet
from admin.posting import posted
from admin.rooms.buttons import Button
from admin.uploads import Upload, UploadRefused, taken
from admin.wiring import Wiring
from admin.wording import Wordbook
from models.authority import OF_AGENCIES
from models.forms import FieldError
from models.people import Actor, to_agency

LONGEST_TITLE = 120
KINDS = {"application/pdf": "PDF", "image/png": "PNG picture", "image/jpeg": "JPEG picture"}
OTHER_KIND = "Word document"
NOTICES = {"attached": "The document is attached."}
_IMMEDIATE, _AGENCY = "immediate-", "agency:"


@dataclass(frozen=True)
class Belongs:
    """What a document may belong to, an action or an agency's information: its reference, whose it is, in words."""

    ref: str
    owner: str
    words: str


def belongings(wiring: Wiring, at: Admission, book: Wordbook) -> list[Belongs]:
    """What this person may attach to: actions in the order of their references, then agencies that were asked."""
    own = None if at.may("read_papers") else {each.agency for each in at.capacities}
    register, case = wiring.register, at.row.reference
    actions = sorted(register.actions(case), key=lambda row: (not row["immediate"], row["action"]))
    found = [(str(row["action"]), str(row["owner"] or "")) for row in actions]
    found += [(to_agency(row["agency"]), str(row["agency"])) for row in register.requests(case)]
    return [_belongs(ref, owner, book) for ref, owner in found if own is None or owner in own]


def _belongs(ref: str, owner: str, book: Wordbook) -> Belongs:
    words = about_words(ref, book)
    return Belongs(ref, owner, words if is_agency(ref) else f"{words}: {book.agency(owner)}")


def is_agency(about: str) -> bool:
    """Is it what an agency returned, rather than an action?"""
    return about.startswith(_AGENCY)


def about_words(ref: str, book: Wordbook) -> str:
    """What a document belongs to, in words."""
    if is_agency(ref):
        return f"Information of {book.agency(ref.removeprefix(_AGENCY))}"
    return f"Immediate action {ref.removeprefix(_IMMEDIATE)}" if ref.startswith(_IMMEDIATE) else f"Action {ref}"


def attaching_as(at: Admission, owner: str) -> Actor:
    """In which capacity: for the agency whose it is where the person speaks for one alone, else not for one."""
    if at.may("read_papers"):
        return next((each for each in at.capacities if each.role not in OF_AGENCIES), at.by)
    return next((each for each in at.capacities if each.agency == owner), at.by)


async def upload_of(request: Request, wiring: Wiring, sheet: Sheet) -> Upload | None:
    """The file a form brought, looked at; None, and why in the sheet's errors, where it cannot be taken."""
    file = (await posted(request)).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        sheet.errors.append(FieldError("file", "The file", "is missing", "Choose the file to attach."))
        return None
    try:
        return await taken(file, wiring.scanner)
    except UploadRefused as refused:
        sheet.errors.append(FieldError("file", "The file", refused.problem, refused.mend))
        return None


def given_in(sheet: Sheet, upload: Upload | None, among: list[Belongs], needs_one: bool) -> FileGiven | None:
    """What the form asks to be attached; None, and why in the sheet's errors, where something is to be mended."""
    title, about = " ".join(sheet.text("title").split()), sheet.text("about")
    if not title or len(title) > LONGEST_TITLE:
        problem = f"is longer than {LONGEST_TITLE} characters" if title else "is missing"
        sheet.errors.append(FieldError("title", "What it is", problem, "Say in a few words what the document is."))
    if about not in {each.ref for each in among} and (about or needs_one):
        sheet.errors.append(FieldError("about", "What it belongs to", "has no answer yet", "Choose one."))
    if sheet.errors or upload is None:
        return None
    return FileGiven(title, upload.name, upload.kind, upload.digest, upload.content, about)


def attach_button(at: Admission, about: str = "") -> list[Button]:
    """The way to the form; nothing for whom it is not."""
    query = f"?{urlencode({'about': about})}" if about else ""
    path = f"/cases/{at.row.reference}/papers/attach{query}"
    return [Button("Attach a document", path, "secondary")] if at.may("attach_document") else []


def kind_words(row: AttachmentRow) -> str:
    """What kind of file it is, and its size: ``PDF, 1.2 MB``."""
    size = f"{row.size / 1_000_000:.1f} MB" if row.size >= 100_000 else f"{max(1, round(row.size / 1000))} KB"
    return f"{KINDS.get(row.media, OTHER_KIND)}, {size}" if row.media else size


def notice_of(request: Request) -> str:
    """The notice for what was just done; nothing for anything else."""
    return NOTICES.get(request.query_params.get("done", ""), "")
