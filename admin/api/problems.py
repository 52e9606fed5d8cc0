"""What goes wrong, for programs: the status and the words a page would have, as JSON (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any

from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from admin.api.shapes import Mistake, Problem

MEDIA_TYPE = "application/problem+json"
SIGN_IN = {"WWW-Authenticate": "Session"}
Handler = Callable[[Request, Any], Any]


def is_for_programs(request: Request) -> bool:
    """Does a program ask, rather than a person?"""
    return request.url.path.startswith("/api/") or request.url.path in ("/healthz", "/readyz")


def also_for_programs(handler: Handler) -> Handler:
    """A handler of failures that answers a program in its own language; written for pages, plain or ``async``."""

    async def answer(request: Request, failure: Exception) -> Response:
        if iscoroutinefunction(handler):
            page: Response = await handler(request, failure)
        else:
            page = await run_in_threadpool(handler, request, failure)
        return _problem(page, failure) if is_for_programs(request) else page

    return answer


def _problem(page: Response, failure: Exception) -> Response:
    """The same as a problem: without the page's cookie, with the headers a program needs."""
    status, mistakes = page.status_code, []
    if isinstance(failure, RequestValidationError):
        status, mistakes = 422, [_mistake(each) for each in failure.errors()]
    elif status == 303:  # a page leads to signing in
        status = 401
    said = getattr(failure, "says", "") if status == 403 else ""
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=said or _DETAILS.get(status, f"{title}."), mistakes=mistakes)
    kept = {name: value for name, value in page.headers.items() if name not in _OF_THE_PAGE}
    headers = {**kept, **(SIGN_IN if status == 401 else {})}
    return JSONResponse(body.model_dump(mode="json"), status, headers, MEDIA_TYPE)


def _mistake(error: dict[str, Any]) -> Mistake:
    """What is wrong with a value; the value itself is not repeated."""
    return Mistake(field=".".join(str(step) for step in error["loc"][1:]), problem=str(error["msg"]))


_OF_THE_PAGE = ("content-length", "content-type", "location", "set-cookie")
_DETAILS = {
    401: "Sign in first: these answers need the cookie of somebody's session.",
    404: "There is no such thing, or none that you may know of.",
    422: "Some values cannot be used.",
    500: "Something of ours went wrong.",
    503: "The register does not answer just now. Try again in a minute.",
}
