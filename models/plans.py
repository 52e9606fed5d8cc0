"""Drawing up timetables: from a request, a policy and a calendar to every date of a plan (C1-C8).

Pure: the same request, policy and calendar give the same timetable, with the same alarm ids, so that a running
case can be drawn up again when its ledger or the calendar changes and no alarm rings twice.
"""

from __future__ import annotations

from collections.abc import Callable

from models.plan_counted import awareness, panel_reply
from models.plan_drawing import Drawing
from models.plan_holds import hold_review
from models.plan_lcspr import lcspr
from models.plan_publication import action, availability, publication
from models.plan_rapid_review import rapid_review
from models.policy import Policy
from models.timetable import Plan, Timetable, TimetableRequest
from models.working_days import WorkingDays

_PLANS: dict[Plan, Callable[[Drawing], Timetable]] = {
    Plan.RAPID_REVIEW: rapid_review,
    Plan.AWARENESS: awareness,
    Plan.PANEL_REPLY: panel_reply,
    Plan.LCSPR: lcspr,
    Plan.PUBLICATION: publication,
    Plan.AVAILABILITY: availability,
    Plan.ACTION: action,
    Plan.HOLD_REVIEW: hold_review,
}


def draw_up(request: TimetableRequest, policy: Policy, calendar: WorkingDays) -> Timetable:
    """Every date, step and alarm of a plan, under the policy and the calendar.

    Raises :class:`models.working_days.OutsideCalendar` for dates the calendar does not know.
    """
    return _PLANS[request.plan](Drawing(request, policy, calendar))
