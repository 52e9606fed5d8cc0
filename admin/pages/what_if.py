"""What if the panel moved, a day fell out, the Chair came late: now and then side by side; nothing changes (C6, C8)."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from admin.case.clocks import step_name
from admin.case.comparing import Compared, compared
from admin.case.file import CaseFile
from admin.case.hypotheses import KINDS, Hypothesis, hypothesis_in, imagined
from admin.case.live_plans import AS_OPENED
from admin.case.opened import FiledWithPlans
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.rooms.buttons import Button, offer
from admin.viewing import note_view
from models.case import Part
from models.forms import FieldError
from models.working_days import OutsideCalendar

door = Door()
ASKED = ("panel_on", "off_on", "off_as", "step", "step_days", "pause_on", "pause_days", "chair_on")
TOO_FAR = FieldError("off_on", "A date", "is too far away to be counted", "Give a nearer date.")


@door.see("/cases/{case}/what-if", "what_if")
def what_if(request: Request, file: FiledWithPlans) -> Response:
    """Ask, and see what would move. The address carries dates and codes only."""
    note_view(file.wiring, file.at, "what_if")
    asked = {name: request.query_params.get(name, "")[:40] for name in ASKED}
    what, errors = hypothesis_in(asked, file.wiring.today())
    found: list[Compared] = []
    if what.says_something and not errors:
        try:
            found = [compared(file, each, what) for each in imagined(file, what)]
        except OutsideCalendar:
            errors = [TOO_FAR]
    return page(
        request,
        "case/what_if.html",
        422 if errors else 200,
        row=file.row,
        views=views_of(file.at),
        asked=asked,
        errors=errors,
        of_days=file.plans.fifteen_days is not None,
        holdable=file.plans.fifteen_days is not None or Part.LCSPR in file.plans.by_part,
        steps=list(_steps(file)),
        kinds=[(str(kind), _KINDS[str(kind)]) for kind in KINDS],
        found=found,
        do_this=do_this(file, what) if found else [],
        has_plans=bool(file.plans.by_part),
        plans_live=file.plans.live,
        as_opened=AS_OPENED,
    )


_KINDS = {"holiday": "Bank holiday", "closure": "Local closure"}


def _steps(file: CaseFile) -> Iterable[tuple[str, str]]:
    view = file.plans.fifteen_days
    for step in view.timetable.steps if view else ():
        if step.due_at > file.now:
            yield step.step, step_name(step.step)


def do_this(file: CaseFile, what: Hypothesis) -> list[Button]:
    """The real forms, filled in with what was imagined, for those who may."""
    at, of_days = file.at, file.runs(Part.RAPID_REVIEW)
    found: list[Button] = []
    if what.panel_on and of_days:
        found += offer(at, "move_panel", "Move the panel", meets_on=what.panel_on.isoformat())
    if what.step and what.step_days and of_days:
        found += offer(at, "extend_step", "Give the step more time", step=what.step, working_days=what.step_days)
    if what.pause_on and what.pause_days:
        found += offer(at, "pause_clock", "Pause the plan", when=of_days, on=what.pause_on.isoformat())
        found += offer(at, "hold_lcspr", "Hold the LCSPR", when=file.runs(Part.LCSPR))
    if what.chair_on and file.row.independent_chair is None:
        found += offer(at, "appoint_chair", "Commission the Chair", when=of_days)
    if what.off_on and at.visitor.capacities("proclaim_day"):
        found.append(Button("Proclaim the day", "/settings/calendar/new"))
    return [Button(each.text, each.href, "secondary") for each in found]
