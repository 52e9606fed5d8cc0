"""The room of information requests and agency returns (R3-R5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.case.attaching import attach_button, notice_of
from admin.door import Door
from admin.rooms.attached import attached_in
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import RapidReviewDates
from admin.rooms.opened import Opened, enter, not_begun, room_page
from admin.rooms.returns import AgencyReturns, ReturnState, returns_seen
from models.case import Part
from models.people import to_agency
from models.requests import plan_day

door = Door()


@door.see("/cases/{case}/returns", "read_case")
def returns(request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates) -> HTMLResponse:
    """Who was asked, by when, what came back, and where the chasing stands."""
    opened = enter(wiring, at, "returns")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, "Agencies are asked for information when the Rapid Review begins.")
    papers = wiring.register.documents_of(opened.case, "appendix_2")
    agencies = returns_seen(opened.course, papers, dates, wiring.now())
    runs = opened.runs(Part.RAPID_REVIEW)
    asking = runs and _may_still_ask(opened, dates)
    return room_page(
        request,
        opened,
        offer(at, "request_information", when=asking),
        agencies=agencies,
        doings={each.agency: _doings(at, each, runs) for each in agencies},
        figures=_figures(agencies),
        files=attached_in(opened),
        notice=notice_of(request),
        live=dates.live,
        too_late_to_ask=runs and not asking,
        last_day=opened.policy.rules.request_last_day.value,
    )


def _may_still_ask(opened: Opened, dates: RapidReviewDates) -> bool:
    """No request can be due in time once the last day for returns is over (R3)."""
    if dates.timetable is None or not dates.timetable.days:
        return True
    last = plan_day(dates.timetable, dates.timetable.rules.request_last_day)
    return opened.wiring.now() <= last.closes_at


def _doings(at: Admission, each: AgencyReturns, runs: bool) -> list[Button]:
    """What can be done about one agency. A return is always taken, late or corrected (R5)."""
    outstanding = each.is_outstanding
    words = "Record its return" if each.latest is None else "Record a corrected return"
    return [
        *offer(at, "agency_return_received", words, agency=each.agency),
        *offer(at, "agency_return_received", "No Records", when=outstanding, agency=each.agency, answer="no-records"),
        *offer(at, "withdraw_request", "Withdraw the request", when=runs and outstanding, agency=each.agency),
        *(attach_button(at, to_agency(each.agency)) if each.asked_at else []),
    ]


def _figures(agencies: tuple[AgencyReturns, ...]) -> list[tuple[int, str]]:
    states = [each.state for each in agencies]
    asked = [state for state in states if state is not ReturnState.WITHDRAWN]
    back = sum(state in (ReturnState.FULL, ReturnState.NO_RECORDS) for state in states)
    figures = [(len(asked), "asked"), (back, "returned in full")]
    more = (ReturnState.PARTIAL, "returned in part"), (ReturnState.OVERDUE, "overdue")
    return figures + [(states.count(state), words) for state, words in more if state in states]
