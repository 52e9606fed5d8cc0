"""What somebody has begun and not handed in: listed, opened again, thrown away (K4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.encryption import KeyDestroyed
from adapters.register.commands import CommandState
from adapters.register.drafts import DraftRow
from admin.admission import Admission, Admitted, Needs, Wired
from admin.door import Door
from admin.failures import not_found
from admin.forms.going import drafts_going
from admin.forms.openings import errand_named
from admin.forms.outcomes import drop_if_taken
from admin.forms.sheets import Filler, Sheet, renewed, stored_sheet
from admin.rendering import page
from admin.wiring import Wiring

door = Door()


@dataclass(frozen=True)
class DraftLine:
    """A draft on the list."""

    id: str
    case: str
    title: str
    saved_at: datetime
    waits: bool
    goes_on: date | None


@door.see("/drafts", Needs.SIGNED_IN)
def drafts(request: Request, at: Admitted, wiring: Wired) -> Response:
    """Everything this person has begun."""
    rows = [row for row in wiring.register.drafts_of(at.visitor.person) if not _is_taken(wiring, row)]
    going = drafts_going(wiring, rows)
    return page(
        request,
        "forms/drafts.html",
        drafts=[_line(wiring, row, going.get(row.id)) for row in rows],
        deleted="deleted" in request.query_params,
        draft_days=wiring.settings.draft_days,
    )


@door.see("/drafts/{draft}", Needs.SIGNED_IN)
def go_on(request: Request, draft: str, at: Admitted, wiring: Wired) -> Response:
    """On with a draft, at the page it belongs to; or to what came of it."""
    command = wiring.register.command(draft)
    if command is not None and command.by.person == at.visitor.person:
        return RedirectResponse(f"/cases/{command.case}/done/{draft}", 303)
    sheet = _sheet(wiring, at, draft)
    return not_found(request, LookupError()) if sheet is None else RedirectResponse(sheet.address, 303)


@door.act("/drafts/{draft}/delete", Needs.SIGNED_IN)
def delete(request: Request, draft: str, at: Admitted, wiring: Wired) -> Response:
    """Throw a draft away."""
    if not wiring.register.drop_draft(draft, at.visitor.person):
        return not_found(request, LookupError())
    return RedirectResponse("/drafts?deleted=yes", 303)


@door.act("/drafts/{draft}/again", Needs.SIGNED_IN)
def again(request: Request, draft: str, at: Admitted, wiring: Wired) -> Response:
    """Open what was refused once more, to be mended and sent under a new token."""
    command, sheet = wiring.register.command(draft), _sheet(wiring, at, draft)
    if sheet is None or command is None or command.state is not CommandState.REFUSED:
        return not_found(request, LookupError())
    return RedirectResponse(renewed(wiring, _filler(at), sheet).address, 303)


def _sheet(wiring: Wiring, at: Admission, draft: str) -> Sheet | None:
    row = wiring.register.draft(draft, at.visitor.person)
    if row is None:
        return None
    try:
        variant = str(wiring.register.read_draft(draft, row.person)[1].get("variant", ""))
    except KeyDestroyed:
        return None
    errand = errand_named(row.command, row.case, variant)
    return stored_sheet(wiring, _filler(at), errand, draft) if errand is not None else None


def _filler(at: Admission) -> Filler:
    return replace(Filler.of(at), capacities=at.visitor.offices)


def _is_taken(wiring: Wiring, row: DraftRow) -> bool:
    command = wiring.register.command(row.id)
    return command is not None and drop_if_taken(wiring, command)


def _line(wiring: Wiring, row: DraftRow, goes_on: date | None) -> DraftLine:
    errand = errand_named(row.command, row.case)
    title = errand.title if errand is not None else "A form of an earlier release"
    return DraftLine(row.id, row.case, title, row.saved_at, wiring.register.command(row.id) is not None, goes_on)
