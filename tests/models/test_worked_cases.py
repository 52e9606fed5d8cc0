"""The calendar agrees with other public services' own tests, and says what it does not claim (C1, C2)."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.calendar_files import calendar_of
from models.worked_cases import BadCase, Verdict, check
from tests.calendars import england, worked

CASES = worked("deadline-cases")["cases"]
CALENDARS = worked("deadline-cases")["calendars"]


def test_all_worked_cases_are_here() -> None:
    assert len(CASES) == 210
    assert sum(bool(case.get("peer_defect")) for case in CASES) == 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_calendar_agrees_with_the_worked_case(case: dict[str, Any]) -> None:
    checked = check(case, calendar_of(case["calendar"], CALENDARS, case["id"]))

    assert checked.verdict is Verdict.AGREED, checked


def _case(**changes: Any) -> dict[str, Any]:
    case = {
        "id": "x-1",
        "op": "add_working_days",
        "convention": "A_day_after",
        "input": {"start": "2024-03-21", "n": 7},
        "expected": "2024-04-03",
    }
    return {**case, **changes}


def test_a_wrong_expectation_differs_and_shows_both_dates() -> None:
    checked = check(_case(expected="2024-04-02"), england())

    assert checked.verdict is Verdict.DIFFERS
    assert (checked.expected, checked.answered) == ("2024-04-02", "2024-04-03")


def test_a_peer_s_defect_is_held_to_the_correct_answer() -> None:
    checked = check(_case(expected="2024-04-02", correct="2024-04-03", peer_defect=True), england())

    assert checked.verdict is Verdict.AGREED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"op": "add_lunar_days"}, "add_lunar_days"),
        ({"convention": "D_moon"}, "D_moon"),
        ({"convention": None}, "no convention"),
        ({"input": {"start": "2024-03-21", "n": 7, "tz": "America/New_York"}}, "America/New_York"),
        ({"convention": "C_start_is_day_1", "input": {"start": "2024-03-21", "n": 0}}, "no day 0"),
        ({"input": {"start": "1950-03-21", "n": 7}}, "1950-03-21"),
        ({"op": "count_working_days", "input": {"start": "2024-03-21", "end": "2024-03-22", "include": "end"}}, "end"),
    ],
)
def test_what_the_calendar_does_not_claim_is_out_of_scope_with_the_reason(changes: dict[str, Any], why: str) -> None:
    checked = check(_case(**changes), england())

    assert checked.verdict is Verdict.OUT_OF_SCOPE
    assert why in checked.why


@pytest.mark.parametrize(
    "changes",
    [
        {"input": None},
        {"expected": None},
        {"input": {"n": 7}},
        {"input": {"start": "yesterday", "n": 7}},
        {"input": {"start": "2024-03-21", "n": "seven"}},
        {"op": "deadline_with_cutoff", "input": {"start_utc": "2024-03-21T10:00:00Z"}},
        {
            "op": "deadline_with_cutoff",
            "input": {"start_utc": "2024-03-21T10:00:00Z", "cutoff": "13:00", "day_start": "09:00", "hours": 2},
            "expected": "soon",
        },
    ],
)
def test_a_case_that_cannot_be_read_is_named(changes: dict[str, Any]) -> None:
    with pytest.raises(BadCase, match="x-1"):
        check(_case(**changes), england())


@pytest.mark.parametrize(
    ("op", "given", "expected"),
    [
        ("is_working_day", {"start": "2024-03-29"}, False),
        ("previous_working_day", {"start": "2024-04-02"}, "2024-03-28"),
        ("add_months", {"start": "2024-08-31", "months": 6}, "2025-02-28"),
        ("add_months_then_roll_back", {"start": "2024-09-30", "months": 6}, "2025-03-28"),
    ],
)
def test_operations_the_file_does_not_use_are_offered_too(op: str, given: dict[str, Any], expected: object) -> None:
    assert check(_case(op=op, input=given, expected=expected), england()).verdict is Verdict.AGREED
    assert check(_case(op=op, input=given, expected="else"), england()).verdict is Verdict.DIFFERS
