"""When letters may go: opening hour in, closing hour out, by London's clocks (E3)."""

from datetime import UTC, date, datetime

import pytest

from adapters.bank_holidays import england_calendar
from adapters.office_hours import PolicyOfficeHours
from adapters.policies import PolicyFolder
from models.working_days import CalendarDay, DayKind

POLICY = PolicyFolder().edition("gscp-2023")  # open from 09:00, closed from 17:00
HOURS = PolicyOfficeHours(lambda at: POLICY, lambda policy: england_calendar(policy, ()))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-03-23T08:59:59+00:00", "2026-03-23T09:00:00+00:00"),  # Monday, a second early
        ("2026-03-23T09:00:00+00:00", "2026-03-23T09:00:00+00:00"),
        ("2026-03-23T16:59:59+00:00", "2026-03-23T16:59:59+00:00"),
        ("2026-03-23T17:00:00+00:00", "2026-03-24T09:00:00+00:00"),
        ("2026-03-27T17:00:00+00:00", "2026-03-30T09:00:00+01:00"),  # Friday over the clock change to Monday
        ("2026-03-28T12:00:00+00:00", "2026-03-30T09:00:00+01:00"),  # Saturday
        ("2026-07-06T08:30:00+00:00", "2026-07-06T08:30:00+00:00"),  # half past nine by summer's clocks
        ("2026-12-24T17:30:00+00:00", "2026-12-29T09:00:00+00:00"),  # Christmas Eve: 28 December is a bank holiday
    ],
)
def test_a_letter_waits_for_the_next_office_hour(asked: str, opens: str) -> None:
    assert HOURS.next_open(at(asked)) == at(opens)


def test_a_day_proclaimed_a_holiday_closes_the_office() -> None:
    funeral = CalendarDay(date=date(2026, 3, 23), kind=DayKind.HOLIDAY, reason="Proclaimed")
    hours = PolicyOfficeHours(lambda at: POLICY, lambda policy: england_calendar(policy, [funeral]))

    opens = hours.next_open(at("2026-03-23T10:00:00+00:00"))

    assert opens == at("2026-03-24T09:00:00+00:00")
