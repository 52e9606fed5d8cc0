"""The wait before publication, the year after it, and the chasing of one learning action (P1, P2, P4, G1, G2)."""

from __future__ import annotations

from datetime import date

from models.deadlines import a_year_after, add_months
from models.plan_drawing import Drawing
from models.timetable import Step, Timetable


def publication(drawing: Drawing) -> Timetable:
    """The earliest day of publication after the later of the sendings (P1); it opens with the office."""
    plan, convention = drawing.policy.publication, drawing.policy.counting.wait.value
    wait = plan.wait_working_days.value
    clear = plan.clear_days.value
    drawing.number(wait + clear, convention, convention)
    due, said = drawing.after_ledger("wait", drawing.days[-1].internal)
    rule = f"working day {wait} after the sending" if not clear else f"{wait} clear working days after the sending"
    step = Step(
        step="wait",
        due=due,
        due_at=drawing.opening(due),
        clause=plan.wait_working_days.clause,
        from_day=1,
        to_day=wait + clear,
        rule=rule + said,
    )
    drawing.add_step(step, plan.alarms)
    return drawing.timetable()


def availability(drawing: Drawing) -> Timetable:
    """The year a report stays public, the first date on which that has passed, and its monthly checks (P4)."""
    plan = drawing.policy.availability
    until = drawing.start
    for _ in range(plan.years.value):
        until = a_year_after(until)
    number, months = 1, plan.check_months.value
    while (meant := add_months(drawing.start, months * number)) < until:
        rule = f"{months * number} calendar months after publication, or the next working day"
        due = drawing.calendar.roll_forward(meant)
        check = _dated(drawing, f"check-{number}", due, plan.check_months.clause, rule, meant)
        drawing.add_step(check, (plan.check_alarm,))
        number += 1
    rule = f"{plan.years.value} full year(s) after publication; 29 February lasts to 1 March"
    drawing.add_step(_dated(drawing, "availability", until, plan.years.clause, rule, until), (plan.end_alarm,))
    return drawing.timetable()


def action(drawing: Drawing) -> Timetable:
    """When one learning action is chased around its due date; a due date nobody works on ends with the next (G2)."""
    plan = drawing.policy.action
    due, said = drawing.after_ledger("action", drawing.start)
    step = _dated(drawing, "action", due, plan.clause, f"the date agreed{said}", due)
    drawing.add_step(step, plan.alarms)
    return drawing.timetable()


def _dated(drawing: Drawing, name: str, due: date, clause: str, rule: str, counted_from: date) -> Step:
    closing = drawing.closing(drawing.calendar.roll_forward(due))
    return Step(step=name, due=due, due_at=closing, clause=clause, rule=rule, counted_from=counted_from)
