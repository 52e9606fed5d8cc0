"""When something is not as it should be: a page that says what, and what to do; never a trace, never a name (K4)."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register import AWAY
from adapters.register.cases import UnknownCase
from adapters.register.documents import UnknownDocument
from adapters.register.links import LinkRefused
from admin.admission import NotAdmitted, SignInFirst
from admin.api.problems import also_for_programs
from admin.fragments import is_by_script, load_anew
from admin.fresh import ConfirmFirst
from admin.headers import headers_for
from admin.interruptions import confirm_first, sign_in_again
from admin.linked import OpenLinkFirst
from admin.posting import FormTokenRefused, SessionLapsed
from admin.rendering import page
from admin.wiring import wiring_of

log = structlog.get_logger("admin")


def take_failures(app: FastAPI) -> None:
    """Answer every failure with a page; a program gets the same as a problem."""
    handlers: dict[Any, Any] = {
        SignInFirst: sign_in_first,
        NotAdmitted: not_admitted,
        UnknownCase: not_found,
        UnknownDocument: not_found,
        FormTokenRefused: stale_form,
        SessionLapsed: sign_in_again,
        ConfirmFirst: confirm_first,
        LinkRefused: link_refused,
        OpenLinkFirst: open_link_first,
        RequestValidationError: not_found,
        HTTPException: http_failure,
        Exception: unexpected,
        **dict.fromkeys(AWAY, register_away),
    }
    for failure, handler in handlers.items():
        app.add_exception_handler(failure, also_for_programs(handler))


def sign_in_first(request: Request, _: SignInFirst) -> Response:
    """To the sign-in page, and back afterwards to a page one can look at."""
    if is_by_script(request):
        return load_anew()
    query = f"?{request.url.query}" if request.url.query else ""
    after = request.url.path + query if request.method == "GET" else "/work"
    return RedirectResponse(f"/sign-in?after={quote(after, safe='/')}", 303)


def not_admitted(request: Request, refusal: NotAdmitted) -> Response:
    """Not allowed, and who is; or not there at all."""
    if refusal.hides:
        return not_found(request, refusal)
    return page(request, "failures/not_allowed.html", 403, code=refusal.code, says=refusal.says)


def not_found(request: Request, _: Exception) -> Response:
    """No such page, or none that this person may know of."""
    _see_who_asks(request)
    return page(request, "failures/not_found.html", 404)


def stale_form(request: Request, _: Exception) -> Response:
    """A form of another session."""
    return page(request, "failures/stale_form.html", 403)


TEMPLATES = {413: "too_large.html", 429: "too_often.html"}


LINKS = {
    "expired": ("This link has ended", "It was good for a month. The Business Unit can send you a new one.", 410),
    "revoked": (
        "This link has ended",
        "It was replaced or withdrawn, or somebody told us that it reached the wrong person.",
        410,
    ),
}
NO_LINK = (
    "Open the link in your e-mail",
    "This address shows a request only in the browser that opened its link.",
    404,
)


def link_refused(request: Request, refusal: LinkRefused) -> Response:
    """A link that opens nothing: one that never was answers as no link at all."""
    heading, says, status = LINKS.get(refusal.code, NO_LINK)
    telephone = wiring_of(request).settings.telephone
    return page(request, "request/no_link.html", status, heading=heading, says=says, telephone=telephone)


def open_link_first(request: Request, _: Exception) -> Response:
    """The code has not been given in this browser, or half an hour ago."""
    return RedirectResponse("/request", 303)


def http_failure(request: Request, failure: HTTPException) -> Response:
    """What the framework refuses: an unknown address, a method that is none, a body that is too large."""
    if failure.status_code == 404:
        return not_found(request, failure)
    _see_who_asks(request)
    template = TEMPLATES.get(failure.status_code, "not_understood.html")
    answer = page(request, f"failures/{template}", failure.status_code)
    answer.headers.update(failure.headers or {})
    return answer


def register_away(request: Request, failure: Exception) -> Response:
    """The database does not answer: nothing can be shown, and nothing was written."""
    log.error("register_away", failure=type(failure).__name__, path=request.url.path)
    answer = page(request, "failures/register_away.html", 503)
    answer.headers["Retry-After"] = "60"
    return answer


def unexpected(request: Request, failure: Exception) -> Response:
    """Something of ours went wrong: a number to quote, and the kind of failure in the log.

    This answer is made outside all middleware, so it brings the headers itself.
    """
    number = secrets.token_hex(4)
    log.error("unexpected", number=number, failure=type(failure).__name__, path=request.url.path)
    answer = page(request, "failures/unexpected.html", 500, number=number)
    answer.headers.update({**headers_for(wiring_of(request).settings), "Cache-Control": "no-store"})
    return answer


def _see_who_asks(request: Request) -> None:
    """An address that is none has no gate before it; whoever is signed in stays so on the page that says it."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = wiring_of(request).sessions.visitor(request)
