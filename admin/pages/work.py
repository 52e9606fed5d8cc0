"""My work and the team's: what waits for whom, late first (K1, E5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.links_astray import LinkAstray
from adapters.register.work import UnknownTask
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.posting import Posted
from admin.rendering import page
from admin.wiring import Wiring
from admin.work.my_work import FIRST, MOST, my_work
from admin.work.team import asked_team, team_work
from models.case import Part

door = Door()
HAND_DONE = {"1": "Done: it is off the list, and on the case's record."}


@door.see("/work", "see_my_work")
def work(request: Request, at: Admitted, wiring: Wired) -> Response:
    """What waits for me, and for those I stand in for."""
    shows_all = request.query_params.get("all") == "yes"
    return page(
        request,
        "work/my_work.html",
        work=my_work(wiring, at.visitor, MOST if shows_all else FIRST),
        shows_all=shows_all,
        astray=astray_for(wiring, at),
        may_see_cases=bool(at.visitor.capacities("list_cases")),
        may_see_team=bool(at.visitor.capacities("see_team")),
        notice=HAND_DONE.get(request.query_params.get("done", ""), ""),
    )


def astray_for(wiring: Wiring, at: Admission) -> list[LinkAstray]:
    """Requests that reached the wrong person, for those who can send a new link."""
    if not at.visitor.capacities("issue_link"):
        return []
    walls = wiring.register.walls_of(at.visitor.person)
    return [each for each in wiring.register.links_astray() if each.case not in walls]


@door.see("/team", "see_team")
def team(request: Request, at: Admitted, wiring: Wired) -> Response:
    """Who holds what, per agency and per step, late first."""
    asked = asked_team(request.query_params)
    return page(
        request,
        "work/team.html",
        team=team_work(wiring, at.visitor, asked),
        may_finish=bool(at.visitor.capacities("finish_task")),
    )


@door.act("/cases/{case}/tasks/done", "finish_task")
def finish_task(at: Admitted, wiring: Wired, form: Posted) -> Response:
    """Tick off a task that no form ends. One that is off the list already stays so."""
    part, task = str(form.get("part", "")), str(form.get("task", ""))
    places = {"team": "/team", "case": f"/cases/{at.row.reference}"}
    back = places.get(str(form.get("back", "")), "/work")
    try:
        if part in set(Part):
            wiring.register.finish_task(at.row.reference, Part(part), task, at.by, wiring.now())
    except UnknownTask:
        return RedirectResponse(back, 303)
    return RedirectResponse(f"{back}?done=1", 303)
