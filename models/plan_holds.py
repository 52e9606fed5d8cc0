"""The day a hold of the clock is looked at again (L9)."""

from __future__ import annotations

from models.plan_drawing import Drawing
from models.timetable import Step, Timetable


def hold_review(drawing: Drawing) -> Timetable:
    """The review date of a hold, or the next working day: people are reminded when the office opens."""
    plan = drawing.policy.hold_review
    due = drawing.calendar.roll_forward(drawing.start)
    step = Step(
        step="hold_review",
        due=due,
        due_at=drawing.opening(due),
        clause=plan.clause,
        rule="the review date of the hold, or the next working day",
        counted_from=drawing.start,
    )
    drawing.add_step(step, plan.alarms)
    return drawing.timetable()
