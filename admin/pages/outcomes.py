"""What came of what somebody handed in, at an address of its own: the same however often it is looked at (K5)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from adapters.register.commands import CommandRow, CommandState
from admin.admission import Admission, Admitted, Needs, Wired
from admin.door import Door
from admin.failures import not_found
from admin.forms.outcomes import drop_if_taken, outcome_view, recorded
from admin.fragments import looks_by_itself, nothing_new
from admin.rendering import page
from admin.wiring import Wiring
from desk.desk import OPEN_CASE

door = Door()


@door.see("/cases/{case}/done/{token}", Needs.SIGNED_IN)
async def done(request: Request, case: str, token: str, at: Admitted, wiring: Wired) -> Response:
    """The outcome, for whoever handed it in."""
    row = await run_in_threadpool(wiring.register.command, token)
    if row is None or row.case != case or row.by.person != at.visitor.person:
        return await run_in_threadpool(not_found, request, LookupError())
    if row.state is CommandState.PENDING and looks_by_itself(request):
        return nothing_new()
    await recorded(wiring, row)
    return await run_in_threadpool(_page, request, at, wiring, row)


def _page(request: Request, at: Admission, wiring: Wiring, row: CommandRow) -> Response:
    drop_if_taken(wiring, row)
    template = "forms/opened.html" if row.name == OPEN_CASE else "forms/done.html"
    return page(request, template, 200, outcome=outcome_view(wiring, at, row), draft=_draft(wiring, row))


def _draft(wiring: Wiring, row: CommandRow) -> bool:
    return wiring.register.draft(row.id, row.by.person) is not None
