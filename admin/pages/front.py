"""Where one arrives, and whether the service is there."""

from __future__ import annotations

from starlette.responses import JSONResponse, RedirectResponse, Response

from admin.admission import Needs, Wired
from admin.door import Door

door = Door()


@door.see("/", Needs.NOBODY)
def arrive() -> Response:
    """My work is where everybody begins."""
    return RedirectResponse("/work", 303)


@door.see("/healthz", Needs.NOBODY, include_in_schema=True)
def health(wiring: Wired) -> JSONResponse:
    """Does the register answer?"""
    wiring.register.ping()
    return JSONResponse({"register": "answers"})
