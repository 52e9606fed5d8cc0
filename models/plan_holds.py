"""The day a hold of the clock is looked at again (L9)."""

from __future__ import annotations

from models.plan_drawing import Drawing
from models.timetable import Alarm, Step, Timetable

TO = ("coordinator", "business_manager", "qiip_chair")
CLAUSE = "L9"


def hold_review(drawing: Drawing) -> Timetable:
    """The review date of a hold, or the next working day: people are reminded when the office opens."""
    due = drawing.calendar.roll_forward(drawing.start)
    step = Step(
        step="hold_review",
        due=due,
        due_at=drawing.opening(due),
        clause=CLAUSE,
        rule="the review date of the hold, or the next working day",
        counted_from=drawing.start,
    )
    drawing.steps.append(step)
    drawing.alarms.append(
        Alarm(
            id="hold_review.hold_review_due",
            step=step.step,
            purpose="hold_review_due",
            at=step.due_at,
            due=due,
            to=TO,
            clause=CLAUSE,
            step_due=due,
        )
    )
    return drawing.timetable()
