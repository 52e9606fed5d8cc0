"""The list of cases on both databases: filtered, sorted, in pages, only what somebody may know of (K1, N11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from adapters.register import Register
from adapters.register.cases import Duplicate, Identities
from adapters.register.lists import LineFilter, Order, Pressing, Sight, Times
from models.case import CaseKind, Part
from tests.adapters.book import COORDINATOR, MON_23_NOV, event, look, meddle, record
from tests.admin.standing_cases import closed, happened, in_ballot, in_review, opened, reference, stands

TUE_24_NOV = datetime(2026, 11, 24, 10, tzinfo=UTC)
TIMES = Times(TUE_24_NOV, datetime(2026, 11, 25, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
EVERYTHING = Sight("P-0002", sees_all=True)
BORN = date(2019, 5, 1)


def found(register: Register, sight: Sight = EVERYTHING, **only: Any) -> list[int]:
    page = register.lines(LineFilter(sight, TIMES, **only), limit=100)
    assert page.total == len(page.rows)
    return [int(row.case[-3:]) for row in page.rows]


def sorted_by(register: Register, order: Order, backwards: bool = False) -> list[int]:
    page = register.lines(LineFilter(EVERYTHING, TIMES, closed=None), order, backwards=backwards)
    return [int(row.case[-3:]) for row in page.rows]


@pytest.fixture
def some(register: Register) -> Register:
    in_ballot(register, 1, due=TUE_24_NOV - timedelta(days=1))
    in_review(register, 2, due=TUE_24_NOV + timedelta(days=9), kind=CaseKind.SIN)
    in_ballot(register, 3, due=TUE_24_NOV + timedelta(hours=7))
    in_ballot(register, 4, due=TUE_24_NOV + timedelta(days=1))
    case = opened(register, 5)
    stands(register, case, Part.PANEL_REPLY, "panel_reply", "panel_replied", "body:national_panel", due=None)
    closed(register, 6)
    return register


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        ({}, [1, 3, 4, 2, 5]),
        ({"closed": True}, [6]),
        ({"closed": None}, [1, 3, 4, 2, 5, 6]),
        ({"kind": CaseKind.SIN}, [2]),
        ({"stage": "threshold"}, [1, 3, 4]),
        ({"holder": "partners"}, [1, 3, 4]),
        ({"agency": "A-010"}, [2]),
        ({"agency": "A-011"}, []),
        ({"chair": "P-0013"}, [2]),
        ({"due_before": TUE_24_NOV + timedelta(days=1)}, [1, 3]),
        ({"pressing": Pressing.LATE}, [1]),
        ({"pressing": Pressing.TODAY}, [3]),
        ({"pressing": Pressing.SOON}, [4]),
        ({"pressing": Pressing.ON_TIME}, [2]),
        ({"pressing": Pressing.WAITING}, [5]),
        ({"pressing": Pressing.PAUSED}, []),
        ({"reference": "GSCP-2026-00"}, [1, 3, 4, 2, 5]),
        ({"reference": "GSCP-2026-004"}, [4]),
        ({"reference": "GSCP-2025"}, []),
        ({"reference": "4"}, [4]),
        ({"reference": "004"}, [4]),
        ({"reference": "%"}, []),
        ({"reference": "_SCP-2026-004"}, []),
        ({"cases": ("GSCP-2026-003", "GSCP-2026-006")}, [3]),
        ({"cases": ()}, []),
        ({"stage": "threshold", "pressing": Pressing.LATE, "kind": CaseKind.CFC}, [1]),
    ],
)
def test_the_list_is_narrowed(some: Register, only: dict[str, Any], numbers: list[int]) -> None:
    assert found(some, **only) == numbers


def test_a_case_is_found_by_the_stage_of_any_open_part(register: Register) -> None:
    case = opened(register, 1)
    stands(register, case, Part.LEARNING, "learning_actions", "complete_action", "agency:A-010", due=TUE_24_NOV)
    later = TUE_24_NOV + timedelta(days=90)
    stands(register, case, Part.LCSPR, "lcspr_draft", "submit_draft", "person:P-0016", due=later)

    assert (found(register, stage="lcspr_draft"), found(register, stage="lcspr_reviewer")) == ([1], [])


def test_a_pause_shows_until_it_ends(register: Register) -> None:
    case = in_review(register, 1)
    happened(register, case, Part.RAPID_REVIEW, "clock_paused", on="2026-11-24")
    paused = found(register, pressing=Pressing.PAUSED)

    happened(register, case, Part.RAPID_REVIEW, "clock_resumed", until="2026-11-26")

    assert (paused, found(register, pressing=Pressing.PAUSED)) == ([1], [])


def test_a_part_that_a_hold_stops_is_paused(register: Register) -> None:
    case = opened(register, 1)
    waits = ("release:proceedings:1",)
    stands(register, case, Part.LCSPR, "lcspr_draft", "submit_draft", "person:P-0016", waits_for=waits)

    assert found(register, pressing=Pressing.PAUSED) == [1]


def test_the_case_as_a_whole_is_not_late_for_a_review_that_is_over(register: Register) -> None:
    case = opened(register, 1)
    stands(register, case, Part.REVIEW, "lcspr", "lcspr", "role:coordinator", due=TUE_24_NOV - timedelta(days=60))
    alone = register.case(case).due
    later = TUE_24_NOV + timedelta(days=60)
    stands(register, case, Part.LCSPR, "lcspr_draft", "submit_draft", "person:P-0016", due=later)

    assert (alone, register.case(case).due, register.case(case).stage) == (None, later, "lcspr_draft")


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (Order.DUE, [1, 3, 4, 2, 5, 6]),
        (Order.REFERENCE, [1, 2, 3, 4, 5, 6]),
        (Order.STAGE, [1, 3, 4, 2, 5, 6]),
    ],
)
def test_the_list_is_sorted_either_way(some: Register, order: Order, numbers: list[int]) -> None:
    assert sorted_by(some, order) == numbers
    assert sorted_by(some, order, backwards=True) == numbers[::-1]


def test_the_newest_notification_comes_last_and_backwards_first(register: Register) -> None:
    for number, days in ((1, 3), (2, 1), (3, 2)):
        opened(register, number, notified_at=MON_23_NOV - timedelta(days=days))

    assert sorted_by(register, Order.NOTIFIED) == [1, 3, 2]
    assert sorted_by(register, Order.NOTIFIED, backwards=True) == [2, 3, 1]


def test_a_reference_beyond_a_thousand_comes_after_the_thousand_before(register: Register) -> None:
    for number in (999, 1000, 2):
        opened(register, number)

    page = register.lines(LineFilter(EVERYTHING, TIMES), Order.REFERENCE)

    assert [row.case for row in page.rows] == ["GSCP-2026-002", "GSCP-2026-999", "GSCP-2026-1000"]


def test_a_page_is_a_part_and_the_count_goes_no_further_than_asked(some: Register) -> None:
    only = LineFilter(EVERYTHING, TIMES)

    page = some.lines(only, limit=2, offset=2, count_to=3)

    assert ([row.case for row in page.rows], page.total) == ([reference(4), reference(2)], 4)


def test_a_walled_case_is_not_there(some: Register) -> None:
    assert found(some, Sight("P-0004", sees_all=True, walls=("GSCP-2026-001", "GSCP-2026-002"))) == [3, 4, 5]


def test_a_chair_sees_their_own_cases_only(some: Register) -> None:
    assert (found(some, Sight("P-0013", False)), found(some, Sight("P-0014", False))) == ([2], [])


def test_a_reviewer_sees_theirs_unless_walled_off(register: Register) -> None:
    case = opened(register, 1)
    happened(register, case, Part.LCSPR, "reviewer_appointed", reviewer="P-0016")

    assert found(register, Sight("P-0016", False)) == [1]
    assert found(register, Sight("P-0016", False, walls=(case,))) == []


def test_a_search_by_a_child_is_exact_and_on_record_without_the_child(register: Register) -> None:
    child = Identities(children=(("Robin Testcase", BORN),), incident_on=date(2026, 11, 20))
    opened(register, 1, identities=child)

    by_birth = register.search_by_child(Identities((("robin testcase", BORN),), BORN), COORDINATOR, TUE_24_NOV)
    by_incident = register.search_by_child(Identities((), date(2026, 11, 20), ("Testcase",)), COORDINATOR, TUE_24_NOV)
    nothing = register.search_by_child(Identities((("Robin", BORN),), BORN), COORDINATOR, TUE_24_NOV)

    entries = look(register, "SELECT person, detail FROM audit WHERE action = 'cases_searched_by_child' ORDER BY seq")
    assert by_birth == [Duplicate(reference(1), "same_child")]
    assert by_incident == [Duplicate(reference(1), "same_incident")]
    assert nothing == []
    assert entries == [("P-0002", '{"found":1}'), ("P-0002", '{"found":1}'), ("P-0002", '{"found":0}')]


def test_a_register_of_an_earlier_release_is_listed_once_it_is_migrated(some: Register) -> None:
    meddle(some, "UPDATE overviews SET kind = NULL, policy = NULL, stage_order = 0, number = 0", "DELETE FROM waits")
    before = found(some, closed=None)

    some.migrate()

    assert (before, found(some, closed=None)) == ([], [1, 3, 4, 2, 5, 6])
    assert look(some, "SELECT count(*) FROM waits") != [(0,)]


def test_a_record_of_no_known_case_is_not_listed(register: Register) -> None:
    register.record(record(event("1", "chair_appointed", chair="P-0013"), case="GSCP-2026-099"))

    assert found(register, closed=None) == []
