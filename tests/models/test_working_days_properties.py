"""What holds for every calendar, start and number of working days (C1, C2, C4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from models.deadlines import add_months, counted_from
from models.london import london_date, london_instant, london_time
from models.working_days import Convention, WorkingDays
from tests.calendars import england

A, B, C = Convention.DAY_AFTER, Convention.ROLL_START_THEN_ADD, Convention.START_IS_DAY_1
DATES = st.dates(date(2012, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(1, 260)
CONVENTIONS = st.sampled_from(Convention)


def _step_by_step(calendar: WorkingDays, start: date, n: int) -> date:
    """Convention A as a person would do it with a diary."""
    day, step = start, 1 if n > 0 else -1
    while n:
        day += timedelta(days=step)
        n -= step * calendar.is_working_day(day)
    return day


@given(DATES, st.integers(-60, 60))
def test_the_table_counts_as_a_person_with_a_diary_does(start: date, n: int) -> None:
    assert england().add(start, n) == _step_by_step(england(), start, n)


@given(DATES, NUMBERS)
def test_counting_what_was_added_gives_the_number_back(start: date, n: int) -> None:
    end = england().add(start, n)

    assert england().count(start + timedelta(days=1), end, include_end=True) == n


@given(DATES, NUMBERS)
def test_going_back_undoes_going_forward_from_a_working_day(start: date, n: int) -> None:
    assume(england().is_working_day(start))

    assert england().add(england().add(start, n), -n) == start


@given(DATES, NUMBERS)
def test_from_a_working_day_b_is_a_and_c_is_one_day_earlier(start: date, n: int) -> None:
    assume(england().is_working_day(start))

    assert england().add(start, n, B) == england().add(start, n, A)
    assert england().add(start, n, C) == england().add(start, n - 1, A)


@given(DATES, NUMBERS)
def test_from_a_non_working_day_c_is_a_and_b_is_one_day_later(start: date, n: int) -> None:
    assume(not england().is_working_day(start))

    assert england().add(start, n, C) == england().add(start, n, A)
    assert england().add(start, n, B) == england().add(start, n + 1, A)


@given(DATES, DATES, NUMBERS, CONVENTIONS)
def test_a_later_start_never_ends_earlier(one: date, other: date, n: int, how: Convention) -> None:
    earlier, later = sorted((one, other))

    assert england().add(earlier, n, how) <= england().add(later, n, how)


@given(DATES, NUMBERS, CONVENTIONS)
def test_one_day_more_ends_on_the_next_working_day(start: date, n: int, how: Convention) -> None:
    assert england().add(start, n + 1, how) == england().next(england().add(start, n, how))


@given(DATES, NUMBERS, st.frozensets(DATES, max_size=8), CONVENTIONS)
def test_a_further_holiday_never_brings_a_date_forward(
    start: date, n: int, closed: frozenset[date], how: Convention
) -> None:
    plain, fuller = WorkingDays(), WorkingDays(closed)

    assert fuller.add(start, n, how) >= plain.add(start, n, how)


@given(DATES, DATES, DATES)
def test_counts_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))

    assert england().count(first, middle) + england().count(middle, last) == england().count(first, last)


@given(DATES, st.integers(-36, 36))
def test_months_land_in_the_month_meant_on_the_same_day_or_its_last(start: date, months: int) -> None:
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DATES, st.times())
def test_an_hour_in_london_is_shown_by_its_clocks_or_an_hour_later_where_it_does_not_exist(d: date, hour: time) -> None:
    instant = london_instant(d, hour)

    assert instant.tzinfo is UTC
    assert london_date(instant) == d
    assert london_time(instant) in (hour, hour.replace(hour=(hour.hour + 1) % 24))


@given(st.builds(datetime.combine, DATES, st.times(), st.just(UTC)))
def test_a_receipt_is_never_counted_from_before_the_day_it_came(received: datetime) -> None:
    without, cut_off = (counted_from(england(), received, hour) for hour in (None, time(16)))

    assert without == london_date(received)
    assert cut_off - without in (timedelta(0), timedelta(days=1))
    assert england().add(cut_off, 1, A) >= england().add(without, 1, A)
