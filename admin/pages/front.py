"""Where one arrives."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from admin.admission import Needs
from admin.door import Door

door = Door()


@door.see("/", Needs.NOBODY)
def arrive() -> Response:
    """My work is where everybody begins."""
    return RedirectResponse("/work", 303)
