"""Re-dating a running case after a proclaimed holiday or closure (C6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.redating import Effect, preview, redated
from models.timetable import Timetable
from models.working_days import CalendarDay, DayKind
from tests.calendars import drawn, england, rings, step

MON_19_SEP = date(2022, 9, 19)
SAT_10_SEP = datetime(2022, 9, 10, 12, tzinfo=UTC)
BEFORE_THE_FUNERAL = england().without_holiday(MON_19_SEP)


def _before() -> Timetable:
    return drawn("2022-09-05", calendar=BEFORE_THE_FUNERAL)


def _after() -> Timetable:
    return drawn("2022-09-05", calendar=england())


def test_a_holiday_proclaimed_nine_days_ahead_moves_what_lies_behind_it() -> None:
    shown = preview(_before(), _after(), SAT_10_SEP)

    effects = {line.step: line.effect for line in shown.lines}
    assert effects["returns"] is Effect.STANDS
    assert effects["report"] is Effect.MOVES
    assert {line.step for line in shown.moved} == {"report", "check", "sign_off", "submission"}


def test_a_line_of_the_preview_names_both_dates() -> None:
    shown = preview(_before(), _after(), SAT_10_SEP)

    line = next(line for line in shown.lines if line.step == "report")
    assert (line.old_due, line.new_due) == (date(2022, 9, 21), date(2022, 9, 22))


def test_a_deadline_that_has_passed_stands_and_says_so() -> None:
    closed = [CalendarDay(date=date(2022, 9, 7), kind=DayKind.CLOSURE, reason="Flood")]
    later = drawn("2022-09-05", calendar=BEFORE_THE_FUNERAL.with_days(closed, "v2"))

    shown = preview(_before(), later, SAT_10_SEP)

    line = next(line for line in shown.lines if line.step == "returns")
    assert line.effect is Effect.STANDS_PAST
    assert line.old_due == line.new_due == step(_before(), "returns").due


def test_re_dating_keeps_the_past_and_moves_the_future() -> None:
    closed = [CalendarDay(date=date(2022, 9, 7), kind=DayKind.CLOSURE, reason="Flood")]
    later = drawn("2022-09-05", calendar=BEFORE_THE_FUNERAL.with_days(closed, "v2"))

    kept = redated(_before(), later, SAT_10_SEP)

    assert step(kept, "returns") == step(_before(), "returns")
    assert step(kept, "submission") == step(later, "submission")
    assert rings(kept)["returns.return_overdue.5"] == rings(_before())["returns.return_overdue.5"]


def test_a_case_whose_dates_do_not_change_is_left_alone() -> None:
    shown = preview(_before(), _before(), SAT_10_SEP)

    assert shown.moved == ()


def test_a_step_that_comes_or_goes_is_shown() -> None:
    shorter = _after().model_copy(update={"steps": _after().steps[:-1]})

    gone = preview(_after(), shorter, SAT_10_SEP).lines[-1]
    new = preview(shorter, _after(), SAT_10_SEP).lines[-1]

    assert (gone.step, gone.effect, gone.new_due) == ("submission", Effect.GONE, None)
    assert (new.step, new.effect, new.old_due) == ("submission", Effect.NEW, None)


CLOSED = st.sets(st.integers(0, 30).map(lambda shift: date(2022, 9, 5) + timedelta(days=shift)), max_size=5)
NOW = st.integers(0, 24 * 30).map(lambda hours: datetime(2022, 9, 5, 10, tzinfo=UTC) + timedelta(hours=hours))


@given(CLOSED, NOW)
def test_nothing_that_has_passed_ever_moves_and_no_alarm_rings_twice(closed: set[date], now: datetime) -> None:
    days = [CalendarDay(date=day, kind=DayKind.CLOSURE, reason="Closed") for day in closed]
    old, new = _before(), drawn("2022-09-05", calendar=BEFORE_THE_FUNERAL.with_days(days, "v2"))

    kept = redated(old, new, now)

    before, after = rings(old), rings(kept)
    assert after.keys() == before.keys()
    assert len(kept.alarms) == len(after)
    assert all(after[id] == at for id, at in before.items() if at <= now)
    assert all(step(kept, past.step) == past for past in old.steps if past.due_at <= now)


@given(CLOSED, NOW)
def test_the_preview_says_what_re_dating_then_does(closed: set[date], now: datetime) -> None:
    days = [CalendarDay(date=day, kind=DayKind.CLOSURE, reason="Closed") for day in closed]
    old, new = _before(), drawn("2022-09-05", calendar=BEFORE_THE_FUNERAL.with_days(days, "v2"))

    shown, kept = preview(old, new, now), redated(old, new, now)

    assert {line.step: line.new_due for line in shown.lines} == {step.step: step.due for step in kept.steps}
