"""Where a form goes that was interrupted: its person signs in, or shows again who they are, and sends it then."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.after import CONTINUE
from admin.fresh import ConfirmFirst
from admin.interrupted import keep
from admin.posting import SessionLapsed
from admin.sign_in_page import sign_in_page
from admin.visitor import Visitor
from admin.wiring import wiring_of


async def sign_in_again(request: Request, lapse: SessionLapsed) -> Response:
    """The session had ended when its form came: the sign-in page, and the form kept for whoever wrote it."""
    row, wiring = lapse.lapsed.row, wiring_of(request)
    token = "" if row.is_shut_out else await keep(request, wiring, row.person)
    after = f"{CONTINUE}{token}" if token else ""

    def shown() -> Response:
        return sign_in_page(request, 403, after=after, is_kept=bool(token))

    return await run_in_threadpool(shown)


async def confirm_first(request: Request, _: ConfirmFirst) -> Response:
    """What was posted asks for a fresh proof of who it is: kept, and asked for."""
    visitor: Visitor = request.state.visitor
    token = await keep(request, wiring_of(request), visitor.person)
    return RedirectResponse(f"/sign-in/confirm/{token or 'nothing'}", 303)
