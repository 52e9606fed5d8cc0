"""How the register stands, in figures, and what somebody is to a case, on both databases (K1, K5, E5, C7)."""

from __future__ import annotations

from datetime import timedelta

from adapters.register import Register
from adapters.register.figures import Waiting
from models.authority import Relation
from models.case import Part
from tests.adapters.book import CASE, COORDINATOR, MON_23_NOV, event, letter, opening, record, standing

OTHER = "GSCP-2026-002"


def handed_in(register: Register, id: str, name: str, minutes: int) -> None:
    at = MON_23_NOV + timedelta(minutes=minutes)
    register.take_command(id, CASE, Part.REVIEW, name, {}, at, COORDINATOR)


def test_cases_are_counted_by_the_edition_they_keep(register: Register) -> None:
    for case in (CASE, OTHER):
        register.create_case(opening(case), MON_23_NOV)
    ended = standing("ended", None, ended=True, outcome="stood_down")

    register.record(record(case=OTHER, part=Part.REVIEW, standing=ended))

    assert register.cases_by_edition() == {"gscp-2021": (1, 1)}


def test_what_waits_is_counted_with_the_hour_of_the_oldest(register: Register) -> None:
    before = register.messages_waiting()
    handed_in(register, "c-1", "calendar_changed", 2)
    handed_in(register, "c-2", "cast_vote", 1)

    assert before == Waiting(0, None)
    assert register.messages_waiting() == Waiting(2, MON_23_NOV + timedelta(minutes=1))
    assert register.messages_waiting("calendar_changed").count == 1


def test_letters_of_open_cases_that_did_not_arrive_are_told_the_latest_first(register: Register) -> None:
    for case in (CASE, OTHER):
        register.create_case(opening(case), MON_23_NOV)
        register.record(record(case=case, letters=[letter(to="partner:health"), letter(to="partner:constabulary")]))
        for row in register.claim_due(case, MON_23_NOV, 60):
            register.mark_permanent(row.id, "no_such_address", MON_23_NOV)
    register.record(record(case=OTHER, part=Part.REVIEW, standing=standing("ended", None, ended=True, outcome="x")))

    count, latest = register.letters_not_arrived(limit=1)

    assert count == 2
    assert [(row.case, str(row.state)) for row in latest] == [(CASE, "permanent")]


def test_an_agency_has_a_part_in_a_case_it_raised_was_asked_in_owns_an_action_in_or_has_to_cooperate_in(
    register: Register,
) -> None:
    register.create_case(opening(referrer="agency:A-1"), MON_23_NOV)
    register.record(
        record(
            event("1", "agency_asked", agency="A-2"),
            event("2", "action_agreed", action="L1", owner="A-3", due="2027-01-31"),
            event("3", "methodology_set", agencies=("A-4", "A-5")),
        )
    )

    found = {agency: register.relations(CASE, "P-1", (agency,)) for agency in ("A-1", "A-2", "A-3", "A-4", "A-6")}

    asked = frozenset({Relation.ASKED})
    assert found == {"A-1": asked, "A-2": asked, "A-3": asked, "A-4": asked, "A-6": frozenset()}
    assert register.relations(CASE, "P-1") == frozenset()


def test_who_chairs_leads_or_is_walled_off_is_known(register: Register) -> None:
    register.create_case(opening(), MON_23_NOV)
    register.record(
        record(
            event("1", "chair_appointed", chair="P-1"),
            event("2", "reviewer_appointed", reviewer="P-2"),
            event("3", "conflict_declared", person="P-1"),
        )
    )

    assert register.relations(CASE, "P-1") == {Relation.CHAIRS, Relation.WALLED}
    assert register.relations(CASE, "P-2") == {Relation.LEADS}
    assert register.walls_of("P-1") == (CASE,)
