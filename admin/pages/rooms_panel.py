"""The room of the Rapid Review Panel (R7, R8)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import offer
from admin.rooms.chronology import latest_documents, latest_returns
from admin.rooms.dates import Dates, RapidReviewDates
from admin.rooms.opened import Opened, enter, not_begun, qiip_members, room_page
from admin.rooms.panel import Meeting, expected_from, looks_default, meetings_of, moves_of, partners_without_nominee
from admin.rooms.returns import returns_seen
from models.case import Part
from models.forms.appendix_2 import AgencyReturn
from models.forms.panel_minutes import PanelMinutes
from models.london import london_date
from models.requests import plan_day

door = Door()


@door.see("/cases/{case}/panel", "read_case")
def panel(request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates) -> HTMLResponse:
    """When the panel meets, who is expected, and who came."""
    opened = enter(wiring, at, "panel")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, "The panel meets on working day 8 of the Rapid Review.")
    quorum = opened.policy.rules.quorum.value
    meetings = meetings_of(opened.course, quorum, wiring.register.outbox_of(opened.case))
    papers = wiring.register.documents_of(opened.case, "appendix_2")
    told = _told(opened, meetings) if at.may("read_papers") else {}
    expected = expected_from(
        returns_seen(opened.course, papers, dates, wiring.now()), told, wiring.register.agencies(), qiip_members(opened)
    )
    held = any(meeting.quorate for meeting in meetings)
    waits = opened.runs(Part.RAPID_REVIEW) and not held
    return room_page(
        request,
        opened,
        [
            *offer(at, "hold_panel", "Record the meeting", when=waits and opened.row.independent_chair is not None),
            *offer(at, "move_panel", "Move the meeting", when=waits, kind="secondary"),
        ],
        meets=dates.due("panel"),
        must_meet_again=_is_over(meetings, dates),
        step=dates.step("panel"),
        again=plan_day(dates.timetable, dates.timetable.rules.reconvene_last_day) if dates.timetable else None,
        moves=moves_of(opened.course),
        expected=expected,
        lacking=partners_without_nominee(expected, quorum),
        default=looks_default(expected),
        meetings=meetings,
        minutes={meeting.number: _minutes(opened, meeting) for meeting in meetings},
        held=held,
        waits=waits,
        chair=opened.names.of(opened.row.independent_chair),
        live=dates.live,
    )


def _is_over(meetings: tuple[Meeting, ...], dates: Dates) -> bool:
    """Has the panel met on the day the plan says, or after it, so that another day has to be found?"""
    due = dates.due("panel")
    return bool(meetings) and due is not None and london_date(due) <= london_date(meetings[-1].at)


def _told(opened: Opened, meetings: tuple[Meeting, ...]) -> dict[str, AgencyReturn]:
    """What the agencies returned; with it every paper of the page is read, in one view."""
    minutes = [meeting.minutes for meeting in meetings if meeting.minutes]
    opened.read_ahead([*latest_documents(opened.course).values(), *minutes], "panel")
    return latest_returns(opened, "panel")


def _minutes(opened: Opened, meeting: Meeting) -> PanelMinutes | None:
    if meeting.minutes is None or not opened.at.may("read_papers"):
        return None
    form = opened.form(meeting.minutes, "panel_minutes", "panel")
    return form if isinstance(form, PanelMinutes) else None
