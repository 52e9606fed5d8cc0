"""What a case's pages read: its entries a page at a time, the newest first, and the cases that are kin to it."""

from __future__ import annotations

from datetime import date, timedelta

from adapters.register import Register
from adapters.register.cases import Duplicate, Identities
from tests.adapters.book import CASE, MON_23_NOV, event, opening, record

OTHER = "GSCP-2026-002"


def entered(register: Register) -> None:
    for number, action in enumerate(["case_accepted", "case_viewed", "vote_cast", "case_viewed", "ballot_closed"]):
        register.record(record(event(f"e-{number}", action, at=MON_23_NOV + timedelta(minutes=number))))
    register.record(record(event("o-1", "vote_cast"), case=OTHER))


def actions(register: Register, **asked: object) -> list[str]:
    return [entry.action for entry in register.timeline(CASE, **asked).entries]  # type: ignore[arg-type]


def test_the_newest_come_first_and_no_other_case(register: Register) -> None:
    entered(register)

    assert actions(register) == ["ballot_closed", "case_viewed", "vote_cast", "case_viewed", "case_accepted"]


def test_a_page_says_how_many_there_are_in_all(register: Register) -> None:
    entered(register)

    page = register.timeline(CASE, but=("case_viewed",), limit=2, offset=1)

    assert ([entry.action for entry in page.entries], page.total) == (["vote_cast", "case_accepted"], 3)


def test_only_what_is_asked_for(register: Register) -> None:
    entered(register)

    assert actions(register, only=("vote_cast", "ballot_closed")) == ["ballot_closed", "vote_cast"]
    assert actions(register, only=()) == []


def test_cases_about_the_same_child_know_each_other_whichever_came_first(register: Register) -> None:
    child = (("Robin Testcase", date(2019, 5, 1)),)
    register.create_case(opening(), MON_23_NOV, Identities(child, date(2026, 11, 20)))
    register.create_case(opening(OTHER), MON_23_NOV, Identities(child, date(2026, 11, 21)))
    register.create_case(opening("GSCP-2026-003"), MON_23_NOV, Identities((("Sam Else", None),), date(2026, 11, 20)))

    assert register.kindred_of(CASE) == [Duplicate(OTHER, "same_child")]
    assert register.kindred_of(OTHER) == [Duplicate(CASE, "same_child")]
    assert register.kindred_of("GSCP-2026-003") == []
