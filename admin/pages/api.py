"""Small answers for programs: is the service there, my work, the cases, one case (docs/api.md; K1, N15)."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Path, Query
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.register import AWAY
from admin.admission import Admitted, Needs, Wired
from admin.api.answers import case_said, list_said, work_said
from admin.api.asked import CasesQuery
from admin.api.document import WITHOUT_SESSION, document_of, problems
from admin.api.shapes import Case, Cases, Health, Readiness, Work
from admin.case.opened import FiledWithPlans
from admin.cookies import cookie_name
from admin.door import Door
from admin.lists.lines import filter_of, lines_seen
from admin.lists.one_page import page_asked
from admin.sessions import COOKIE
from admin.viewing import note_view
from admin.wiring import Wiring
from admin.wording import book_of
from admin.work.my_work import my_work

door = Door()
PATIENCE_SECONDS = 3.0
Reference = Annotated[str, Path(description="A case's reference, such as GSCP-2026-014.")]


@door.see(
    "/healthz",
    Needs.NOBODY,
    include_in_schema=True,
    response_model=Health,
    responses=problems(503),
    openapi_extra=WITHOUT_SESSION,
)
def health(wiring: Wired) -> Health:
    """Does the register answer?"""
    wiring.register.ping()
    return Health(register="answers")


@door.see(
    "/readyz",
    Needs.NOBODY,
    include_in_schema=True,
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "The register does not answer."}},
    openapi_extra=WITHOUT_SESSION,
)
async def readiness(wiring: Wired) -> Response:
    """Can people be let in? Without Temporal they can: pages read, and what is decided is kept (K5)."""
    try:
        await run_in_threadpool(wiring.register.ping)
        waiting = await run_in_threadpool(wiring.register.count_pending)
    except AWAY:
        return _readiness(Readiness(ready=False, register="away", temporal=await _temporal(wiring), waiting=None))
    return _readiness(Readiness(ready=True, register="answers", temporal=await _temporal(wiring), waiting=waiting))


def _readiness(found: Readiness) -> Response:
    return JSONResponse(found.model_dump(mode="json", by_alias=True), 200 if found.ready else 503)


async def _temporal(wiring: Wiring) -> str:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return "answers" if await wiring.plans.answers() else "away"
    except TimeoutError:
        return "away"


@door.see("/api/openapi.json", Needs.SIGNED_IN)
def document(request: Request, wiring: Wired) -> JSONResponse:
    """What can be asked, in the words of OpenAPI."""
    return JSONResponse(document_of(request.app, cookie_name(wiring.settings, COOKIE)))


@door.see("/api/work", "see_my_work", include_in_schema=True, response_model=Work, responses=problems(401, 403, 503))
def work(at: Admitted, wiring: Wired) -> Work:
    """What waits for the person signed in, and for those they stand in for."""
    return work_said(my_work(wiring, at.visitor))


@door.see(
    "/api/cases", "list_cases", include_in_schema=True, response_model=Cases, responses=problems(401, 403, 422, 503)
)
def cases(at: Admitted, wiring: Wired, query: Annotated[CasesQuery, Query()]) -> Cases:
    """The cases this person may know of."""
    asked = query.asked()
    rows, paging = page_asked(wiring, asked, filter_of(wiring, at.visitor, asked))
    return list_said(lines_seen(wiring, rows, book_of(wiring)), paging)


@door.see(
    "/api/cases/{case}",
    "read_case",
    include_in_schema=True,
    response_model=Case,
    responses=problems(401, 403, 404, 503),
)
def one_case(case: Reference, file: FiledWithPlans) -> Case:
    """How a case stands, and its dates. The look is on record, as of the page."""
    note_view(file.wiring, file.at, "standing")
    return case_said(file)
