"""The room of the submission to the National Panel (R13, R16)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import Dates, RapidReviewDates
from admin.rooms.gate import HOLDING_NOTE, conditions, last_day_begins, may_go, submitted_of
from admin.rooms.opened import Opened, enter, not_begun, room_page
from admin.rooms.versions import played_back
from models.case import CaseKind, Part
from models.sign_off import SignOff

door = Door()


@door.see("/cases/{case}/submission", "read_case")
def submission(request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates) -> HTMLResponse:
    """What is still missing, by when the Panel expects the report, and what was sent."""
    opened = enter(wiring, at, "submission")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, "The report goes to the National Panel at the end of the Rapid Review.")
    state = played_back(opened.course, opened.policy.rules.refusals_before_executive.value)
    due, now = dates.due("submission"), wiring.now()
    sent = submitted_of(opened.course)
    return room_page(
        request,
        opened,
        _buttons(at, opened, state, dates),
        conditions=conditions(state, opened.course.has("panel_held")),
        ready=may_go(state),
        sent=sent,
        stood_down=opened.course.last("stood_down"),
        acknowledged=opened.course.last("panel_acknowledged"),
        holding_note=opened.course.last(HOLDING_NOTE),
        due=due,
        left=opened.book.left(due, now, opened.row.policy) if due else None,
        internal=dates.timetable.days[14].closes_at if dates.timetable and len(dates.timetable.days) > 14 else None,
        provisional=dates.timetable is not None and dates.timetable.provisional,
        runs=opened.runs(Part.RAPID_REVIEW),
        is_sin=opened.row.kind is CaseKind.SIN,
        names=opened.names,
        live=dates.live,
    )


def _buttons(at: Admission, opened: Opened, state: SignOff, dates: Dates) -> list[Button]:
    runs = opened.runs(Part.RAPID_REVIEW)
    begins = last_day_begins(dates)
    last_day = begins is not None and opened.wiring.now() >= begins
    pending = runs and last_day and state.version > 0 and bool(state.missing) and not state.pending_approved
    sent = submitted_of(opened.course)
    unexplained = sent is not None and not sent.explained
    return [
        *offer(at, "record_submission", when=runs and may_go(state), report_version=state.version),
        *offer(at, "approve_pending_submission", when=pending),
        *offer(at, "explain_lateness", when=unexplained),
        *offer(at, "panel_acknowledged", when=runs, kind="secondary"),
        *offer(at, "stand_down", when=runs, kind="warning"),
    ]
