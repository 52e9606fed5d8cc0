"""Documents attached to a case: the form, each file's own page, and the file to be saved (G1, K2, K3, K4)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from adapters.register.attachments import FileGiven
from adapters.register.tokens import Signed
from admin.admission import Admission, Admitted, Wired
from admin.case.attaching import attaching_as, belongings, given_in, upload_of
from admin.case.opened import Filed
from admin.door import Door
from admin.downloads import download
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from admin.uploads import ACCEPT, LARGEST_FILE, Upload
from admin.wiring import Wiring
from admin.wording import book_of

door = Door()


@door.see("/cases/{case}/papers/attach", "attach_document")
def ask(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The form; ``?about=`` names the action that the document is the evidence of."""
    return _form(request, at, wiring, blank(at, about=request.query_params.get("about", "")))


@door.act("/cases/{case}/papers/attach", "attach_document")
async def attach(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The file is looked at, sealed and kept; sent twice, it is kept once."""
    sheet = await sheet_of(request, at)
    upload = await upload_of(request, wiring, sheet)
    await request.close()  # what a large file was read into
    given = await run_in_threadpool(_given, at, wiring, sheet, upload)

    def act() -> str:
        return _kept(at, wiring, sheet, given) if given else ""

    return await done(sheet, act, lambda again: _form(request, at, wiring, again, 422))


@door.see("/cases/{case}/papers/{document}/file", "read_papers")
def file(document: str, filed: Filed) -> Response:
    """The file, to be saved and never run. Who took it, in which capacity and when is on record first."""
    kept = filed.wiring.register.read_attachment(filed.case, document, filed.at.by, filed.now)
    return download(kept.content, kept.name, kept.media)


def _given(at: Admission, wiring: Wiring, sheet: Sheet, upload: Upload | None) -> FileGiven | None:
    return given_in(sheet, upload, belongings(wiring, at, book_of(wiring)), not at.may("read_papers"))


def _kept(at: Admission, wiring: Wiring, sheet: Sheet, given: FileGiven) -> str:
    owners = {each.ref: each.owner for each in belongings(wiring, at, book_of(wiring))}
    by = attaching_as(at, owners.get(given.about, ""))
    wiring.register.attach(at.row.reference, given, Signed(by, wiring.now(), sheet.token))
    return f"{_home(at, given.about)}?done=attached"


def _home(at: Admission, about: str) -> str:
    """Where somebody came from: an agency's contact sees its own actions and no case."""
    if not at.may("read_papers"):
        return "/actions"
    return f"/cases/{at.row.reference}/{'actions' if about else 'papers'}"


def _form(request: Request, at: Admission, wiring: Wiring, sheet: Sheet, status: int = 200) -> Response:
    among = belongings(wiring, at, book_of(wiring))
    return page(
        request,
        "case/attach.html",
        status,
        row=at.row,
        sheet=sheet,
        among=[(each.ref, each.words) for each in among],
        sees_papers=at.may("read_papers"),
        home=_home(at, request.query_params.get("about", "") or sheet.text("about")),
        accept=ACCEPT,
        most=LARGEST_FILE // 1_000_000,
        again=status != 200,
    )
