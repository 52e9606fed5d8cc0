"""Two clocks, the National Panel's date, cut-off hours and office hours (C2, C3, C4, C8, E3)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import CaseKind
from models.london import london_date, london_time
from models.timetable import LedgerKind, Plan, Timetable
from tests.calendars import drawn, england, entry, policy, rings, step

FRI_12_APR, WED_24_APR, TUE_30_APR, WED_1_MAY, THU_2_MAY, FRI_3_MAY, FRI_10_MAY = (
    date(2024, 4, 12), date(2024, 4, 24), date(2024, 4, 30), date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3),
    date(2024, 5, 10),
)  # fmt: skip
LAST_STEPS = ("report", "check", "sign_off", "submission")


def _with_panel_date(on: date) -> Timetable:
    return drawn("2024-04-12", ledger=(entry(LedgerKind.PANEL_DATE, on=on),))


def _dues(timetable: Timetable) -> dict[str, date]:
    return {step.step: step.due for step in timetable.steps}


def test_until_the_panel_answers_submission_follows_the_earlier_internal_day_15() -> None:
    timetable = drawn("2024-04-12")

    assert step(timetable, "submission").due == THU_2_MAY
    assert timetable.external_due == FRI_3_MAY
    assert timetable.provisional


def test_an_earlier_panel_date_compresses_days_13_to_15_and_nothing_before() -> None:
    plain, compressed = _dues(drawn("2024-04-12")), _dues(_with_panel_date(TUE_30_APR))

    assert {compressed[name] for name in LAST_STEPS} == {TUE_30_APR}
    assert {name: due for name, due in compressed.items() if name not in LAST_STEPS} == {
        name: due for name, due in plain.items() if name not in LAST_STEPS
    }


def test_a_panel_date_a_day_early_moves_only_what_is_later() -> None:
    dues = _dues(_with_panel_date(WED_1_MAY))

    assert [dues[name] for name in LAST_STEPS] == [TUE_30_APR, WED_1_MAY, WED_1_MAY, WED_1_MAY]


def test_a_later_panel_date_moves_no_internal_date() -> None:
    later = _with_panel_date(FRI_10_MAY)

    assert _dues(later) == _dues(drawn("2024-04-12"))
    assert later.external_due == FRI_10_MAY
    assert not later.provisional


def test_alarms_of_a_compressed_submission_ring_on_the_panel_s_date() -> None:
    at = rings(_with_panel_date(TUE_30_APR))

    assert at["submission.submission_due_today.15"] == datetime.fromisoformat("2024-04-30T09:00+01:00")
    assert at["submission.submission_overdue.15"] == datetime.fromisoformat("2024-04-30T17:00+01:00")
    assert at["report.report_due.12"] == datetime.fromisoformat("2024-04-29T09:00+01:00")


def test_a_panel_date_on_a_weekend_is_met_on_the_friday_before() -> None:
    timetable = _with_panel_date(date(2024, 4, 28))

    assert timetable.external_due == date(2024, 4, 28)
    assert step(timetable, "submission").due == date(2024, 4, 26)


def test_a_panel_date_before_the_case_compresses_no_further_than_day_1() -> None:
    assert step(_with_panel_date(date(2024, 1, 5)), "submission").due == FRI_12_APR


def test_the_latest_panel_date_counts() -> None:
    first = entry(LedgerKind.PANEL_DATE, id="p1", on=TUE_30_APR)
    second = entry(LedgerKind.PANEL_DATE, id="p2", on=FRI_10_MAY, at="2024-04-16T10:00+01:00")

    assert drawn("2024-04-12", ledger=(first, second)).external_due == FRI_10_MAY
    assert drawn("2024-04-12", ledger=(second, first)).external_due == FRI_10_MAY


def test_overdue_begins_at_the_due_hour_and_not_before() -> None:
    timetable = drawn("2024-04-12")

    assert rings(timetable)["returns.return_overdue.5"] == step(timetable, "returns").due_at
    assert step(timetable, "returns").due_at == datetime.fromisoformat("2024-04-18T17:00+01:00")


def test_deadlines_keep_their_hour_when_the_clocks_change() -> None:
    timetable = drawn("2026-03-23")

    assert [str(london_time(step.due_at)) for step in timetable.steps] == ["17:00:00"] * len(timetable.steps)
    assert {step.due_at.hour for step in timetable.steps} == {16, 17}


@pytest.mark.parametrize("received", ["2024-04-13T10:00+01:00", "2024-04-14T23:30+01:00", "2024-04-12T17:30+01:00"])
def test_with_a_cut_off_a_weekend_or_late_friday_makes_monday_day_1_on_both_clocks(received: str) -> None:
    days = drawn(received, "severnmouth-2024").days

    assert (days[0].internal, days[0].external) == (date(2024, 4, 15), date(2024, 4, 15))


def test_without_a_cut_off_the_evening_still_counts_as_the_day() -> None:
    assert drawn("2024-04-12T23:30+01:00").days[0].internal == FRI_12_APR


def test_a_policy_of_day_0_has_both_clocks_agree() -> None:
    days = drawn("2024-04-12", "severnmouth-2024").days

    assert [day.internal for day in days] == [day.external for day in days]


def test_a_sin_has_no_ballot_and_a_cfc_no_acknowledgement() -> None:
    sin, cfc = (_dues(drawn("2024-04-12", kind=kind)) for kind in (CaseKind.SIN, CaseKind.CFC))

    assert set(sin) - set(cfc) == {"acknowledgement"}
    assert set(cfc) - set(sin) == {"ballot", "cascade"}


def test_the_acknowledgement_is_two_working_days_after_the_notification() -> None:
    assert step(drawn("2024-04-12"), "acknowledgement").due == date(2024, 4, 16)


def test_the_timetable_carries_the_rules_workflows_obey() -> None:
    gscp, other = drawn("2024-04-12").rules, drawn("2024-04-12", "severnmouth-2024").rules

    assert (gscp.missing_vote, other.missing_vote) == ("proceed", "hold")
    assert (gscp.quorum, other.quorum) == (
        ("childrens_social_care", "health", "constabulary"),
        ("childrens_social_care", "health"),
    )
    assert (gscp.panel_day, gscp.panel_answer_working_days, other.reconvene_last_day) == (8, 10, 10)


@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)), st.sampled_from(Plan), st.sampled_from(CaseKind))
def test_alarms_ring_on_working_days_in_office_hours_only(start: date, plan: Plan, kind: CaseKind) -> None:
    timetable = drawn(start.isoformat(), plan=plan, kind=kind)

    hours = policy().hours
    for alarm in timetable.alarms:
        assert england().is_working_day(london_date(alarm.at))
        assert hours.opens.value <= london_time(alarm.at) <= hours.closes.value


@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)), st.sampled_from(Plan))
def test_alarm_ids_are_unique_and_no_two_letters_share_a_key(start: date, plan: Plan) -> None:
    alarms = drawn(start.isoformat(), plan=plan, kind=CaseKind.CFC).alarms

    keys = [(alarm.purpose, to, alarm.due) for alarm in alarms for to in alarm.to]
    assert len({alarm.id for alarm in alarms}) == len(alarms)
    assert len(set(keys)) == len(keys)


@given(st.dates(date(2013, 1, 1), date(2027, 12, 31)), st.integers(-10, 40))
def test_no_panel_date_moves_an_internal_date_later(start: date, shift: int) -> None:
    plain = drawn(start.isoformat())
    panel_date = date.fromordinal(start.toordinal() + shift)

    told = drawn(start.isoformat(), ledger=(entry(LedgerKind.PANEL_DATE, on=panel_date),))

    assert all(_dues(told)[name] <= due for name, due in _dues(plain).items())
    assert told.days == plain.days
