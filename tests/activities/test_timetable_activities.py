"""The order ``draw_up_timetable`` brings a case's own edition and the calendar together (C7)."""

from __future__ import annotations

from datetime import date

import pytest
from temporalio.testing import ActivityEnvironment

from activities.timetable import TimetableActivities
from models.policy import Policy
from models.working_days import CalendarDay, DayKind, WorkingDays
from tests.calendars import drawn, england, policy, request


class Calendars:
    """A calendar whose days may change while cases run."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.days: list[CalendarDay] = []

    def calendar(self, policy: Policy) -> WorkingDays:
        self.asked.append(policy.edition)
        return england().with_days(self.days, f"v{len(self.days)}")


class Policies:
    """The editions that ship with the project."""

    def edition(self, id: str) -> Policy:
        if id == "gscp-1066":
            raise LookupError(id)
        return policy(id)


def test_a_timetable_is_drawn_under_the_edition_the_case_opened_under() -> None:
    calendars = Calendars()
    activities = TimetableActivities(calendars, Policies())

    timetable = ActivityEnvironment().run(activities.draw_up_timetable, request("2024-04-12"))

    assert timetable.steps == drawn("2024-04-12").steps
    assert timetable.policy == "gscp-2021"
    assert calendars.asked == ["gscp-2021"]


def test_a_day_proclaimed_meanwhile_is_known_to_the_next_drawing() -> None:
    calendars = Calendars()
    activities = TimetableActivities(calendars, Policies())
    before = activities.draw_up_timetable(request("2024-04-12"))

    calendars.days.append(CalendarDay(date=date(2024, 4, 15), kind=DayKind.CLOSURE, reason="Flood"))
    after = activities.draw_up_timetable(request("2024-04-12"))

    assert after.external_due == date(2024, 5, 7)
    assert before.calendar_version != after.calendar_version


def test_an_edition_that_is_not_there_is_an_error_and_never_another_edition() -> None:
    activities = TimetableActivities(Calendars(), Policies())

    with pytest.raises(LookupError, match="gscp-1066"):
        activities.draw_up_timetable(request("2024-04-12", policy="gscp-1066"))
