"""The plans besides the Rapid Review: reply, LCSPR, publication, availability, actions (R14, L3, L4, P1-P4, G2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.letters import PURPOSES
from models.timetable import LedgerKind, Plan, TimetableRequest
from tests.calendars import drawn, england, entry, policy, rings, step

FRI_12_APR = "2024-04-12"


def test_the_awareness_clock_warns_on_days_3_and_4_and_is_breached_at_the_close_of_day_5() -> None:
    at = rings(drawn("2025-12-18", plan=Plan.AWARENESS))

    assert [instant.isoformat() for instant in at.values()] == [
        "2025-12-23T09:00:00+00:00",
        "2025-12-24T09:00:00+00:00",
        "2025-12-29T17:00:00+00:00",
    ]


def test_the_panel_s_reply_is_chased_at_10_and_15_working_days_and_our_answer_has_10() -> None:
    timetable = drawn(FRI_12_APR, plan=Plan.PANEL_REPLY)

    at = rings(timetable)
    assert at["reply.panel_reply_chased.10"].date() == england().add(date(2024, 4, 12), 10)
    assert at["reply.panel_reply_chased.15"].date() == england().add(date(2024, 4, 12), 15)
    assert step(timetable, "answer").due == england().add(date(2024, 4, 12), 10)


def test_both_chases_have_a_due_date_of_their_own_so_that_both_are_sent() -> None:
    chases = [alarm for alarm in drawn(FRI_12_APR, plan=Plan.PANEL_REPLY).alarms if alarm.step == "reply"]

    assert len({alarm.due for alarm in chases}) == 2
    assert {alarm.step_due for alarm in chases} == {england().add(date(2024, 4, 12), 15)}


def test_an_lcspr_s_steps_lie_in_the_order_of_the_process() -> None:
    timetable = drawn("2024-08-30", plan=Plan.LCSPR)

    order = ("draft", "agency_sign_off", "endorsement", "executive_sign_off", "send_to_panel", "publication")
    dues = [step(timetable, name).due for name in order]
    assert dues == sorted(dues)
    assert len(set(dues)) == len(dues)
    assert step(timetable, "methodology").due == england().add(date(2024, 8, 30), 10)


def test_moving_a_late_step_of_an_lcspr_works_back_to_those_before_it() -> None:
    moved = drawn(
        "2024-08-30", plan=Plan.LCSPR, ledger=(entry(LedgerKind.MOVE, step="endorsement", on=date(2025, 1, 14)),)
    )

    assert step(moved, "agency_sign_off").due == england().add(date(2025, 1, 14), -10)
    assert step(moved, "publication").due == step(drawn("2024-08-30", plan=Plan.LCSPR), "publication").due


def test_an_lcspr_is_monitored_every_four_weeks_until_publication() -> None:
    timetable = drawn("2024-08-30", plan=Plan.LCSPR)

    days = [step.due for step in timetable.steps if step.step.startswith("monitoring-")]
    meant = [date(2024, 8, 30) + timedelta(weeks=4 * number) for number in range(1, len(days) + 1)]
    assert days == [england().roll_forward(day) for day in meant]
    assert len(days) == 6
    assert "monitoring-1.monitoring_due.0" in rings(timetable)


def test_publication_is_possible_when_the_office_opens_on_the_earliest_day() -> None:
    timetable = drawn("2024-03-21", plan=Plan.PUBLICATION)

    assert step(timetable, "wait").due_at == datetime.fromisoformat("2024-04-03T09:00+01:00")
    assert list(rings(timetable).values()) == [step(timetable, "wait").due_at]


@pytest.mark.parametrize(
    ("published", "until"), [("2024-02-29", "2025-03-01"), ("2025-03-10", "2026-03-10"), ("2023-03-01", "2024-03-01")]
)
def test_a_report_stays_public_for_a_full_year(published: str, until: str) -> None:
    timetable = drawn(published, plan=Plan.AVAILABILITY)

    assert step(timetable, "availability").due == date.fromisoformat(until)
    assert sum(step.step.startswith("check-") for step in timetable.steps) in (11, 12)


def test_a_year_that_ends_on_a_saturday_is_told_on_the_monday() -> None:
    timetable = drawn("2024-02-29", plan=Plan.AVAILABILITY)

    assert rings(timetable)["availability.availability_ended.0"].date() == date(2025, 3, 3)


def test_an_action_is_chased_before_on_and_after_its_due_date() -> None:
    timetable = drawn(FRI_12_APR, plan=Plan.ACTION)

    assert [instant.isoformat() for instant in rings(timetable).values()] == [
        "2024-04-05T08:00:00+00:00",
        "2024-04-12T16:00:00+00:00",
        "2024-04-19T08:00:00+00:00",
    ]


def test_an_action_due_on_a_sunday_is_overdue_at_the_close_of_monday() -> None:
    timetable = drawn("2024-04-14", plan=Plan.ACTION)

    assert step(timetable, "action").due == date(2024, 4, 14)
    assert rings(timetable)["action.action_overdue.0"] == step(timetable, "action").due_at
    assert step(timetable, "action").due_at == datetime.fromisoformat("2024-04-15T17:00+01:00")


def test_a_hold_is_looked_at_again_on_its_review_date_or_the_next_working_day() -> None:
    timetable = drawn("2024-03-29", plan=Plan.HOLD_REVIEW)

    assert step(timetable, "hold_review").due == date(2024, 4, 2)
    assert rings(timetable) == {"hold_review.hold_review_due.0": datetime.fromisoformat("2024-04-02T09:00+01:00")}


@pytest.mark.parametrize("plan", Plan)
def test_every_alarm_has_a_letter_and_every_step_a_clause_and_a_rule(plan: Plan) -> None:
    timetable = drawn(FRI_12_APR, plan=plan)

    assert timetable.steps
    assert all(alarm.purpose in PURPOSES and alarm.clause and alarm.to for alarm in timetable.alarms)
    assert all(step.clause and step.rule for step in timetable.steps)


@pytest.mark.parametrize("plan", Plan)
def test_a_timetable_drawn_again_is_the_same_and_survives_its_journey(plan: Plan) -> None:
    timetable = drawn(FRI_12_APR, plan=plan)

    assert drawn(FRI_12_APR, plan=plan) == timetable
    assert type(timetable).model_validate_json(timetable.model_dump_json()) == timetable


def test_years_that_are_not_published_are_flagged() -> None:
    assert drawn("2028-12-20").notes == ("the bank holidays of 2029 are computed, not published by gov.uk",)
    assert drawn(FRI_12_APR).notes == ()


def test_nothing_of_a_plan_is_wired_into_the_code() -> None:
    ours, theirs = policy(), policy("severnmouth-2024")

    assert ours.lcspr.monitoring_weeks.value != theirs.lcspr.monitoring_weeks.value
    assert len(drawn("2024-08-30", plan=Plan.LCSPR).steps) > len(
        drawn("2024-08-30", "severnmouth-2024", plan=Plan.LCSPR).steps
    )


def test_a_request_needs_nothing_but_references_and_dates() -> None:
    assert set(TimetableRequest.model_fields) == {"plan", "policy", "kind", "start", "start_on", "ledger"}
