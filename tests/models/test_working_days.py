"""Working days and the conventions of counting them (C1, C4)."""

from __future__ import annotations

from datetime import date

import pytest

from models.working_days import CalendarDay, Convention, DayKind, NoSuchDay, OutsideCalendar, WorkingDays
from tests.calendars import day, england

A, B, C = Convention.DAY_AFTER, Convention.ROLL_START_THEN_ADD, Convention.START_IS_DAY_1
THU_21_MAR, SAT_23_MAR, THU_28_MAR = date(2024, 3, 21), date(2024, 3, 23), date(2024, 3, 28)
GOOD_FRIDAY, TUE_2_APR = date(2024, 3, 29), date(2024, 4, 2)


@pytest.mark.parametrize(
    ("start", "n", "convention", "expected"),
    [
        ("2024-03-21", 7, A, "2024-04-03"),
        ("2024-03-21", 7, B, "2024-04-03"),
        ("2024-03-21", 7, C, "2024-04-02"),
        ("2024-03-23", 1, A, "2024-03-25"),
        ("2024-03-23", 1, B, "2024-03-26"),
        ("2024-03-23", 1, C, "2024-03-25"),
        ("2024-04-02", -1, A, "2024-03-28"),
        ("2024-04-02", -1, B, "2024-03-28"),
        ("2024-04-02", -1, C, "2024-04-02"),
        ("2024-03-31", -1, A, "2024-03-28"),
        ("2024-03-31", -1, B, "2024-03-27"),
        ("2024-03-31", -1, C, "2024-03-28"),
        ("2024-03-23", 0, A, "2024-03-23"),
        ("2024-03-23", 0, B, "2024-03-25"),
    ],
)
def test_each_convention_counts_from_its_own_first_day(
    start: str, n: int, convention: Convention, expected: str
) -> None:
    assert england().add(day(start), n, convention) == day(expected)


def test_there_is_no_day_0_where_the_start_is_day_1() -> None:
    with pytest.raises(NoSuchDay, match="no day 0"):
        england().add(THU_21_MAR, 0, C)


def test_next_and_previous_step_over_the_easter_weekend() -> None:
    assert england().next(THU_28_MAR) == TUE_2_APR
    assert england().previous(TUE_2_APR) == THU_28_MAR


def test_rolling_leaves_a_working_day_alone_and_moves_a_holiday() -> None:
    assert england().roll_forward(THU_28_MAR) == THU_28_MAR
    assert england().roll_forward(GOOD_FRIDAY) == TUE_2_APR
    assert england().roll_back(GOOD_FRIDAY) == THU_28_MAR


def test_a_count_includes_its_start_and_its_end_only_when_asked() -> None:
    assert england().count(THU_28_MAR, TUE_2_APR) == 1
    assert england().count(THU_28_MAR, TUE_2_APR, include_end=True) == 2
    assert england().count(TUE_2_APR, THU_28_MAR) == 0


def test_the_listed_days_are_the_counted_ones() -> None:
    assert england().list(THU_28_MAR, TUE_2_APR, include_end=True) == (THU_28_MAR, TUE_2_APR)
    assert england().working_days_after(THU_28_MAR, 2) == (TUE_2_APR, date(2024, 4, 3))
    assert england().working_days_after(THU_28_MAR, 0) == ()


def test_a_day_that_does_not_count_says_why() -> None:
    closed = england().with_days([CalendarDay(date=TUE_2_APR, kind=DayKind.CLOSURE, reason="Offices closed")], "v2")

    assert closed.reason(GOOD_FRIDAY) == "Good Friday"
    assert closed.reason(SAT_23_MAR) == "Saturday"
    assert closed.reason(TUE_2_APR) == "Offices closed"
    assert closed.reason(THU_28_MAR) is None


def test_an_extra_working_day_counts_even_on_a_bank_holiday() -> None:
    worked = england().with_days([CalendarDay(date=GOOD_FRIDAY, kind=DayKind.EXTRA_WORKING_DAY, reason="Open")], "v2")

    assert worked.is_working_day(GOOD_FRIDAY)
    assert worked.next(THU_28_MAR) == GOOD_FRIDAY


def test_a_proclaimed_holiday_leaves_the_earlier_calendar_as_it_was() -> None:
    mon_8_may = date(2023, 5, 8)
    before = england().without_holiday(mon_8_may)

    after = before.with_days([CalendarDay(date=mon_8_may, kind=DayKind.HOLIDAY, reason="Coronation")], "v2")

    assert before.is_working_day(mon_8_may)
    assert not after.is_working_day(mon_8_may)
    assert after.version == "v2"


def test_the_latest_word_on_a_date_counts() -> None:
    said = [
        CalendarDay(date=TUE_2_APR, kind=kind, reason=kind) for kind in (DayKind.CLOSURE, DayKind.EXTRA_WORKING_DAY)
    ]

    assert england().with_days(said, "v2").is_working_day(TUE_2_APR)
    assert england().with_days(said[::-1], "v2").reason(TUE_2_APR) == "closure"


@pytest.mark.parametrize(
    "ask",
    [
        lambda days: days.is_working_day(date(1999, 12, 31)),
        lambda days: days.add(date(2101, 1, 1), 1),
        lambda days: days.add(date(2100, 12, 30), 5),
        lambda days: days.add(date(2000, 1, 4), -5),
        lambda days: days.next(date(2100, 12, 31)),
        lambda days: days.count(date(1999, 12, 31), date(2000, 2, 1)),
        lambda days: days.working_days_after(date(2100, 12, 20), 30),
        lambda days: days.roll_back(date(2000, 1, 1)),
    ],
)
def test_dates_outside_the_calendar_are_refused_and_never_guessed(ask: object) -> None:
    with pytest.raises(OutsideCalendar, match="knows 2000-01-01 to 2100-12-31"):
        ask(england())  # type: ignore[operator]


def test_a_calendar_knows_which_years_are_published() -> None:
    assert england().is_published(date(2028, 12, 31))
    assert not england().is_published(date(2029, 1, 1))
    assert WorkingDays().is_published(date(2050, 1, 1))


def test_a_weekend_of_one_day_leaves_six_to_count() -> None:
    six_day_week = WorkingDays(weekend=frozenset({6}))

    assert six_day_week.add(date(2024, 3, 22), 1) == SAT_23_MAR
