"""The only waiting: one timer per part, set to the next instant that matters and re-dated while it waits.

Alarms come from the timetable. Each fires once, not before its instant, and only while its step is open;
after an outage those whose instants have passed fire at once, in order (C8, K5).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from temporalio import workflow

from models.timetable import Alarm

IsOpen = Callable[[str], bool]


class Watch:
    """Keeps watch over a part's alarms and wakes it for news or for the next instant."""

    def __init__(self, alarms: Iterable[Alarm] = (), fired: Iterable[str] = ()) -> None:
        self._alarms = tuple(alarms)
        self._fired: set[str] = set(fired)
        self._timer: asyncio.Task[None] | None = None
        self._at: datetime | None = None

    @property
    def fired(self) -> tuple[str, ...]:
        """Which of its alarms have fired (carried to who watches on: a later part, or the next run)."""
        return tuple(alarm.id for alarm in self._alarms if alarm.id in self._fired)

    def set(self, alarms: Iterable[Alarm]) -> None:
        """Take re-drawn alarms: what has fired does not fire again, whatever its new instant (C6)."""
        self._alarms = tuple(alarms)

    def take_due(self, is_open: IsOpen) -> list[Alarm]:
        """The alarms that fire now, oldest first; each is answered once."""
        now = workflow.now()
        due = [alarm for alarm in self._waiting(is_open) if alarm.at <= now]
        self._fired.update(alarm.id for alarm in due)
        return sorted(due, key=lambda alarm: (alarm.at, alarm.id))

    def next_at(self, is_open: IsOpen) -> datetime | None:
        """When the next alarm fires, if its step is still open then."""
        return min((alarm.at for alarm in self._waiting(is_open)), default=None)

    def _waiting(self, is_open: IsOpen) -> list[Alarm]:
        return [alarm for alarm in self._alarms if alarm.id not in self._fired and is_open(alarm.step)]

    async def until(self, news: Callable[[], bool], *instants: datetime | None, summary: str = "") -> None:
        """Wait for news, or for the earliest of these instants. Looks first: what is due is never slept over."""
        at = min((instant for instant in instants if instant is not None), default=None)
        if news() or (at is not None and at <= workflow.now()):
            return
        self._arm(at, summary)
        timer = self._timer
        await workflow.wait_condition(lambda: news() or (timer is not None and timer.done()))

    def _arm(self, at: datetime | None, summary: str) -> None:
        # Re-arming costs two history events, so the timer stands while its instant does.
        if at == self._at and self._timer is not None and not self._timer.done():
            return
        self.rest()
        if at is not None:
            self._at = at
            self._timer = asyncio.create_task(_sleep(at - workflow.now(), summary))

    def rest(self) -> None:
        """Take the timer down: the part is about to end."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        self._at = None


async def _sleep(duration: timedelta, summary: str) -> None:
    await workflow.sleep(duration, summary=summary or None)
