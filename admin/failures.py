"""When something is not as it should be: a page that says what, and what to do; never a trace, never a name (K4)."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.cases import UnknownCase
from adapters.register.documents import UnknownDocument
from admin.admission import NotAdmitted, SignInFirst
from admin.posting import FormTokenRefused
from admin.rendering import page

log = structlog.get_logger("admin")


def take_failures(app: FastAPI) -> None:
    """Answer every failure with a page."""
    handlers: dict[Any, Any] = {
        SignInFirst: sign_in_first,
        NotAdmitted: not_admitted,
        UnknownCase: not_found,
        UnknownDocument: not_found,
        FormTokenRefused: stale_form,
        RequestValidationError: not_found,
        HTTPException: http_failure,
        Exception: unexpected,
    }
    for failure, handler in handlers.items():
        app.add_exception_handler(failure, handler)


def sign_in_first(request: Request, _: SignInFirst) -> Response:
    """To the sign-in page, and back afterwards to a page one can look at."""
    after = request.url.path if request.method == "GET" else "/work"
    return RedirectResponse(f"/sign-in?after={after}", 303)


def not_admitted(request: Request, refusal: NotAdmitted) -> Response:
    """Not allowed, and who is; or not there at all."""
    if refusal.hides:
        return not_found(request, refusal)
    return page(request, "failures/not_allowed.html", 403, code=refusal.code, says=refusal.says)


def not_found(request: Request, _: Exception) -> Response:
    """No such page, or none that this person may know of."""
    return page(request, "failures/not_found.html", 404)


def stale_form(request: Request, _: Exception) -> Response:
    """A form of another session."""
    return page(request, "failures/stale_form.html", 403)


def http_failure(request: Request, failure: HTTPException) -> Response:
    """What the framework refuses: an unknown address, a method that is none, a body that is too large."""
    if failure.status_code == 404:
        return not_found(request, failure)
    template = "failures/too_large.html" if failure.status_code == 413 else "failures/not_understood.html"
    answer = page(request, template, failure.status_code)
    answer.headers.update(failure.headers or {})
    return answer


def unexpected(request: Request, failure: Exception) -> Response:
    """Something of ours went wrong: a number to quote, and the kind of failure in the log."""
    number = secrets.token_hex(4)
    log.error("unexpected", number=number, failure=type(failure).__name__, path=request.url.path)
    return page(request, "failures/unexpected.html", 500, number=number)
