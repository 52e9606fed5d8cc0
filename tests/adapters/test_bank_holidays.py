"""England's bank holidays agree with gov.uk, and next year's are there (C1, C6)."""

from __future__ import annotations

from datetime import date, timedelta

from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]

from adapters.bank_holidays import (
    PUBLISHED_YEARS,
    EnglandBankHolidays,
    computed_bank_holidays,
    england_alone,
    england_bank_holidays,
)
from adapters.clock import SystemClock
from models.london import london_date
from models.working_days import CalendarDay, DayKind
from tests.calendars import policy, published

MON_15_APR = date(2024, 4, 15)
FLOOD = CalendarDay(date=MON_15_APR, kind=DayKind.CLOSURE, reason="Flood")


def _weekdays(days: set[date]) -> set[date]:
    return {day for day in days if day.weekday() < 5 and PUBLISHED_YEARS[0] <= day.year <= PUBLISHED_YEARS[1]}


def test_every_weekday_agrees_with_gov_uk_s_list() -> None:
    assert _weekdays(set(england_bank_holidays())) == _weekdays(set(published()))


def test_every_day_agrees_with_the_other_public_list() -> None:
    oracle = BankHolidays(use_cached_holidays=True)
    listed = {holiday["date"] for holiday in oracle.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}

    assert _weekdays(set(england_bank_holidays())) >= _weekdays(listed)
    assert {day for day in _weekdays(set(england_bank_holidays())) if day.year in {d.year for d in listed}} == (
        _weekdays(listed)
    )


def test_what_is_kept_is_what_the_library_computes() -> None:
    assert england_bank_holidays() == computed_bank_holidays()


def test_next_year_s_bank_holidays_are_here_and_published() -> None:
    """When this fails, take a newer ``holidays`` and gov.uk's new list, and raise the published years."""
    next_year = london_date(SystemClock().now()).year + 1

    assert sum(day.year == next_year and day.weekday() < 5 for day in england_bank_holidays()) >= 8
    assert next_year <= PUBLISHED_YEARS[1]
    assert max(published()).year == PUBLISHED_YEARS[1]


def test_a_partnership_s_own_closures_do_not_count() -> None:
    calendar = EnglandBankHolidays().calendar(policy("severnmouth-2024"))

    assert calendar.reason(date(2026, 12, 29)) == "Offices closed between Christmas and New Year"
    assert EnglandBankHolidays().calendar(policy()).is_working_day(date(2026, 12, 29))


def test_what_is_proclaimed_meanwhile_counts_from_the_next_question_on() -> None:
    proclaimed: list[CalendarDay] = []
    source = EnglandBankHolidays(lambda: tuple(proclaimed))
    before = source.calendar(policy())

    proclaimed.append(FLOOD)
    after = source.calendar(policy())

    assert before.is_working_day(MON_15_APR)
    assert after.reason(MON_15_APR) == "Flood"
    assert before.version != after.version


def test_a_preview_leaves_the_record_as_it_was() -> None:
    source = EnglandBankHolidays()

    shown = source.calendar_with(policy(), [FLOOD])

    assert not shown.is_working_day(MON_15_APR)
    assert source.calendar(policy()).is_working_day(MON_15_APR)


def test_the_same_days_are_drawn_once_and_named_alike() -> None:
    source = EnglandBankHolidays()

    assert source.calendar(policy()) is source.calendar(policy())
    assert source.calendar(policy()).version == EnglandBankHolidays().calendar(policy()).version


def test_many_different_days_do_not_fill_the_memory() -> None:
    source = EnglandBankHolidays()

    for shift in range(40):
        source.calendar_with(policy(), [FLOOD.model_copy(update={"date": MON_15_APR + timedelta(days=shift)})])

    assert len(source._drawn) <= 32


def test_england_alone_has_no_closures() -> None:
    assert england_alone().is_working_day(date(2026, 12, 29))
    assert england_alone().version.startswith("england:")
