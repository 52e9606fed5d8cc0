"""The clocks at a glance count the same days as the plan itself (C3, C8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.bank_holidays import EnglandBankHolidays
from adapters.policies import PolicyFolder
from models.case import CaseKind
from models.clocks import ClockFacts, Clocks
from models.people import SERVICE
from models.plans import draw_up
from models.timetable import LedgerEntry, LedgerKind, Plan, Timetable, TimetableRequest

POLICIES, CALENDARS = PolicyFolder(), EnglandBankHolidays()
MON_23_NOV = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 26)


def clocks(facts: ClockFacts, today: date = TODAY, edition: str = "gscp-2023") -> Clocks:
    policy = POLICIES.edition(edition)
    return Clocks(facts, policy, CALENDARS.calendar(policy), today)


def planned(start: datetime, edition: str, ledger: tuple[LedgerEntry, ...] = ()) -> Timetable:
    policy = POLICIES.edition(edition)
    request = TimetableRequest(plan=Plan.RAPID_REVIEW, policy=edition, kind=CaseKind.CFC, start=start, ledger=ledger)
    return draw_up(request, policy, CALENDARS.calendar(policy))


@settings(max_examples=60, deadline=None)
@given(
    start=st.dates(date(2023, 1, 2), date(2027, 12, 1)).map(lambda day: datetime.combine(day, time(9, 30), UTC)),
    pause=st.none() | st.tuples(st.integers(0, 20), st.integers(0, 12)),
    edition=st.sampled_from(["gscp-2021", "gscp-2023", "severnmouth-2024"]),
)
def test_the_days_are_those_of_the_plan(start: datetime, pause: tuple[int, int] | None, edition: str) -> None:
    days = [start.date() + timedelta(days=sum(pause[:upto])) for upto in (1, 2)] if pause else []
    pauses = ((days[0], days[1]),) if days else ()
    ledger = [LedgerEntry(id="p", kind=LedgerKind.PAUSE, at=start, by=SERVICE, on=on, until=to) for on, to in pauses]

    plan = planned(start, edition, tuple(ledger))

    ours = clocks(ClockFacts(start, pauses=pauses), start.date(), edition)
    assert [ours.day(number) for number in range(1, 16)] == [day.internal for day in plan.days[:15]]
    assert (ours.external_due, ours.provisional) == (plan.external_due, plan.provisional)
    assert [clocks(ClockFacts(start, pauses=pauses), day.internal, edition).working_day() for day in plan.days] == [
        day.number for day in plan.days
    ]


@pytest.mark.parametrize("panel_date", [None, date(2026, 12, 8)])
@pytest.mark.parametrize("edition", ["gscp-2021", "gscp-2023", "severnmouth-2024"])
def test_every_step_is_due_as_the_plan_has_it(edition: str, panel_date: date | None) -> None:
    entry = LedgerEntry(id="d", kind=LedgerKind.PANEL_DATE, at=MON_23_NOV, by=SERVICE, on=panel_date)

    plan = planned(MON_23_NOV, edition, (entry,) if panel_date else ())

    ours = clocks(ClockFacts(MON_23_NOV, panel_date=panel_date), edition=edition)
    assert {step.step: ours.step_due(step.step) for step in plan.steps} == {
        step.step: step.due_at for step in plan.steps
    }


def test_the_panel_s_date_is_the_external_one_once_it_is_known() -> None:
    known = clocks(ClockFacts(MON_23_NOV, panel_date=date(2026, 12, 9)))

    assert (known.external_due, known.provisional) == (date(2026, 12, 9), False)


def test_a_corrected_notification_counts_from_its_day() -> None:
    corrected = clocks(ClockFacts(MON_23_NOV, corrected_to=date(2026, 11, 19)))

    assert (corrected.day(1), corrected.working_day()) == (date(2026, 11, 19), 6)


def test_a_pause_that_runs_stops_the_internal_clock_and_not_the_external() -> None:
    running = clocks(ClockFacts(MON_23_NOV, pauses=((date(2026, 11, 25), None),)))

    assert (running.working_day(), running.external_due) == (2, clocks(ClockFacts(MON_23_NOV)).external_due)


@pytest.mark.parametrize(("step", "on"), [("cascade", date(2026, 11, 26)), ("submission", date(2026, 12, 11))])
def test_a_step_is_due_at_the_closing_hour_of_its_day(step: str, on: date) -> None:
    due = clocks(ClockFacts(MON_23_NOV)).step_due(step)

    assert due == datetime.combine(on, time(17), tzinfo=UTC)


def test_a_step_the_policy_does_not_have_has_no_due_time() -> None:
    assert clocks(ClockFacts(MON_23_NOV)).step_due("coronation") is None
