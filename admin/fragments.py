"""Requests that a page's script makes: an addition only; what they are answered works as a page of its own too."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

OUTCOME = "outcome"  # the id of the part of a page that looks by itself what came of something sent


def is_by_script(request: Request) -> bool:
    """Did htmx ask, and shows part of the answer in the page that is open?"""
    return request.headers.get("hx-request") == "true"


def looks_by_itself(request: Request) -> bool:
    """Did a page ask without anybody at it? That is no use of a session, which must end when nobody is there."""
    return is_by_script(request) and request.headers.get("hx-trigger") == OUTCOME


def nothing_new() -> Response:
    """Leave the page as it stands, so that nobody is told twice."""
    return Response(status_code=204)


def load_anew() -> Response:
    """Let the whole page be asked for again, such as by somebody who has to sign in first."""
    return Response(status_code=401, headers={"HX-Refresh": "true"})
