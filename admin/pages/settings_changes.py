"""The second person: changes of the directory that wait, confirmed or turned down by somebody else (K1, ASVS 2.3.5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.directory_proposals import ProposalRow
from adapters.register.tokens import ChangeRefused
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership import people
from admin.partnership.changes import line_of
from admin.partnership.notices import notice_of
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from admin.wiring import Wiring
from models.offices import ChangeKind

door = Door()
HOME = "/settings/changes"
SETTLED_SHOWN = 20


@door.see(HOME, "see_directory")
def waiting(request: Request, wiring: Wired, at: Admitted) -> Response:
    """What waits for a second person, and what was settled last."""
    rows = wiring.register.proposals(waiting=False)
    names, agencies = people.names_of(wiring, at, "settings_changes"), people.agency_words(wiring)
    lines = [(row, line_of(row, at.visitor.person, names, agencies)) for row in rows]
    settled = [line for row, line in lines if row.settled_at is not None]
    return page(
        request,
        "settings/changes.html",
        waiting=[line for row, line in lines if row.settled_at is None],
        settled=list(reversed(settled))[:SETTLED_SHOWN],
        notice=notice_of(request),
    )


@door.see(f"{HOME}/{{change}}", "see_directory")
def one(request: Request, wiring: Wired, at: Admitted, change: str) -> Response:
    """One change, with what a second person has to see before they confirm it."""
    return _change_page(request, wiring, at, change, blank(at))


@door.act(f"{HOME}/{{change}}/confirm", "confirm_directory")
async def confirm(request: Request, wiring: Wired, at: Admitted, change: str) -> Response:
    """Confirmed: it holds now."""
    sheet = await sheet_of(request, at)

    def act() -> str:
        wiring.register.confirm(change, sheet.signed(wiring))
        return f"{HOME}?done=change-confirmed"

    return await done(sheet, act, lambda again: _change_page(request, wiring, at, change, again, 422))


@door.act(f"{HOME}/{{change}}/turn-down", "confirm_directory")
async def turn_down(request: Request, wiring: Wired, at: Admitted, change: str) -> Response:
    """Turned down, or taken back by whoever asked."""
    sheet = await sheet_of(request, at)

    def act() -> str:
        wiring.register.turn_down(change, sheet.signed(wiring))
        return f"{HOME}?done=change-turned-down"

    return await done(sheet, act, lambda again: _change_page(request, wiring, at, change, again, 422))


def _change_page(
    request: Request, wiring: Wiring, at: Admission, change: str, sheet: Sheet, status: int = 200
) -> Response:
    try:
        row = wiring.register.proposal(change)
    except ChangeRefused as refused:
        return not_found(request, refused)
    names, agencies = people.names_of(wiring, at, "settings_change"), people.agency_words(wiring)
    person = wiring.register.person(row.person, at.by, wiring.now()).row
    return page(
        request,
        "settings/change.html",
        status,
        line=line_of(row, at.visitor.person, names, agencies),
        person=person,
        new_email=_new_email(wiring, row),
        may_settle=at.may("confirm_directory") and row.settled_at is None,
        sheet=sheet,
    )


def _new_email(wiring: Wiring, row: ProposalRow) -> str:
    return wiring.register.proposed_email(row.id) if row.kind is ChangeKind.CHANGE_EMAIL else ""
