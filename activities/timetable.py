"""Draws up timetables: the only place where a calendar and a policy meet a case (C1-C8)."""

from __future__ import annotations

from typing import Protocol

from temporalio import activity

from models.plans import draw_up
from models.policy import Policy
from models.timetable import Timetable, TimetableRequest
from models.working_days import WorkingDays


class CalendarSource(Protocol):
    """Knows the working days of a partnership, proclaimed days included."""

    def calendar(self, policy: Policy) -> WorkingDays:
        """The working days as known now."""
        ...


class PolicySource(Protocol):
    """Knows the editions of policies."""

    def edition(self, id: str) -> Policy:
        """The edition with this id; raises ``LookupError`` when there is none."""
        ...


class TimetableActivities:
    """The order ``draw_up_timetable``."""

    def __init__(self, calendars: CalendarSource, policies: PolicySource) -> None:
        self._calendars = calendars
        self._policies = policies

    @activity.defn
    def draw_up_timetable(self, request: TimetableRequest) -> Timetable:
        """Every date of a plan under the case's own edition and the calendar as known now (C7)."""
        policy = self._policies.edition(request.policy)
        return draw_up(request, policy, self._calendars.calendar(policy))
