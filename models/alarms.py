"""Several timetables watched by one part: their alarms kept apart by a prefix."""

from __future__ import annotations

from collections.abc import Iterable

from models.timetable import Alarm


def prefixed(prefix: str, alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """The same alarms under ids and steps of their own (``A-1@2026-03-02/action``)."""
    return tuple(
        alarm.model_copy(update={"id": f"{prefix}/{alarm.id}", "step": f"{prefix}/{alarm.step}"}) for alarm in alarms
    )


def prefix_of(step: str) -> str:
    """The prefix of a step; empty where it has none."""
    return step.rpartition("/")[0]


def of_steps(alarms: Iterable[Alarm], *steps: str) -> tuple[Alarm, ...]:
    """Only the alarms of these steps."""
    return tuple(alarm for alarm in alarms if alarm.step in steps)
