"""Every route meets every role, in and out of relation to the case: the table of permissions decides (K1).

The pages' own work is left out, so that what is seen is admission alone. What is expected is worked out here from the
table's two facts: which roles an action is for, and which roles reach only cases of their own.
"""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.responses import Response
from structlog.testing import capture_logs

from admin.admission import Needs
from admin.app import DOORS, needs_of_every_route
from admin.door import Door
from admin.failures import take_failures
from models import authority
from models.authority import ONLY_OWN, Relation
from models.messages.catalogue import MESSAGES
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.visitors import Visiting, everybody_at

ROUTES = needs_of_every_route()
ADMITTED, SIGN_IN, UNKNOWN, REFUSED = 204, 303, 401, (403, 404)
COMMANDS = ("cast_vote", "appoint_chair", "submit_report", "sign_off_lcspr", "declare_conflict", "add_action")


def emptied(pages: Pages) -> FastAPI:
    """An application with the same addresses and needs, whose pages answer 204 to whoever was admitted."""
    door = Door()
    for (method, path), needs in ROUTES.items():
        declare = door.see if method == "GET" else door.act
        declare(path, needs)(_admitted)
    app = FastAPI(openapi_url=None)
    app.state.wiring = pages.wiring
    app.include_router(door.router)
    take_failures(app)
    return app


def _admitted() -> Response:
    return Response(status_code=ADMITTED)


def actions_of(needs: str) -> list[str]:
    return [name for name in COMMANDS if name in MESSAGES] if needs == Needs.THE_COMMAND else [needs]


def address(path: str, case: str, action: str) -> str:
    known = {"case": case, "command": action.replace("_", "-")}
    return re.sub(r"\{(\w+)(?::path)?\}", lambda part: known.get(part[1], "x-1"), path)


def expected(visiting: Visiting, path: str, action: str) -> int:
    if action in (Needs.NOBODY, Needs.LINK):
        return ADMITTED
    if visiting.person is None:
        return UNKNOWN if path.startswith("/api/") else SIGN_IN  # a program cannot be led to a page
    if action == Needs.SIGNED_IN:
        return ADMITTED
    roles = visiting.roles & set(authority.roles_for(action))
    if "{case}" in path and action not in authority.WITHOUT_A_CASE:
        if Relation.WALLED in visiting.relations and action != "declare_conflict":
            roles = frozenset()
        roles = frozenset(role for role in roles if ONLY_OWN.get(role) in (None, *visiting.relations))
    return ADMITTED if roles else 403


@pytest.mark.slow
async def test_every_route_admits_whom_the_table_admits_and_nobody_else(pages: Pages) -> None:
    case, everybody = await everybody_at(pages)
    browser = TestClient(emptied(pages), follow_redirects=False)
    wrong = []
    met = 0

    for visiting in everybody:
        pages.sessions.person = visiting.person
        for (method, path), needs in ROUTES.items():
            for action in actions_of(needs):
                data = {"_csrf": FORM_TOKEN} if method == "POST" else None
                if method == "POST" and (visiting.person is None or needs == Needs.LINK):
                    continue  # without a session a form has no token: tests of posting
                with capture_logs():
                    answer = browser.request(method, address(path, case, action), data=data).status_code
                should = expected(visiting, path, action)
                met += 1
                if answer != should and not (should == 403 and answer in REFUSED):
                    wrong.append(f"{method} {path} [{action}] for {visiting}: {answer}, not {should}")

    assert wrong == []
    assert met > 15 * len(ROUTES) / 2


def test_no_route_is_without_its_gate() -> None:
    routes = [route for door in DOORS for route in door.router.routes if isinstance(route, APIRoute)]
    declared = {(method, route.path) for route in routes for method in route.methods}

    assert declared == set(ROUTES)
    assert all(route.dependencies[0].dependency.__qualname__ == "gate.<locals>.admit" for route in routes)  # type: ignore[union-attr]


async def test_a_case_out_of_reach_answers_as_one_that_never_was(pages: Pages) -> None:
    case, _ = await everybody_at(pages)
    browser = pages.as_("P-0014")  # an Independent Chair, of another case

    theirs, none = (browser.get(f"/cases/{reference}").text for reference in (case, "GSCP-2026-999"))

    assert theirs.replace(case, "") == none.replace("GSCP-2026-999", "")


async def test_whoever_is_walled_off_is_told_so(pages: Pages) -> None:
    case, everybody = await everybody_at(pages)
    walled = next(each for each in everybody if Relation.WALLED in each.relations)

    answer = pages.as_(walled.person).get(f"/cases/{case}")

    assert answer.status_code == 403
    assert "conflict of interest" in answer.text


def test_a_route_cannot_be_declared_without_a_permission_of_the_table() -> None:
    with pytest.raises(ValueError, match="no permission"):
        Door().see("/anything", "whatever")
