"""The application: every door, the pages for what goes wrong, and the headers that go with every answer."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from admin import static_files
from admin.door import Door
from admin.failures import take_failures
from admin.guard import Guard
from admin.headers import SecurityHeaders
from admin.limits import Tries
from admin.pages import (
    api,
    drafts,
    everybodys,
    forms,
    front,
    intake,
    links,
    mailbox,
    of_a_case,
    outcomes,
    requests,
    requests_elsewhere,
    requests_own,
    requests_return,
    rooms,
    settings_index,
    ways_in,
)
from admin.wiring import Wiring

LINKS = (links.door, requests.door, requests_elsewhere.door, requests_return.door, requests_own.door)
FORMS = (intake.door, forms.door, drafts.door, outcomes.door)  # /cases/new before /cases/{case}
DOORS: tuple[Door, ...] = (
    static_files.door, front.door, api.door, *everybodys.DOORS, *FORMS, *ways_in.DOORS, mailbox.door, *rooms.DOORS,
    *of_a_case.DOORS, *settings_index.DOORS, *LINKS,
)  # fmt: skip

# nothing of the framework's own, and no way on to an address that somebody else wrote into the request's Host
CLOSED: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None, "redirect_slashes": False}


def create_app(wiring: Wiring) -> FastAPI:
    """The pages over this wiring."""
    app = FastAPI(title="Safeguarding practice reviews", **CLOSED)
    app.state.wiring = wiring
    app.state.tries = Tries(wiring.clock)
    app.state.provider = None  # the OpenID provider, once somebody has asked for it
    for door in DOORS:
        app.include_router(door.router)
    take_failures(app)
    app.add_middleware(Guard, settings=wiring.settings)
    app.add_middleware(SecurityHeaders, settings=wiring.settings)
    return app


def needs_of_every_route() -> dict[tuple[str, str], str]:
    """What each route needs: the frozen list that permissions are tested against."""
    return {route: needs for door in DOORS for route, needs in door.needs.items()}
