"""An agency's request for its contact with an account: the same page as through the link (K1, R3)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from admin.admission import Admitted, Wired
from admin.case.attaching import notice_of
from admin.door import Door
from admin.rendering import page
from admin.requests.request import request_view
from models.people import to_agency

door = Door()


@door.see("/cases/{case}/request", "read_own_request")
async def own_request(request: Request, wiring: Wired, at: Admitted) -> Response:
    """What was asked of their agency, by when, and what it has sent."""
    view = await request_view(wiring, at.row, at.by)
    case = f"/cases/{at.row.reference}"
    form, attach = f"{case}/do/agency-return-received", f"{case}/papers/attach?about={to_agency(at.by.agency or '')}"
    told = notice_of(request)
    return page(request, "request/request.html", **view, form=form, attach=attach, by_link=False, notice=told)
