"""What a changed calendar or ledger would move in a running case, before it moves (C6)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import AwareDatetime

from models.message import Message
from models.timetable import Step, Timetable


class Effect(StrEnum):
    """What happens to a step's date."""

    MOVES = "moves"
    STANDS = "stands"  # the same date as before
    STANDS_PAST = "stands_past"  # it would be another date, but its time has passed: past deadlines stand
    NEW = "new"  # a step the earlier timetable did not have, such as a further monitoring day
    GONE = "gone"  # a step the later timetable no longer has


class Move(Message):
    """One line of the preview."""

    step: str
    clause: str
    old_due: date | None
    new_due: date | None
    old_due_at: AwareDatetime | None
    new_due_at: AwareDatetime | None
    effect: Effect


class Redating(Message):
    """The preview: every step, its old and its new date, and whether it moves."""

    old_version: str
    new_version: str
    lines: tuple[Move, ...]

    @property
    def moved(self) -> tuple[Move, ...]:
        """The lines whose date changes."""
        return tuple(line for line in self.lines if line.effect in (Effect.MOVES, Effect.NEW, Effect.GONE))


def preview(old: Timetable, new: Timetable, now: datetime) -> Redating:
    """What would move if the new timetable took the old one's place at this instant. Past deadlines stand."""
    before = {step.step: step for step in old.steps}
    after = {step.step: step for step in new.steps}
    steps = [*old.steps, *(step for step in new.steps if step.step not in before)]
    return Redating(
        old_version=old.calendar_version,
        new_version=new.calendar_version,
        lines=tuple(_line(known, before.get(known.step), after.get(known.step), now) for known in steps),
    )


def redated(old: Timetable, new: Timetable, now: datetime) -> Timetable:
    """The new timetable with the past left as it was: steps whose time has passed, and alarms that have rung.

    An alarm that had rung is kept as it was, whatever its new instant would be, so that it never rings twice. An
    alarm still to come of a step that stands stays where it was; all others move with their steps.
    """
    past = {step.step: step for step in old.steps if step.due_at <= now}
    fixed = {alarm.id: alarm for alarm in old.alarms if alarm.at <= now or alarm.step in past}
    steps = tuple(past.get(step.step, step) for step in new.steps)
    gone = tuple(step for name, step in past.items() if all(step.step != name for step in new.steps))
    alarms = [alarm for alarm in new.alarms if alarm.id not in fixed and alarm.step not in past]
    ordered = sorted((*fixed.values(), *alarms), key=lambda alarm: (alarm.at, alarm.id))
    return new.model_copy(update={"steps": steps + gone, "alarms": tuple(ordered)})


def _line(known: Step, old: Step | None, new: Step | None, now: datetime) -> Move:
    stands = old if old is not None and old.due_at <= now else new
    return Move(
        step=known.step,
        clause=known.clause,
        old_due=old.due if old else None,
        new_due=stands.due if stands else None,
        old_due_at=old.due_at if old else None,
        new_due_at=stands.due_at if stands else None,
        effect=_effect(old, new, now),
    )


def _effect(old: Step | None, new: Step | None, now: datetime) -> Effect:
    if old is None:
        return Effect.NEW
    same = new is not None and (new.due, new.due_at) == (old.due, old.due_at)
    if old.due_at <= now:
        return Effect.STANDS if same else Effect.STANDS_PAST
    if new is None:
        return Effect.GONE
    return Effect.STANDS if same else Effect.MOVES
