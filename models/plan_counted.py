"""Plans that count working days forward from one date: awareness (N10) and the Panel's reply (R14)."""

from __future__ import annotations

from collections.abc import Sequence

from models.plan_drawing import Drawing
from models.policy_parts import PlannedStep
from models.timetable import Step, Timetable
from models.working_days import Convention


def awareness(drawing: Drawing) -> Timetable:
    """The working days in which the local authority must notify, from the day it became aware (N10)."""
    return _counted(drawing, drawing.policy.awareness.steps, drawing.policy.counting.awareness.value)


def panel_reply(drawing: Drawing) -> Timetable:
    """When the Panel's reply is chased, and when our answer to its queries is due, from the same start (R14)."""
    return _counted(drawing, drawing.policy.panel_reply.steps, Convention.DAY_AFTER)


def _counted(drawing: Drawing, steps: Sequence[PlannedStep], convention: Convention) -> Timetable:
    drawing.number(max(step.to_day for step in steps), convention, convention)
    for planned in steps:
        due, said = drawing.after_ledger(planned.step, drawing.days[planned.to_day - 1].internal)
        step = Step(
            step=planned.step,
            due=due,
            due_at=drawing.closing(due),
            clause=planned.clause,
            from_day=planned.from_day,
            to_day=planned.to_day,
            rule=f"working day {planned.to_day}{said}",
        )
        drawing.add_step(step, planned.alarms, planned.to_day)
    return drawing.timetable()
