"""Timetables agree with those worked by hand, on both clocks (C1-C4, N10, L3, P1)."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import CaseKind
from models.timetable import Plan
from tests.calendars import day, drawn, policy, step, worked

SCENARIOS = worked("scenarios")


@pytest.mark.parametrize("case", SCENARIOS["rapid_review"], ids=lambda case: case["id"])
def test_the_internal_plan_counts_the_day_of_notification_as_day_1(case: dict[str, Any]) -> None:
    days = drawn(case.get("received_at", case["trigger"]), kind=CaseKind(case["kind"].lower())).days

    assert {name: days[int(name[1:]) - 1].internal for name in case["day1_inclusive"]} == {
        name: day(date) for name, date in case["day1_inclusive"].items()
    }


@pytest.mark.parametrize("case", SCENARIOS["rapid_review"], ids=lambda case: case["id"])
def test_the_external_clock_counts_from_the_day_after(case: dict[str, Any]) -> None:
    timetable = drawn(case.get("received_at", case["trigger"]))

    assert {name: timetable.days[int(name[1:]) - 1].external for name in case["day0_exclusive"]} == {
        name: day(date) for name, date in case["day0_exclusive"].items()
    }
    assert timetable.external_due == day(case["day0_exclusive"]["D15"])
    assert timetable.provisional


@pytest.mark.parametrize("case", SCENARIOS["notification_5wd"], ids=lambda case: case["la_aware"])
def test_the_local_authority_has_five_working_days_after_awareness(case: dict[str, str]) -> None:
    timetable = drawn(case["la_aware"], plan=Plan.AWARENESS)

    assert step(timetable, "sin_notification").due == day(case["due_day0"])


@pytest.mark.parametrize("case", SCENARIOS["publication"], ids=lambda case: case["submitted"])
def test_publication_waits_seven_working_days_or_clear_days_where_the_policy_says_so(case: dict[str, str]) -> None:
    plain = drawn(case["submitted"], plan=Plan.PUBLICATION)
    clear = drawn(case["submitted"], "severnmouth-2024", plan=Plan.PUBLICATION)

    assert policy("severnmouth-2024").publication.clear_days.value
    assert step(plain, "wait").due == day(case["earliest_publish_day0"])
    assert step(clear, "wait").due == day(case["earliest_publish_clear_days"])


@pytest.mark.parametrize("case", SCENARIOS["lcspr_6_months"], ids=lambda case: case["decision"])
def test_an_lcspr_is_worked_back_from_six_months(case: dict[str, str]) -> None:
    timetable = drawn(case["decision"], plan=Plan.LCSPR)

    assert step(timetable, "publication").due == day(case["last_working_day_on_or_before"])
    assert step(timetable, "send_to_panel").due == day(case["latest_send_to_panel_for_that_publication"])


def test_the_days_skipped_over_christmas_are_named() -> None:
    timetable = drawn("2026-12-14")

    reasons = {skipped.date.isoformat(): skipped.reason for skipped in timetable.skipped}
    assert reasons["2026-12-25"] == "Christmas Day"
    assert reasons["2027-01-01"] == "New Year’s Day"
    assert reasons["2026-12-19"] == "Saturday"
    assert len(reasons) == 9


def test_the_weekend_between_the_two_last_days_is_among_the_skipped() -> None:
    timetable = drawn("2021-06-07")

    assert [skipped.date.isoformat() for skipped in timetable.skipped[-2:]] == ["2021-06-26", "2021-06-27"]
