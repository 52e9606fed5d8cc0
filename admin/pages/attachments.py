"""Documents attached to a case: the form, by sign-in or by an agency's link, and the file to be saved (G1, R4, K2-K4).

By a link there is one request, so a document belongs to what its agency returns and to nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.encryption import KeyDestroyed
from adapters.register.attachments import FileGiven
from adapters.register.tokens import Signed
from admin.admission import Admission, Admitted, Needs, Wired
from admin.case.attaching import Belongs, attaching_as, belongings, given_in, is_agency, upload_of
from admin.case.opened import Filed
from admin.door import Door
from admin.downloads import download
from admin.linked import Linked
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from admin.uploads import ACCEPT, LARGEST_FILE, Upload
from admin.wiring import Wiring
from admin.wording import book_of
from models.people import to_agency

door = Door()
ACTION = "attach_document"


@dataclass(frozen=True)
class Desk:
    """Where the form is filled in: by whom, under which address, and of which agency alone it may tell."""

    request: Request
    wiring: Wiring
    at: Admission
    path: str
    only: str = ""

    def among(self) -> list[Belongs]:
        """What a document may belong to here."""
        found = belongings(self.wiring, self.at, book_of(self.wiring))
        return [each for each in found if each.ref == self.only or not self.only]

    def home(self, about: str) -> str:
        """Where somebody came from: who speaks for one agency sees its actions and its request, and no case."""
        if self.only:
            return "/request"
        case = f"/cases/{self.at.row.reference}"
        if self.at.may("read_papers"):
            return f"{case}/{('returns' if is_agency(about) else 'actions') if about else 'papers'}"
        return f"{case}/request" if is_agency(about) else "/actions"

    def form(self, sheet: Sheet, status: int = 200) -> Response:
        """The form's page."""
        return page(
            self.request,
            "case/attach.html",
            status,
            row=self.at.row,
            sheet=sheet,
            action=self.path,
            among=[(each.ref, each.words) for each in self.among()],
            sees_papers=self.at.may("read_papers"),
            home=self.home(sheet.text("about")),
            accept=ACCEPT,
            most=LARGEST_FILE // 1_000_000,
            again=status != 200,
        )


def _signed_in(request: Request, wiring: Wiring, at: Admission) -> Desk:
    return Desk(request, wiring, at, f"/cases/{at.row.reference}/papers/attach")


def _by_link(request: Request, wiring: Wiring, holder: Linked) -> Desk:
    return Desk(request, wiring, holder.admission(ACTION), "/request/attach", to_agency(holder.link.agency))


@door.see("/cases/{case}/papers/attach", ACTION)
def ask(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The form; ``?about=`` names what the document belongs to."""
    return _signed_in(request, wiring, at).form(blank(at, about=request.query_params.get("about", "")))


@door.act("/cases/{case}/papers/attach", ACTION)
async def attach(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The file is looked at, sealed and kept; sent twice, it is kept once."""
    return await _attach(_signed_in(request, wiring, at))


@door.see("/request/attach", Needs.LINK)
def ask_by_link(request: Request, wiring: Wired, holder: Linked) -> Response:
    """The form for a link's holder."""
    desk = _by_link(request, wiring, holder)
    return desk.form(blank(desk.at, about=desk.only))


@door.act("/request/attach", Needs.LINK)
async def attach_by_link(request: Request, wiring: Wired, holder: Linked) -> Response:
    """A document that goes with the return of the link's agency."""
    return await _attach(_by_link(request, wiring, holder))


@door.see("/cases/{case}/papers/{document}/file", "read_papers")
def file(document: str, filed: Filed) -> Response:
    """The file, to be saved and never run. Who took it, in which capacity and when is on record first."""
    try:
        kept = filed.wiring.register.read_attachment(filed.case, document, filed.at.by, filed.now)
    except KeyDestroyed:
        return RedirectResponse(f"/cases/{filed.case}/papers/{document}", 303)  # which says that it is gone
    return download(kept.content, kept.name, kept.media)


async def _attach(desk: Desk) -> Response:
    sheet = await sheet_of(desk.request, desk.at)
    upload = await upload_of(desk.request, desk.wiring, sheet)
    await desk.request.close()  # what a large file was read into
    given = await run_in_threadpool(_given, desk, sheet, upload)
    return await done(sheet, lambda: _kept(desk, sheet, given), lambda again: desk.form(again, 422))


def _given(desk: Desk, sheet: Sheet, upload: Upload | None) -> FileGiven | None:
    return given_in(sheet, upload, desk.among(), not desk.at.may("read_papers"))


def _kept(desk: Desk, sheet: Sheet, given: FileGiven | None) -> str:
    if given is None:
        return ""
    owners = {each.ref: each.owner for each in desk.among()}
    by = attaching_as(desk.at, owners.get(given.about, ""))
    desk.wiring.register.attach(desk.at.row.reference, given, Signed(by, desk.wiring.now(), sheet.token))
    return f"{desk.home(given.about)}?done=attached"
