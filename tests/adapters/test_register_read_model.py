"""The read model: what parts say of themselves, shown and shown again from the record (invariant 6)."""

from datetime import timedelta

from adapters.register import Register
from models.case import Part
from tests.adapters.book import (
    CASE,
    HEALTH_MEMBER,
    MON_23_NOV,
    event,
    look,
    opening,
    read_model_of,
    record,
    standing,
)


def test_the_read_model_rebuilt_is_the_read_model(register: Register) -> None:
    fill(register)
    before = read_model_of(register)

    register.rebuild_read_model()

    assert read_model_of(register) == before
    assert all(before.values()), "every table of the read model should have been written"


def test_a_case_s_line_shows_its_most_urgent_open_part(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)
    later = MON_23_NOV + timedelta(days=3)
    register.record(record(part=Part.REVIEW, standing=standing("whole", MON_23_NOV - timedelta(days=1), ended=False)))
    register.record(record(part=Part.RAPID_REVIEW, standing=standing("returns", later)))
    register.record(record(part=Part.THRESHOLD, standing=standing("ballot", MON_23_NOV, ended=True)))

    line = register.case(CASE)

    assert (line.part, line.stage, line.closed) == (Part.REVIEW, "whole", False)


def test_a_case_is_closed_when_the_whole_has_ended(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)

    register.record(record(part=Part.REVIEW, standing=standing("ended", None, ended=True, outcome="stood_down")))

    line = register.case(CASE)
    assert (line.closed, line.outcome, line.due) == (True, "stood_down", None)


def fill(register: Register) -> None:
    """One of every event that changes the read model."""
    register.create_case(opening(), MON_23_NOV)
    register.record(
        record(
            event("1", "vote_cast", HEALTH_MEMBER, partner="health", proceed=True),
            event("2", "agency_asked", agency="A-010", due_day=5, short_notice=False),
            event("3", "agency_asked", agency="A-011", due_day=7, short_notice=True),
            event("4", "request_withdrawn", agency="A-011"),
            event("5", "return_received", agency="A-010", document="D-9", answer="full"),
            event(
                "6", "return_received", agency="A-010", document="D-10", answer="partial", return_version=2, late=True
            ),
            event("7", "report_signed", capacity="health", report_version=1),
            event("8", "signatures_voided", capacities=("health", "constabulary"), report_version=2),
            event("9", "signed_in_place", capacities=("health", "constabulary"), report_version=2),
            event("10", "panel_held", attendance=("A-010:attended", "A-011:apologies")),
            event("11", "immediate_action_ordered", number=1, owner="A-010"),
            event("12", "immediate_action_confirmed", number=1),
            event("13", "action_agreed", action="L1", owner="A-010", due="2027-01-31"),
            event("17", "action_overdue", action="L1", owner="A-010"),
            event("14", "chair_appointed", chair="P-0015"),
            event("15", "reviewer_appointed", reviewer="P-0018"),
            event("18", "conflict_declared", person="P-0014", role="independent_chair"),
            event("19", "member_recused", HEALTH_MEMBER, partner="health", person=HEALTH_MEMBER.person),
            event("16", "published", address="https://partnership.example/report"),
            event("20", "task_done", task="telephone:lead:A-011:return_overdue"),
            standing=standing(),
        )
    )
    register.record(record(part=Part.REVIEW, standing=standing("whole", tasks=("telephone:lead:A-010",))))


def test_projections_read_what_happened(register: Register) -> None:
    fill(register)

    requests = {row["agency"]: row for row in register.requests(CASE)}
    signatures = [(row["capacity"], row["state"], row["voided_at"] is None) for row in register.signatures(CASE)]
    actions = {row["action"]: (row["state"], row["owner"]) for row in register.actions(CASE)}
    assert requests["A-010"]["returned_at"] == MON_23_NOV
    assert requests["A-011"]["withdrawn_at"] == MON_23_NOV
    assert [(row["version"], row["late"]) for row in register.returns(CASE)] == [(1, False), (2, True)]
    assert signatures == [("health", "signed", False), ("constabulary", "in_place", True), ("health", "in_place", True)]
    assert actions == {"immediate-1": ("confirmed", "A-010"), "L1": ("open", "A-010")}
    assert [row["attendance"] for row in register.attendance(CASE)] == ["attended", "apologies"]
    assert [row["action"] for row in register.milestones(CASE)][-1] == "published"
    assert register.walled_off(CASE) == ("P-0006", "P-0014")
    assert (register.case(CASE).independent_chair, register.case(CASE).lead_reviewer) == ("P-0015", "P-0018")


def test_a_new_version_voids_the_signatures_it_names_only(register: Register) -> None:
    signed = [event(f"s-{of}", "report_signed", capacity=of, report_version=1) for of in ("agency:A-1", "agency:A-2")]

    register.record(record(*signed, event("v", "signatures_voided", capacities=("agency:A-2",), report_version=2)))

    standing_ones = [row["capacity"] for row in register.signatures(CASE) if row["voided_at"] is None]
    assert standing_ones == ["agency:A-1"]


def test_an_action_is_open_until_it_has_ended(register: Register) -> None:
    register.record(record(event("1", "action_agreed", action="L1", owner="A-010", due="2027-01-31", document="D-1")))
    register.record(
        record(event("2", "action_redated", action="L1", due="2027-02-28"), event("3", "action_updated", action="L1"))
    )
    (before,) = register.actions(CASE)

    register.record(record(event("4", "action_completed", action="L1", evidence="D-2", impact="D-3")))

    (after,) = register.actions(CASE)
    assert (before["state"], before["due"].isoformat()) == ("open", "2027-02-28")
    assert (after["state"], after["document"], after["evidence"], after["impact"]) == ("completed", "D-1", "D-2", "D-3")
    assert after["ended_at"] == MON_23_NOV


def test_a_case_opened_again_is_open_also_after_a_rebuild(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)
    register.record(record(part=Part.REVIEW, standing=standing("closed", None, ended=True, outcome="no_rapid_review")))

    register.reopen_case(opening(reopens=True), MON_23_NOV)

    before = register.case(CASE)
    register.rebuild_read_model()
    assert (before.closed, before.outcome) == (False, None)
    assert register.case(CASE) == before


def test_nothing_is_logged_twice_for_a_standing_that_did_not_change(register: Register) -> None:
    for _ in range(3):
        register.record(record(standing=standing()))

    assert look(register, "SELECT count(*) FROM standing_log") == [(1,)]
