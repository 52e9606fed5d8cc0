"""Each computed date explains itself (C5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.explanation import Explanation, explain_add, explain_count, explain_steps
from models.timetable import LedgerKind, Plan
from models.working_days import Convention, NoSuchDay
from tests.calendars import drawn, england, entry

WED_27_MAR, THU_4_APR = date(2024, 3, 27), date(2024, 4, 4)


def _of(timetable_step: str, **changes: Any) -> Explanation:
    reasons = explain_steps(drawn("2024-04-12", **changes))
    return next(reason.explanation for reason in reasons if reason.step == timetable_step)


def test_an_answer_lists_each_day_counted_or_skipped_with_its_reason() -> None:
    reasons = explain_add(england(), WED_27_MAR, 4, Convention.DAY_AFTER)

    assert [(day.weekday[:3], day.number, day.why) for day in reasons.days] == [
        ("Wed", 0, "day 0, not counted"),
        ("Thu", 1, "working day 1"),
        ("Fri", None, "Good Friday"),
        ("Sat", None, "Saturday"),
        ("Sun", None, "Sunday"),
        ("Mon", None, "Easter Monday"),
        ("Tue", 2, "working day 2"),
        ("Wed", 3, "working day 3"),
        ("Thu", 4, "working day 4"),
    ]
    assert reasons.calendar_version == "test"
    assert "day 0" in reasons.rule


def test_a_count_explains_itself() -> None:
    reasons = explain_count(england(), WED_27_MAR, THU_4_APR, include_end=False)

    assert [day.number for day in reasons.days if day.number] == [1, 2, 3, 4]
    assert reasons.days[-1].date == date(2024, 4, 3)


@given(
    st.dates(date(2013, 1, 1), date(2027, 12, 31)),
    st.integers(-40, 40),
    st.sampled_from(Convention),
)
def test_the_last_day_explained_is_the_answer_and_carries_its_number(start: date, n: int, how: Convention) -> None:
    if how is Convention.START_IS_DAY_1 and n == 0:
        with pytest.raises(NoSuchDay):
            explain_add(england(), start, n, how)
        return

    reasons = explain_add(england(), start, n, how)

    assert reasons.days[-1].date == reasons.result == england().add(start, n, how)
    assert reasons.days[-1].number == n or (n == 0 and not england().is_working_day(start))
    counted = [day.number for day in reasons.days if day.number is not None]
    assert counted == sorted(counted, key=abs)


@pytest.mark.parametrize("plan", Plan)
def test_every_step_of_every_plan_explains_its_date(plan: Plan) -> None:
    timetable = drawn("2024-08-30", plan=plan)

    reasons = explain_steps(timetable)

    assert [reason.step for reason in reasons] == [step.step for step in timetable.steps]
    for reason, step in zip(reasons, timetable.steps, strict=True):
        assert reason.explanation.result == step.due
        assert step.due in {day.date for day in reason.explanation.days}
        assert reason.explanation.rule == step.rule


def test_a_step_on_plan_days_ends_with_its_day_s_number() -> None:
    assert _of("returns").days[-1].number == 5
    assert _of("acknowledgement").days[-1].number == 2
    assert _of("acknowledgement").days[0].why == "day 0, not counted"


def test_a_pause_explains_the_internal_clock_and_not_the_external_one() -> None:
    pause = entry(LedgerKind.PAUSE, on=date(2024, 4, 15), until=date(2024, 4, 17))

    returns, acknowledgement = (_of(name, ledger=(pause,)) for name in ("returns", "acknowledgement"))

    assert [day.why for day in returns.days].count("clock paused") == 2
    assert all(day.why != "clock paused" for day in acknowledgement.days)


def test_a_compressed_step_names_the_panel_s_deadline() -> None:
    told = entry(LedgerKind.PANEL_DATE, on=date(2024, 4, 29))

    assert "National Panel's deadline" in _of("report", ledger=(told,)).rule


def test_an_lcspr_counts_back_from_the_step_behind_it() -> None:
    reasons = explain_steps(drawn("2024-08-30", plan=Plan.LCSPR))

    sending = next(reason.explanation for reason in reasons if reason.step == "send_to_panel")
    assert (sending.days[0].number, sending.days[-1].number) == (0, -7)
