"""What if the panel moved, a day fell out, the Chair came late: now and then side by side; nothing changes (C6, C8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from admin.case.clocks import step_name
from admin.case.comparing import Compared, compared, late_by
from admin.case.file import CaseFile
from admin.case.hypotheses import KINDS, Hypothesis, day_after, hypothesis_in, imagined
from admin.case.live_plans import AS_OPENED
from admin.case.opened import FiledWithPlans
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.rooms.buttons import Button, offer
from admin.viewing import note_view
from models.case import Part
from models.forms import FieldError
from models.wording import counted
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
    refused: set[str] = set()
    if what.says_something and not errors:
        try:
            plans = imagined(file, what)
            found = [compared(file, each, what) for each in plans]
            refused = {command for each in plans for command in each.refusals}
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
        do_this=do_this(file, what, refused) if found else [],
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


def do_this(file: CaseFile, what: Hypothesis, refused: Collection[str] = ()) -> list[Button]:
    """The real forms, filled in with what was imagined, for those who may and would not be ``refused``."""
    at, of_days = file.at, file.runs(Part.RAPID_REVIEW)
    found: list[Button] = []
    if what.panel_on and of_days and "move_panel" not in refused:
        found += offer(at, "move_panel", "Move the panel", meets_on=what.panel_on.isoformat())
    if what.step and what.step_days and of_days:
        found += offer(at, "extend_step", "Give the step more time", step=what.step, working_days=what.step_days)
    if what.pause_on and what.pause_days:
        found += offer(
            at,
            "pause_clock",
            "Pause the plan",
            when=of_days and "pause_clock" not in refused,
            on=what.pause_on.isoformat(),
        )
        again_on = day_after(file, what.pause_on, what.pause_days).isoformat()
        found += offer(at, "hold_lcspr", "Hold the LCSPR", when=file.runs(Part.LCSPR), review_on=again_on)
    if what.chair_on and of_days:
        found += _late_chair(file, what.chair_on)
    if what.off_on and at.visitor.capacities("proclaim_day"):
        told = urlencode({"day": what.off_on.isoformat(), "kind": what.off_as})
        found.append(Button("Proclaim the day", f"/settings/calendar/new?{told}"))
    return [Button(each.text, each.href, "secondary") for each in found]


def _late_chair(file: CaseFile, chair_on: date) -> list[Button]:
    """A late Chair is commissioned late, or their first step is given the days they are late (R1, C8)."""
    is_new = file.row.independent_chair is None
    found = offer(file.at, "appoint_chair", "Commission the Chair", when=is_new)
    found += offer(file.at, "replace_chair", "Replace the Chair", when=not is_new)
    view = file.plans.fifteen_days
    late = late_by(file, view.timetable, chair_on) if view else 0
    step = next(iter(_of_the_chair(file)), None)
    if step is None or late < 1:
        return found
    days = counted(late, "working day", "working days")
    return found + offer(file.at, "extend_step", f"Give {step_name(step)} {days} more", step=step, working_days=late)


def _of_the_chair(file: CaseFile) -> Iterable[str]:
    """The steps a late Chair would do late, the first one first: commissioning, as long as there is none."""
    view = file.plans.fifteen_days
    known = {step.step: step for step in view.timetable.steps} if view else {}
    if file.row.independent_chair is None and "chair" in known:
        yield "chair"
    yield from (name for name in ("chronology", "report") if name in known and known[name].due_at > file.now)
