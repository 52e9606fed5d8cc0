"""The tracker of all cases' actions: what is listed, in which order, and within whose sight (G1, G2, K1)."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.register import Register
from adapters.register.lists import Sight
from adapters.register.tracker import ActionFilter
from tests.adapters.book import MON_23_NOV, engine_of, event, look, opening, record

ALL = Sight("P-0002", sees_all=True)
OTHER = "GSCP-2026-002"


@pytest.fixture
def tracked(register: Register) -> Register:
    """Two cases: three learning actions, one of them completed, and an immediate one without a date."""
    for case in ("GSCP-2026-001", OTHER):
        register.create_case(opening(case), MON_23_NOV)
    agreed = [
        event("1", "action_agreed", action="RR-1", owner="A-001", due="2026-12-01"),
        event("2", "action_agreed", action="RR-2", owner="A-010", due="2026-11-25"),
        event("3", "immediate_action_ordered", number=1, owner="A-001"),
    ]
    register.record(record(*agreed))
    completed = event("5", "action_completed", action="RR-1", owner="A-001")
    elsewhere = [event("4", "action_agreed", action="RR-1", owner="A-001", due="2026-11-20"), completed]
    register.record(record(*elsewhere, case=OTHER))
    register.record(record(event("6", "reviewer_appointed", reviewer="P-0016"), case=OTHER))
    return register


def listed(register: Register, only: ActionFilter) -> list[tuple[str, str]]:
    return [(row.case[-3:], row.action) for row in register.tracked_actions(only).rows]


def test_open_actions_come_soonest_first_and_those_without_a_date_last(tracked: Register) -> None:
    assert listed(tracked, ActionFilter(ALL)) == [("001", "RR-2"), ("001", "RR-1"), ("001", "immediate-1")]


def test_what_has_a_date_and_what_has_none_can_be_asked_for_apart(tracked: Register) -> None:
    assert listed(tracked, ActionFilter(ALL, dated=True)) == [("001", "RR-2"), ("001", "RR-1")]
    assert listed(tracked, ActionFilter(ALL, dated=False)) == [("001", "immediate-1")]


def test_ended_ones_and_all_can_be_asked_for(tracked: Register) -> None:
    assert listed(tracked, ActionFilter(ALL, open=False)) == [("002", "RR-1")]
    assert len(listed(tracked, ActionFilter(ALL, open=None))) == 4


def test_an_agency_sees_its_own_actions_whatever_owner_is_asked_for(tracked: Register) -> None:
    own = ActionFilter(ALL, owners=("A-010",))

    assert listed(tracked, own) == [("001", "RR-2")]
    assert listed(tracked, ActionFilter(ALL, owners=("A-010",), owner="A-001")) == []
    assert listed(tracked, ActionFilter(ALL, owners=())) == []


def test_due_before_a_day_leaves_out_that_day_and_what_has_no_date(tracked: Register) -> None:
    before = [listed(tracked, ActionFilter(ALL, due_before=date(2026, 11, day))) for day in (25, 26)]

    assert before == [[], [("001", "RR-2")]]


def test_a_walled_case_is_left_out_and_a_reviewer_sees_the_case_they_lead(tracked: Register) -> None:
    walled = Sight("P-0002", sees_all=True, walls=("GSCP-2026-001",))
    reviewer = Sight("P-0016", sees_all=False)

    assert listed(tracked, ActionFilter(walled, open=None)) == [("002", "RR-1")]
    assert listed(tracked, ActionFilter(reviewer, open=None)) == [("002", "RR-1")]
    assert listed(tracked, ActionFilter(Sight("P-0099", sees_all=False), open=None)) == []


def test_a_page_has_its_rows_and_the_whole_is_counted_up_to_a_limit(tracked: Register) -> None:
    page = tracked.tracked_actions(ActionFilter(ALL), limit=1, offset=1)
    counted = tracked.tracked_actions(ActionFilter(ALL), count_to=1)

    assert ([row.action for row in page.rows], page.total) == (["RR-1"], 3)
    assert counted.total == 2  # one more than was to be counted


SORTED = 'ORDER BY due ASC NULLS LAST, "case", action LIMIT 25'


@pytest.mark.parametrize(
    ("query", "index"),
    [("SELECT action FROM actions WHERE state = 'open'", "ix_actions_state_due_case_action"),
     ("SELECT action FROM actions WHERE owner = 'A-010'", "ix_actions_owner_due_case_action"),
     ("SELECT action FROM actions", "ix_actions_due_case_action")],
)  # fmt: skip
def test_every_list_of_the_tracker_is_read_off_an_index_in_its_order(
    register: Register, query: str, index: str
) -> None:
    if engine_of(register).dialect.name == "sqlite":
        plan = " ".join(str(row[-1]) for row in look(register, f"EXPLAIN QUERY PLAN {query} {SORTED}"))
    else:
        off = "SET enable_seqscan = off; SET enable_bitmapscan = off"
        plan = " ".join(row[0] for row in look(register, f"EXPLAIN {query} {SORTED}", off))

    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
