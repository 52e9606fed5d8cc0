"""Months, years, cut-off hours and London's clocks (C2, C4, L3, P4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from models.deadlines import a_year_after, add_months, add_months_then_roll_back, counted_from
from models.london import in_london, london_date, london_instant, weekday
from tests.calendars import day, england, worked


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [("2024-08-31", 6, "2025-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2024-03-31", -1, "2024-02-29")],
)
def test_months_are_clamped_to_the_end_of_the_month(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize("case", worked("scenarios")["lcspr_6_months"], ids=lambda case: case["decision"])
def test_six_months_end_on_the_last_working_day_on_or_before(case: dict[str, str]) -> None:
    decided = day(case["decision"])

    assert add_months(decided, 6) == day(case["plus_6_months"])
    assert add_months_then_roll_back(england(), decided, 6) == day(case["last_working_day_on_or_before"])


def test_a_year_from_a_leap_day_lasts_to_the_first_of_march() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 3, 1)
    assert a_year_after(date(2024, 2, 28)) == date(2025, 2, 28)


def test_half_past_midnight_in_summer_is_not_the_day_before() -> None:
    received = datetime.fromisoformat("2022-07-31T23:30+00:00")

    assert london_date(received) == date(2022, 8, 1)


@pytest.mark.parametrize(
    ("on", "hour", "expected"),
    [
        ("2026-03-27", time(17), "2026-03-27T17:00+00:00"),
        ("2026-03-30", time(17), "2026-03-30T16:00+00:00"),
        ("2026-03-29", time(1, 30), "2026-03-29T01:30+00:00"),
        ("2026-10-25", time(1, 30), "2026-10-25T00:30+00:00"),
        ("2026-10-26", time(17), "2026-10-26T17:00+00:00"),
    ],
)
def test_a_london_hour_is_one_instant_across_clock_changes(on: str, hour: time, expected: str) -> None:
    assert london_instant(day(on), hour) == datetime.fromisoformat(expected)


def test_an_hour_that_does_not_exist_is_shown_an_hour_later() -> None:
    assert in_london(london_instant(date(2026, 3, 29), time(1, 30))).time() == time(2, 30)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_date(datetime(2026, 3, 29, 1, 30))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2024-04-11T15:59+01:00", "2024-04-11"),
        ("2024-04-11T16:00+01:00", "2024-04-12"),
        ("2024-04-12T16:00+01:00", "2024-04-13"),
        ("2024-04-13T18:00+01:00", "2024-04-13"),
        ("2024-04-14T18:00+01:00", "2024-04-14"),
    ],
)
def test_a_cut_off_counts_as_the_next_calendar_day_and_a_weekend_has_none(received: str, expected: str) -> None:
    assert counted_from(england(), datetime.fromisoformat(received), time(16)) == day(expected)


def test_weekdays_have_their_english_names() -> None:
    assert weekday(datetime(2026, 12, 14, tzinfo=UTC).date()) == "Monday"
