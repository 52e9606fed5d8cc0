"""The Rapid Review's fifteen working days on two clocks (R1-R13, N13, T2, T7, C3, C4)."""

from __future__ import annotations

from datetime import date

from models.plan_drawing import Drawing
from models.policy_plans import Clock, ClockedStep
from models.timetable import Step, Timetable


def rapid_review(drawing: Drawing) -> Timetable:
    """Working days 1 to 25 of both clocks, the steps of the kind of case, and their alarms.

    The external deadline is the National Panel's date once known, until then the provisional one. An earlier
    Panel date compresses the last steps; a later one moves nothing (C3).
    """
    plan, counting = drawing.policy.rapid_review, drawing.policy.counting
    drawing.number(plan.plan_days.value, counting.internal.value, counting.external.value)
    told = drawing.ledger.panel_date()
    external_due = told if told is not None else drawing.days[plan.external_days.value - 1].external
    latest = max(drawing.days[0].internal, drawing.calendar.roll_back(external_due))
    for step in plan.steps:
        if not step.kinds or drawing.request.kind in step.kinds:
            _add(drawing, step, latest)
    return drawing.timetable(external_due=external_due, provisional=told is None)


def _add(drawing: Drawing, planned: ClockedStep, latest: date) -> None:
    day = drawing.days[planned.to_day - 1]
    external = planned.clock is Clock.EXTERNAL
    due, said = drawing.after_ledger(planned.step, day.external if external else day.internal)
    rule = f"{'external' if external else 'internal'} working day {planned.to_day}{said}"
    compresses = planned.to_day >= drawing.policy.rapid_review.compress_from_day.value
    if (compresses or planned.clock is Clock.EARLIER) and due > latest:
        due, external = latest, True
        rule += "; brought forward to the National Panel's deadline"
    step = Step(
        step=planned.step,
        due=due,
        due_at=drawing.closing(due),
        clause=planned.clause,
        from_day=planned.from_day,
        to_day=planned.to_day,
        rule=rule,
        external=external,
    )
    drawing.add_step(step, planned.alarms, planned.to_day)
