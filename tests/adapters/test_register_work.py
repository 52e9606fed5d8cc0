"""What is waited for, asked by whom it waits for, on both databases; and it follows every record (K1, E5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from adapters.register import Register
from adapters.register.work import UnknownTask, WaitFilter
from models.case import CaseKind, Part
from tests.adapters.book import CASE, COORDINATOR, MON_23_NOV, engine_of, event, look, opening, record
from tests.admin.standing_cases import in_ballot, in_review, opened, stands
from tests.replay.records import COURSES, course

LATER = MON_23_NOV + timedelta(days=2)


def waits(register: Register, **only: Any) -> list[tuple[str, str]]:
    return [(row.recipient, row.action) for row in register.waits(WaitFilter(**only))]


def test_what_waits_for_somebody_comes_by_urgency_from_every_case(register: Register) -> None:
    in_ballot(register, 1, due=MON_23_NOV + timedelta(days=3))
    in_ballot(register, 2, due=MON_23_NOV + timedelta(days=1))
    in_review(register, 3, agencies=("A-002",))

    found = register.waits_for(["partner:health", "agency:A-002"], limit=2)

    assert [row.case for row in found] == ["GSCP-2026-002", "GSCP-2026-001"]


def test_a_wall_keeps_a_case_out_of_somebody_s_work(register: Register) -> None:
    in_ballot(register, 1)

    assert register.waits_for(["partner:health"], but_not=["GSCP-2026-001"]) == []


def test_a_wait_knows_what_a_page_needs_of_its_case(register: Register) -> None:
    in_review(register, 1)

    (row,) = register.waits_for(["agency:A-010"])

    assert (row.policy, row.independent_chair, row.due_day) == ("gscp-2023", "P-0013", 5)


def test_a_return_ends_the_wait_for_it_at_once(register: Register) -> None:
    in_review(register, 1, agencies=("A-010", "A-011"))

    register.record(record(event("r", "return_received", agency="A-010"), case="GSCP-2026-001", part=Part.RAPID_REVIEW))

    assert waits(register) == [("agency:A-011", "return_information")]


def test_the_acknowledgement_of_a_sin_is_awaited_until_it_comes(register: Register) -> None:
    case = in_review(register, 1, kind=CaseKind.SIN, agencies=())
    before = waits(register)

    register.record(record(event("a", "panel_acknowledged", expected_on="2026-12-14"), case=case))

    assert (before, waits(register)) == ([("role:coordinator", "panel_acknowledged")], [])


def test_an_acknowledgement_is_late_from_the_notification_on_however_late_the_case_was_begun(
    register: Register,
) -> None:
    notified = MON_23_NOV - timedelta(days=7)
    case = in_review(register, 1, kind=CaseKind.SIN, agencies=(), notified_at=notified)

    (row,) = register.waits(WaitFilter(late_at=MON_23_NOV))

    assert (row.case, row.since) == (case, notified)


def test_a_case_opened_again_waits_anew(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)
    stands(register, CASE, Part.REVIEW, "closed", "none", "none", ended=True)
    register.reopen_case(opening(reopens=True), MON_23_NOV)

    stands(register, CASE, Part.THRESHOLD, "threshold", "cast_vote", "partners", waits_for=("partner:health",))

    assert waits(register) == [("partner:health", "cast_vote")]


def test_the_team_s_counts_are_by_recipient_and_stage(register: Register) -> None:
    in_ballot(register, 1, due=MON_23_NOV + timedelta(days=9))
    in_ballot(register, 2, due=MON_23_NOV - timedelta(days=1))
    case = opened(register, 3)
    stands(register, case, Part.RAPID_REVIEW, "check", "check_report", "role:business_manager", due=LATER)

    found = {(each.recipient, each.stage): (each.open, each.late) for each in register.tally_waits(MON_23_NOV)}

    assert found == {
        **{(f"partner:{name}", "threshold"): (2, 1) for name in ("childrens_social_care", "health", "constabulary")},
        ("role:business_manager", "check"): (1, 0),
    }


def test_waits_are_counted_only_as_far_as_one_looks(register: Register) -> None:
    for number in range(1, 4):
        in_ballot(register, number)

    assert [register.count_waits(WaitFilter(), at_most=most) for most in (5, 9, 100)] == [6, 9, 9]


def test_waits_are_narrowed_and_come_in_pages(register: Register) -> None:
    in_ballot(register, 1)
    in_ballot(register, 2, due=MON_23_NOV - timedelta(days=1))

    late = register.waits(WaitFilter(stage="threshold", late_at=MON_23_NOV), limit=2, offset=2)

    assert [(row.case, row.stage) for row in late] == [("GSCP-2026-002", "threshold")]


def test_a_task_is_ticked_off_on_record_and_once(register: Register) -> None:
    case, task = opened(register, 1), "telephone:agency:A-010:return_overdue"
    stands(register, case, Part.RAPID_REVIEW, "report", "submit_report", "person:P-0013", tasks=(task,))

    register.finish_task(case, Part.RAPID_REVIEW, task, COORDINATOR, LATER)

    (entry,) = (each for each in register.audit_of(case) if each.action == "task_done")
    assert waits(register) == [("person:P-0013", "submit_report")]
    assert (entry.detail["to"], entry.detail["purpose"], entry.by) == ("agency:A-010", "return_overdue", COORDINATOR)
    with pytest.raises(UnknownTask):
        register.finish_task(case, Part.RAPID_REVIEW, task, COORDINATOR, LATER)


def test_what_no_task_asks_for_cannot_be_ticked_off(register: Register) -> None:
    case = in_ballot(register, 1)

    for task in ("", "telephone:agency:A-010:return_overdue"):
        with pytest.raises(UnknownTask):
            register.finish_task(case, Part.THRESHOLD, task, COORDINATOR, LATER)


def test_who_is_away_is_known_by_the_day(register: Register) -> None:
    person = {"ref": "P-1", "name": "Somebody Testcase", "email": "p1@example.org"}
    absence = {"person": "P-1", "from_on": "2026-12-24", "until_on": "2026-12-31"}
    register.load_directory({"people": [person], "absences": [absence]})

    days = [date(2026, 12, day) for day in (23, 24, 31)]

    assert [register.away(day) for day in days] == [frozenset(), {"P-1"}, {"P-1"}]


@pytest.mark.parametrize("name", COURSES)
async def test_whatever_a_recorded_case_goes_through_it_waits_for_somebody_until_it_is_closed(
    register: Register, name: str
) -> None:
    for happened in await course(name):
        happened.to(register)
        case = happened.record.case if happened.record else happened.opening.case if happened.opening else ""
        row = register.case(case)
        asks = [each for each in register.standings(case) if not each.standing.ended and each.part is not Part.REVIEW]
        if asks and not row.closed:
            assert register.waits(WaitFilter()), row
        if row.closed:
            assert register.waits(WaitFilter()) == []


def test_what_waits_for_somebody_is_read_from_an_index_in_order(register: Register) -> None:
    query = "SELECT * FROM waits WHERE recipient = 'x' ORDER BY urgency, \"case\" LIMIT 100"
    if engine_of(register).dialect.name == "sqlite":
        plan = " ".join(str(row[-1]) for row in look(register, f"EXPLAIN QUERY PLAN {query}"))
    else:
        off = "SET enable_seqscan = off; SET enable_bitmapscan = off"
        plan = " ".join(row[0] for row in look(register, f"EXPLAIN {query}", off))

    assert "ix_waits_recipient_urgency_case" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
