"""One chronology from all returns, conflicts of date side by side (R6)."""

import random
from datetime import date, time
from typing import Any

import pytest

from models.chronology import Entry, integrated, merge
from models.forms import file_form
from tests.models.form_boxes import MON_4_JAN, demo

MARCH = date(2026, 3, 12)


def told(agency: str, on: date | None, what: str, at: time | None = None, called: str = "") -> Entry:
    return Entry(agency, on, at, "", called, what, "record")


def agency_return(name: str) -> Any:
    return file_form("appendix_2", demo(name), MON_4_JAN)


def test_events_of_all_agencies_stand_in_order_of_time_each_with_its_agency() -> None:
    merged = merge({"A-010": agency_return("return-full"), "A-001": agency_return("return-partial")})

    assert [(entry.agency, entry.on) for entry in merged.entries] == [
        ("A-010", date(2026, 3, 12)),
        ("A-010", date(2026, 4, 20)),
        ("A-001", date(2026, 4, 22)),
        ("A-010", date(2026, 10, 5)),
    ]


def test_two_dates_for_one_event_stand_side_by_side() -> None:
    merged = merge({"A-010": agency_return("return-full"), "A-001": agency_return("return-partial")})

    (conflict,) = merged.conflicts
    assert [(entry.agency, entry.on) for entry in conflict.entries] == [
        ("A-010", date(2026, 4, 20)),
        ("A-001", date(2026, 4, 22)),
    ]


def test_a_corrected_return_ends_the_conflict() -> None:
    merged = merge({"A-010": agency_return("return-full"), "A-001": agency_return("return-corrected")})

    assert merged.conflicts == ()


def test_a_no_records_return_adds_nothing() -> None:
    assert merge({"A-012": agency_return("return-no-records")}).entries == ()


def test_within_a_day_events_without_a_time_come_first() -> None:
    late, early, untimed = (
        told("A-1", MARCH, "late", time(17)),
        told("A-2", MARCH, "early", time(9)),
        told("A-3", MARCH, "when"),
    )

    assert integrated([late, early, untimed]).entries == (untimed, early, late)


def test_events_without_a_date_come_last_and_are_named() -> None:
    dated, undated = told("A-1", MARCH, "known"), told("A-2", None, "sometime in the spring")

    merged = integrated([undated, dated])

    assert merged.entries == (dated, undated)
    assert merged.undated == (undated,)


def visit(agency: str, on: date, at: time | None = None) -> Entry:
    return told(agency, on, f"as {agency} saw it", at, called="Home visit")


@pytest.mark.parametrize(
    ("one", "other", "in_conflict"),
    [
        pytest.param(visit("A-1", MARCH), visit("A-2", date(2026, 3, 14)), True, id="two days apart"),
        pytest.param(visit("A-1", MARCH), visit("A-2", MARCH), False, id="the same day"),
        pytest.param(visit("A-1", MARCH, time(9)), visit("A-2", MARCH, time(15)), True, id="at two times of a day"),
        pytest.param(visit("A-1", MARCH, time(9)), visit("A-2", MARCH), False, id="one gives no time"),
        pytest.param(visit("A-1", MARCH), visit("A-2", date(2025, 3, 12)), True, id="a year mistyped"),
        pytest.param(visit("A-1", MARCH), visit("A-2", date(2026, 9, 1)), False, id="half a year apart"),
        pytest.param(visit("A-1", MARCH), visit("A-1", date(2026, 3, 14)), False, id="two events of one agency"),
        pytest.param(
            told("A-1", MARCH, "x", called="Strategy discussion"),
            told("A-2", date(2026, 3, 14), "y", called="strategy  Discussion"),
            True,
            id="called the same but for case",
        ),
        pytest.param(
            told("A-1", MARCH, "Bruise seen on upper arm in PE lesson"),
            told("A-2", date(2026, 3, 13), "A bruise on the upper arm, seen in PE lesson"),
            True,
            id="like accounts",
        ),
        pytest.param(
            told("A-1", MARCH, "Bruise seen on upper arm"),
            told("A-2", date(2026, 3, 13), "Missed appointment with dentist"),
            False,
            id="unlike accounts",
        ),
    ],
)
def test_accounts_of_one_event_at_different_times_conflict(one: Entry, other: Entry, in_conflict: bool) -> None:
    assert bool(integrated([one, other]).conflicts) is in_conflict


def test_three_agencies_that_disagree_stand_in_one_conflict() -> None:
    entries = [told(f"A-{number}", date(2026, 3, number), "x", called="Home visit") for number in (10, 11, 12)]

    (conflict,) = integrated(entries).conflicts

    assert conflict.entries == tuple(entries)


def test_the_order_in_which_returns_arrive_does_not_matter() -> None:
    entries = [told(f"A-{n % 4}", date(2026, 3, 1 + n % 9), f"event {n}", time(n % 24)) for n in range(40)]
    shuffled = random.Random(7).sample(entries, len(entries))

    assert integrated(shuffled) == integrated(entries)
