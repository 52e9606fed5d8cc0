"""The LCSPR's six calendar months, worked back from publication, and its monitoring (L3, L4, L9).

The statutory date (``external_due``) never moves. A clock hold (L9) moves the forecast: the paused calendar days
are added to the six months, so that ``publication`` later than ``external_due`` calls for a delay notice.
"""

from __future__ import annotations

from datetime import date, timedelta

from models.deadlines import add_months
from models.plan_drawing import Drawing
from models.policy_plans import BackStep
from models.timetable import Step, Timetable


def lcspr(drawing: Drawing) -> Timetable:
    """Publication six months from the decision, the steps before it, and the monitoring days."""
    plan = drawing.policy.lcspr
    months = plan.months.value
    statutory = drawing.calendar.roll_back(add_months(drawing.start, months))
    paused = sum(1 for day in drawing.clock.paused if day >= drawing.start)
    meant = add_months(drawing.start, months) + timedelta(days=paused)
    due, said = drawing.after_ledger("publication", drawing.calendar.roll_back(meant))
    rule = f"{months} calendar months after the decision, then the last working day on or before{said}"
    if paused:
        rule += f"; {paused} paused days more"
    publication = _step(drawing, "publication", due, plan.months.clause, rule, meant)
    placed = {"publication": due}
    for planned in plan.steps:
        placed[planned.step] = _add(drawing, planned, placed)
    drawing.add_step(publication, plan.publication_alarms)
    _monitor(drawing, due)
    return drawing.timetable(external_due=statutory)


def _step(drawing: Drawing, name: str, due: date, clause: str, rule: str, counted_from: date) -> Step:
    closing = drawing.closing(due)
    return Step(step=name, due=due, due_at=closing, clause=clause, rule=rule, counted_from=counted_from)


def _add(drawing: Drawing, planned: BackStep, placed: dict[str, date]) -> date:
    """Place one step from the decision or back from a step placed before it; never before the decision."""
    if planned.before is None:
        anchor, away = drawing.start, planned.after or 0
        rule = f"{away} working days after the decision"
    else:
        anchor, away = placed[planned.before], -(planned.working_days or 0)
        rule = f"{-away} working days before {planned.before}"
    first = drawing.clock.roll_forward(drawing.start)
    due, said = drawing.after_ledger(planned.step, max(first, drawing.clock.add(anchor, away)))
    drawing.add_step(_step(drawing, planned.step, due, planned.clause, rule + said, anchor), planned.alarms)
    return due


def _monitor(drawing: Drawing, until: date) -> None:
    """A monitoring day every so many weeks until publication, rolled to a working day (L4)."""
    plan = drawing.policy.lcspr
    weeks, number = plan.monitoring_weeks, 1
    while (meant := drawing.start + timedelta(weeks=weeks.value * number)) < until:
        due = drawing.clock.roll_forward(meant)
        rule = f"{weeks.value * number} weeks after the decision, or the next working day"
        step = _step(drawing, f"monitoring-{number}", due, weeks.clause, rule, meant)
        drawing.add_step(step, (plan.monitoring_alarm,))
        number += 1
