"""Why this date: each date of a case with its rule, the days counted, those skipped and why, who moved it (C5, G1)."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from admin.case.action_dates import CLAUSE, action_dates
from admin.case.file import CaseFile
from admin.case.live_plans import AS_OPENED
from admin.case.opened import FiledWithPlans
from admin.case.reasons import plans_explained
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.viewing import note_view

door = Door()


@door.see("/cases/{case}/dates", "read_case")
def dates(request: Request, file: FiledWithPlans) -> Response:
    """Every date of every part that runs, and of every open action."""
    return _page(request, file)


@door.see("/cases/{case}/dates/{step}", "read_case")
def date_of_step(request: Request, step: str, file: FiledWithPlans) -> Response:
    """One date, opened."""
    return _page(request, file, step)


def _page(request: Request, file: CaseFile, step: str | None = None) -> Response:
    plans, actions = plans_explained(file, step), action_dates(file, step)
    if step is not None and not plans and not actions:
        raise HTTPException(404)
    note_view(file.wiring, file.at, "dates", **({"step": step} if step else {}))
    return page(
        request,
        "case/dates.html",
        row=file.row,
        views=views_of(file.at),
        may=file.at.may,
        plans=plans,
        actions=actions,
        clause=CLAUSE,
        only=step,
        plans_live=file.plans.live,
        as_opened=AS_OPENED,
    )
