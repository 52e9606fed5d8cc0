"""Reminders that a hold is to be looked at again, for any part whose clock can be held (L9)."""

from __future__ import annotations

from temporalio import workflow

from models.alarms import prefix_of, prefixed
from models.case import Opening
from models.holds import Hold, Holds
from models.timetable import Alarm, Plan, TimetableRequest
from workflows import orders


class HoldReviews:
    """The alarms of the holds that stand."""

    def __init__(self, holds: Holds, opening: Opening) -> None:
        self._holds = holds
        self._opening = opening
        self._drawn: dict[str, tuple[Alarm, ...]] = {}

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """The alarms drawn up so far."""
        return tuple(alarm for alarms in self._drawn.values() for alarm in alarms)

    async def draw_up(self, again: bool = False) -> None:
        """Draw up what is missing; everything again when the calendar changed."""
        if again:
            self._drawn.clear()
        for hold in self._holds.standing:
            if hold.review_on is not None and hold.key not in self._drawn:
                drawn = await orders.draw_up(self._request(hold))
                self._drawn[hold.key] = prefixed(hold.key, drawn.alarms)

    def of_step(self, step: str) -> Hold | None:
        """The standing hold whose review this step is, if its review date is still the same."""
        return next((hold for hold in self._holds.standing if hold.key == prefix_of(step)), None)

    def _request(self, hold: Hold) -> TimetableRequest:
        return TimetableRequest(
            plan=Plan.HOLD_REVIEW,
            policy=self._opening.policy,
            kind=self._opening.kind,
            start=workflow.now(),
            start_on=hold.review_on,
        )
