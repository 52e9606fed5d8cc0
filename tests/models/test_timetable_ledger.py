"""Dates are derived from the ledger: extensions, moves and pauses (C8, L9)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.timetable import LedgerEntry, LedgerKind, Plan, Timetable
from tests.calendars import drawn, england, entry, rings, step

MON_15, TUE_16, WED_17, THU_18, FRI_19, MON_22, TUE_23, WED_24 = (
    date(2024, 4, d) for d in (15, 16, 17, 18, 19, 22, 23, 24)
)


def _drawn(*ledger: LedgerEntry, plan: Plan = Plan.RAPID_REVIEW) -> Timetable:
    return drawn("2024-04-12", plan=plan, ledger=ledger)


def _pause(on: date, until: date | None, **fields: str) -> LedgerEntry:
    return entry(LedgerKind.PAUSE, on=on, until=until, **fields)


def test_an_extension_moves_its_step_and_no_other() -> None:
    extended = _drawn(entry(LedgerKind.EXTENSION, step="returns", working_days=2))

    assert step(extended, "returns").due == MON_22
    assert step(extended, "chronology").due == step(_drawn(), "chronology").due
    assert "2 working days more" in step(extended, "returns").rule


def test_the_alarms_of_an_extended_step_keep_their_distance_and_their_ids() -> None:
    plain, extended = rings(_drawn()), rings(_drawn(entry(LedgerKind.EXTENSION, step="returns", working_days=2)))

    assert plain.keys() == extended.keys()
    assert extended["returns.return_reminder.4"].date() == FRI_19
    assert extended["returns.returns_incomplete.7"].date() == WED_24


def test_extensions_add_up() -> None:
    twice = [entry(LedgerKind.EXTENSION, id=f"e{n}", step="returns", working_days=1) for n in (1, 2)]

    assert step(_drawn(*twice), "returns").due == MON_22


@pytest.mark.parametrize("days", [0, -3])
def test_an_extension_of_nothing_moves_nothing(days: int) -> None:
    extended = _drawn(entry(LedgerKind.EXTENSION, step="returns", working_days=days))

    assert extended.steps == _drawn().steps


def test_the_panel_meeting_may_be_moved_either_way_and_its_alarms_with_it() -> None:
    later = _drawn(entry(LedgerKind.MOVE, step="panel", on=WED_24))
    earlier = _drawn(entry(LedgerKind.MOVE, step="panel", on=FRI_19))

    assert (step(later, "panel").due, step(earlier, "panel").due) == (WED_24, FRI_19)
    assert rings(later)["panel.panel_reminder.7"].date() == TUE_23
    assert rings(earlier)["panel.panel_reminder.7"].date() == THU_18


def test_a_meeting_moved_to_a_weekend_is_on_the_monday() -> None:
    assert step(_drawn(entry(LedgerKind.MOVE, step="panel", on=date(2024, 4, 20))), "panel").due == MON_22


def test_no_extension_takes_submission_past_the_panel_s_deadline() -> None:
    extended = _drawn(entry(LedgerKind.EXTENSION, step="submission", working_days=5))

    assert step(extended, "submission").due == extended.external_due


def test_a_later_panel_date_gives_an_extension_room() -> None:
    room = entry(LedgerKind.PANEL_DATE, on=date(2024, 5, 10))

    extended = _drawn(room, entry(LedgerKind.EXTENSION, step="submission", working_days=5))

    assert step(extended, "submission").due == date(2024, 5, 10)


def test_a_pause_takes_its_days_off_the_internal_clock_only() -> None:
    plain, paused = _drawn(), _drawn(_pause(MON_15, WED_17))

    assert step(paused, "returns").due == MON_22
    assert step(paused, "acknowledgement").due == step(plain, "acknowledgement").due
    assert paused.external_due == plain.external_due
    assert step(paused, "submission").due == plain.external_due
    assert [day.reason for day in paused.skipped if day.paused] == ["clock paused", "clock paused"]


@pytest.mark.parametrize("until", [MON_15, date(2024, 4, 1)])
def test_a_pause_of_no_length_moves_nothing(until: date) -> None:
    paused = _drawn(_pause(MON_15, until))

    assert paused.steps == _drawn().steps
    assert paused.alarms == _drawn().alarms


def test_a_running_pause_holds_internal_alarms_and_lets_the_statutory_ones_ring() -> None:
    running = _drawn(_pause(MON_15, None, at="2024-04-15T10:00+01:00"))

    assert running.paused_from == MON_15
    assert {alarm.step for alarm in running.alarms} == {"acknowledgement"}
    assert "paused since 2024-04-15" in running.notes[0]


def test_a_running_pause_that_outlasts_the_slack_leaves_submission_on_the_panel_s_clock() -> None:
    known_later = entry(LedgerKind.PANEL_DATE, on=date(2024, 5, 3), at="2024-04-17T10:00+01:00")

    running = _drawn(_pause(MON_15, None, at="2024-04-15T10:00+01:00"), known_later)

    assert step(running, "submission").due == date(2024, 5, 3)
    assert "submission.submission_overdue.15" in rings(running)


def test_ending_a_pause_brings_every_alarm_back_under_its_id() -> None:
    begun = _pause(MON_15, None, at="2024-04-15T10:00+01:00")

    ended = _drawn(begun, begun.model_copy(update={"until": WED_17}))

    assert rings(ended).keys() == rings(_drawn()).keys()
    assert ended.paused_from is None
    assert step(ended, "returns").due == MON_22


def test_a_pause_without_a_first_day_begins_on_the_day_it_was_entered() -> None:
    paused = _drawn(entry(LedgerKind.PAUSE, until=WED_17, at="2024-04-15T10:00+01:00"))

    assert step(paused, "returns").due == MON_22


def test_a_hold_of_a_lcspr_moves_the_forecast_and_not_the_statutory_date() -> None:
    held = _drawn(_pause(MON_15, date(2024, 5, 15)), plan=Plan.LCSPR)
    plain = _drawn(plan=Plan.LCSPR)

    assert held.external_due == plain.external_due == date(2024, 10, 11)
    assert step(held, "publication").due == date(2024, 11, 11)
    assert step(held, "send_to_panel").due == england().add(date(2024, 11, 11), -7)


def test_a_hold_during_the_publication_wait_lengthens_it() -> None:
    plain, held = _drawn(plan=Plan.PUBLICATION), _drawn(_pause(MON_15, WED_17), plan=Plan.PUBLICATION)

    assert step(held, "wait").due == england().add(step(plain, "wait").due, 2)


DAYS = st.integers(0, 30).map(lambda shift: date(2024, 4, 12) + timedelta(days=shift))


@given(DAYS, st.integers(0, 20))
def test_a_pause_moves_each_internal_day_by_the_working_days_it_takes_and_no_more(first: date, length: int) -> None:
    until = first + timedelta(days=length)
    taken = england().count(first, until)

    plain, paused = _drawn().days, _drawn(_pause(first, until)).days

    for before, after in zip(plain, paused, strict=True):
        assert 0 <= england().count(before.internal, after.internal) <= taken
        assert not first <= after.internal < until
        assert after.external == before.external


@given(st.lists(st.tuples(DAYS, st.integers(0, 9)), max_size=4))
def test_pauses_that_overlap_take_each_day_once(spans: list[tuple[date, int]]) -> None:
    pauses = [_pause(on, on + timedelta(days=n), id=f"p{i}") for i, (on, n) in enumerate(spans)]
    union = {on + timedelta(days=shift) for on, n in spans for shift in range(n)}

    days = [day.internal for day in _drawn(*pauses).days]

    expected = [day for day in england().list(date(2024, 4, 12), date(2024, 8, 1)) if day not in union]
    assert days == expected[: len(days)]


@given(st.permutations(["returns", "panel", "report"]), st.integers(1, 9))
def test_extensions_of_different_steps_do_not_depend_on_their_order(order: list[str], days: int) -> None:
    ledger = [entry(LedgerKind.EXTENSION, id=name, step=name, working_days=days) for name in order]

    assert _drawn(*ledger).steps == _drawn(*sorted(ledger, key=lambda made: made.id)).steps
