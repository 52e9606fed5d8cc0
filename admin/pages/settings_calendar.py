"""The calendar in the settings: days known, and a day proclaimed or taken back after a look at what would move (C6)."""

from __future__ import annotations

import asyncio
from datetime import date

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.cases import CaseFilter
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership import days
from admin.partnership.notices import notice_of
from admin.partnership.sheet import STALE, Sheet, blank, sheet_of
from admin.rendering import page
from admin.wiring import Wiring
from desk.outcome import Taken
from desk.redating import WITHDRAWN, CaseMoves, Change, NotProclaimed, Previewer, in_force, proclaimed, tell
from models.forms import FieldError
from models.messages.review import CalendarChanged
from workflows.client import NoAnswerYet

door = Door()
HOME = "/settings/calendar"
CASES_LOOKED_AT, CASES_TOLD = 40, 25  # at once: a page is not to be waited for longer than it takes to read
PATIENCE_SECONDS = 8.0
LONGEST_REASON = 200  # characters


@door.see(HOME, "see_calendar")
def calendar(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The days of a year on which nobody works, and what was proclaimed."""
    year = days.year_asked(request.query_params.get("year"), wiring.today())
    this, span = wiring.today().year, days.YEARS_EITHER_WAY
    version = wiring.register.calendar_version()
    return page(
        request,
        "settings/calendar.html",
        year=year,
        years=range(this - span, this + span + 1),
        lines=days.days_of(year, wiring.policy(), wiring.register.calendar_days()),
        may_proclaim=at.may("proclaim_day"),
        to_tell=len(_to_tell(wiring, version)) if version else 0,
        version=version,
        sheet=blank(at),
        notice=notice_of(request),
    )


@door.see(f"{HOME}/new", "proclaim_day")
def ask_for_day(request: Request, at: Admitted) -> Response:
    """The form for a day to be proclaimed; a link that leads here may say which day, and what it would be."""
    day, kind = request.query_params.get("day", ""), request.query_params.get("kind", "")
    offered = kind if kind in dict(days.OFFERED) else None
    return page(
        request, "settings/day_form.html", sheet=blank(at, on=days.day_in(day), kind=offered), kinds=days.OFFERED
    )


@door.act(f"{HOME}/preview", "proclaim_day")
async def preview(request: Request, wiring: Wired, at: Admitted) -> Response:
    """What the day would move, before anything is changed."""
    sheet = await sheet_of(request, at)
    change = await run_in_threadpool(_change_in, wiring, sheet)
    return await _preview(request, wiring, at, sheet, change) if change else _form_again(request, sheet)


@door.act(f"{HOME}/apply", "proclaim_day")
async def apply(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The day is proclaimed, and open cases are told, some at a time."""
    sheet = await sheet_of(request, at)
    change = await run_in_threadpool(_change_in, wiring, sheet, again=True)
    if change is None:
        return _form_again(request, sheet)
    if not sheet.is_genuine:
        sheet.refused = STALE
        return await _preview(request, wiring, at, sheet, change, 422)
    version = await run_in_threadpool(proclaimed, wiring.register, change, at.by, wiring.now(), sheet.token)
    await _tell_some(wiring, at, version)
    return RedirectResponse(f"{HOME}/{version}?done=day-applied", 303)


@door.see(f"{HOME}/{{version}}", "proclaim_day")
def told(request: Request, wiring: Wired, at: Admitted, version: int) -> Response:
    """How far the telling of a changed calendar has come."""
    day = wiring.register.proclamation(version)
    if day is None:
        return not_found(request, NotProclaimed())
    left = _to_tell(wiring, version)
    waiting = [row for row in wiring.register.pending_commands(wiring.now()) if row.name == CalendarChanged.name]
    return page(
        request,
        "settings/day_told.html",
        day=day,
        says=days.what_is_proclaimed(day),
        left=len(left),
        waiting=len(waiting),
        sheet=blank(at),
        notice=notice_of(request),
    )


@door.act(f"{HOME}/{{version}}/tell", "proclaim_day")
async def tell_on(request: Request, wiring: Wired, at: Admitted, version: int) -> Response:
    """Some more cases are told."""
    if await run_in_threadpool(wiring.register.proclamation, version) is None:
        return not_found(request, NotProclaimed())
    await _tell_some(wiring, at, version)
    left = await run_in_threadpool(_to_tell, wiring, version)
    return RedirectResponse(f"{HOME}/{version}{'' if left else '?done=all-told'}", 303)


def _to_tell(wiring: Wiring, version: int) -> list[str]:
    day = wiring.register.proclamation(version)
    return wiring.register.cases_to_tell(day, CalendarChanged.name) if day else []


async def _tell_some(wiring: Wiring, at: Admission, version: int) -> None:
    """Tell the next cases; while the service is away the first is kept, and the others wait for the next try."""
    for case in (await run_in_threadpool(_to_tell, wiring, version))[:CASES_TOLD]:
        outcome = (await tell(wiring.desk, [case], version, at.by))[case]
        if outcome.taken is Taken.WAITING:
            return


def _change_in(wiring: Wiring, sheet: Sheet, *, again: bool = False) -> Change | None:
    """The change a form asks for; None where it cannot be made: the form says why. ``again``: it may be in force."""
    on = sheet.day("on", "Which day is it?")
    if sheet.text("kind") == WITHDRAWN:
        return _withdrawal(wiring, sheet, on)
    kind = sheet.chosen("kind", "What is the day?", [value for value, _ in days.OFFERED])
    reason = " ".join(sheet.text("reason").split())
    if not reason or len(reason) > LONGEST_REASON:
        mend = "Say what explanations will say of it, such as the holiday's name."
        sheet.errors.append(FieldError("reason", "What is the day called?", "has no answer, or too long a one", mend))
    if on is None or sheet.errors:
        return None
    change = Change(on, kind, reason)
    if again and in_force(wiring.register, change) is not None:
        return change
    if why := days.refuses_day(change, wiring.calendars.calendar(wiring.policy())):
        sheet.errors.append(FieldError("on.day", "Which day is it?", why, "Look at the calendar."))
        return None
    return change


def _withdrawal(wiring: Wiring, sheet: Sheet, on: date | None) -> Change | None:
    if on is None:
        return None
    change = Change(on, WITHDRAWN, "")
    try:
        in_force(wiring.register, change)
    except NotProclaimed:
        error = FieldError("on.day", "Which day is it?", "was not proclaimed", "Only a proclaimed day is taken back.")
        sheet.errors.append(error)
        return None
    return change


async def _preview(
    request: Request, wiring: Wiring, at: Admission, sheet: Sheet, change: Change, status: int = 200
) -> Response:
    start = int(sheet.text("start")) if sheet.text("start").isdecimal() and len(sheet.text("start")) < 8 else 0
    cases = await run_in_threadpool(
        wiring.register.cases, CaseFilter(closed=False), limit=CASES_LOOKED_AT, offset=start
    )
    previewer, moves = Previewer(wiring.register, wiring.policies, wiring.plans), None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            moves = await previewer.moves(cases.rows, change, wiring.now())
    except (NoAnswerYet, TimeoutError):
        pass  # the page says that it cannot be shown now
    return _preview_page(request, sheet, change, moves, (start, len(cases.rows), cases.total), status)


def _preview_page(
    request: Request,
    sheet: Sheet,
    change: Change,
    moves: list[CaseMoves] | None,
    seen: tuple[int, int, int],
    status: int,
) -> Response:
    start, looked_at, total = seen
    return page(
        request,
        "settings/day_preview.html",
        status,
        sheet=sheet,
        change=change,
        kind=days.KINDS[change.kind],
        moves=None if moves is None else days.moves_by_case(moves),
        first=start + 1,
        last=start + looked_at,
        total=total,
        next_start=start + looked_at if start + looked_at < total else None,
    )


def _form_again(request: Request, sheet: Sheet) -> Response:
    return page(request, "settings/day_form.html", 422, sheet=sheet, kinds=days.OFFERED)
