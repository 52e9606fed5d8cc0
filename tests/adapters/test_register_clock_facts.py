"""What is on record of a case's clocks: notification, corrections, pauses, the Panel's date, the sending (C3, C8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from adapters.register import Register
from models.case import CaseKind, Part
from models.clocks import ClockFacts
from tests.adapters.book import COORDINATOR, MON_23_NOV, event, opening, record
from tests.admin.standing_cases import happened, in_review, opened


def facts(register: Register, case: str) -> ClockFacts:
    return register.clock_facts([case])[case]


def test_a_case_counts_from_its_notification(register: Register) -> None:
    case = opened(register, 1)

    assert facts(register, case) == ClockFacts(MON_23_NOV)


def test_a_case_nobody_knows_is_left_out(register: Register) -> None:
    assert register.clock_facts(["GSCP-2026-099"]) == {}


def test_the_panel_s_date_may_come_with_the_notification(register: Register) -> None:
    case = opened(register, 1, kind=CaseKind.SIN, expected_on=date(2026, 12, 14))

    assert facts(register, case).panel_date == date(2026, 12, 14)


def test_everything_that_moves_the_clocks_is_found(register: Register) -> None:
    case = in_review(register, 1)
    moved: list[tuple[str, dict[str, Any]]] = [
        ("panel_acknowledged", {"expected_on": "2026-12-14"}),
        ("panel_acknowledged", {"expected_on": "2026-12-16", "again": True}),
        ("notification_corrected", {"notified_on": "2026-11-20"}),
        ("clock_paused", {"on": "2026-11-25"}),
        ("clock_resumed", {"until": "2026-11-27"}),
        ("clock_paused", {"on": "2026-12-01", "again": True}),
        ("lcspr_commissioned", {"publication_due": "2027-06-03"}),
    ]
    for action, detail in moved:
        happened(register, case, Part.RAPID_REVIEW, action, **detail)
    sent_at = MON_23_NOV + timedelta(days=14)
    happened(register, case, Part.RAPID_REVIEW, "submission_recorded", sent_at)

    assert facts(register, case) == ClockFacts(
        MON_23_NOV,
        corrected_to=date(2026, 11, 20),
        panel_date=date(2026, 12, 16),
        pauses=((date(2026, 11, 25), date(2026, 11, 27)), (date(2026, 12, 1), None)),
        sent_at=sent_at,
        publication_due=date(2027, 6, 3),
    )


def test_a_sin_during_the_ballot_starts_the_plan_from_its_notification(register: Register) -> None:
    case = opened(register, 1)
    told_at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    body = {"notified_at": told_at.isoformat()}
    register.take_command("c-sin", case, Part.REVIEW, "sin_notified", body, told_at, COORDINATOR)
    register.record(record(event("c-sin", "sin_notified", at=told_at), case=case, part=Part.REVIEW))
    happened(register, case, Part.RAPID_REVIEW, "rapid_review_instigated", told_at)

    assert facts(register, case).notified_at == told_at


def test_a_sin_after_the_review_has_begun_moves_nothing(register: Register) -> None:
    case = in_review(register, 1)

    register.record(record(event("c-sin", "sin_notified", at=MON_23_NOV + timedelta(days=2)), case=case))

    assert facts(register, case).notified_at == MON_23_NOV


def test_what_was_before_a_case_was_opened_again_does_not_count(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)
    happened(register, opening().case, Part.RAPID_REVIEW, "submission_recorded")
    again = MON_23_NOV + timedelta(days=30)

    register.reopen_case(opening(reopens=True).model_copy(update={"notified_at": again}), again)

    assert facts(register, opening().case) == ClockFacts(again)
