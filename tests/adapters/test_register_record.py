"""Recording what a part decided: all of it, once, or nothing (K2, E2, invariants 1 and 6)."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.encryption import MasterKeys
from adapters.register import Register
from adapters.register.recording import READ_MODEL, table_rows
from adapters.register.store import NotMigrated, RegisterError
from models.case import Part
from tests.adapters.book import (
    CASE,
    COORDINATOR,
    HEALTH_MEMBER,
    MON_23_NOV,
    StoppedClock,
    engine_of,
    event,
    letter,
    look,
    opening,
    record,
    standing,
)

PROJECT = Path(__file__).resolve().parents[2]


def test_a_record_writes_trail_read_model_and_outbox_together(register: Register) -> None:
    vote = event("c-1", "vote_cast", HEALTH_MEMBER, partner="health", proceed=True)

    recorded = register.record(record(vote, letters=[letter()], standing=standing()))

    assert [entry.action for entry in register.audit_of(CASE)] == ["vote_cast"]
    assert [(vote["partner"], vote["proceed"]) for vote in register.votes(CASE)] == [("health", True)]
    assert [row.standing.stage for row in register.standings(CASE)] == ["ballot"]
    assert [row.purpose for row in register.outbox_of(CASE)] == ["ballot_opened"]
    assert recorded.post_due == MON_23_NOV


def test_the_same_record_again_changes_nothing(register: Register) -> None:
    entry = record(event("c-1", "vote_cast", partner="health", proceed=True), letters=[letter()], standing=standing())
    first = register.record(entry)
    before = snapshot(register)

    again = register.record(entry.model_copy(update={"at": MON_23_NOV + timedelta(seconds=9)}))

    assert again == first
    assert snapshot(register) == before
    assert register.verify().rows == 1


def test_a_notice_handed_over_again_after_midnight_keeps_the_day_of_the_first_time(register: Register) -> None:
    late = MON_23_NOV.replace(hour=23, minute=59)
    register.record(record(event("c-1", "a", at=late), letters=[letter()], at=late))

    next_day = late + timedelta(minutes=2)
    register.record(record(event("c-1", "a", at=next_day), letters=[letter()], at=next_day))

    assert [row.due.isoformat() for row in register.outbox_of(CASE)] == ["2026-11-23"]


def test_an_event_number_given_twice_loses_neither_event(register: Register) -> None:
    register.record(record(event("threshold.1", "vote_reminder")))

    for _ in range(2):
        register.record(record(event("threshold.1", "vote_chased")))

    assert [entry.action for entry in register.audit_of(CASE)] == ["vote_reminder", "vote_chased"]


def test_the_same_event_recorded_by_many_at_once_is_on_record_once(register: Register) -> None:
    entry = record(event("c-1", "vote_cast", partner="health", proceed=True), letters=[letter()])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(register.record, [entry] * 24))

    assert register.verify().rows == 1
    assert len(register.votes(CASE)) == 1
    assert len(register.outbox_of(CASE)) == 1


def test_many_writers_at_once_leave_no_gap_in_the_chain(register: Register) -> None:
    cases = [f"GSCP-2026-{number:03d}" for number in range(1, 9)]

    def write(case: str) -> None:
        for number in range(5):
            register.record(record(event(f"e-{number}", "noted", number=number), case=case, standing=standing()))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, cases))

    verdict = register.verify()
    assert (verdict.ok, verdict.rows) == (True, 40)


def test_a_transaction_that_fails_leaves_nothing_half(register: Register) -> None:
    class Interrupted(Exception):
        pass

    def open_and_fail() -> None:
        with register.transaction():
            case = register.next_reference("GSCP", 2026)
            form = register.store_document(case, "appendix_1", {"summary": "x"}, COORDINATOR, MON_23_NOV)
            register.create_case(opening(case, form=form), MON_23_NOV)
            register.enter(case, event("c-1", "case_opened"))
            raise Interrupted

    with pytest.raises(Interrupted):
        open_and_fail()

    assert register.next_reference("GSCP", 2026) == "GSCP-2026-001"
    assert (register.cases().total, register.verify().rows, register.documents_of(CASE)) == (0, 0, [])


def test_a_process_killed_in_mid_transaction_leaves_nothing_half(
    register: Register, database: str, keys: MasterKeys
) -> None:
    script = (
        "import os, signal, sys\n"
        "from tests.adapters.book import *\n"
        "from adapters.encryption import MasterKeys\n"
        "book = Register.open(sys.argv[1], MasterKeys.parse(sys.argv[2]), StoppedClock())\n"
        "with book.transaction():\n"
        "    book.record(record(event('c-1', 'vote_cast', partner='health', proceed=True), standing=standing()))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    ended = subprocess.run([sys.executable, "-c", script, database, keys.text()], cwd=PROJECT, env=dict(os.environ))

    assert ended.returncode == -signal.SIGKILL
    assert (register.verify().rows, register.votes(CASE), register.standings(CASE)) == (0, [], [])
    register.record(record(event("c-1", "vote_cast", partner="health", proceed=True)))
    assert register.verify().ok


def test_the_read_model_rebuilt_is_the_read_model(register: Register) -> None:
    fill(register)
    before = snapshot(register)

    register.rebuild_read_model()

    assert snapshot(register) == before
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


def test_without_office_hours_no_letter_is_written(database: str, keys: MasterKeys) -> None:
    book = Register.open(database, keys, StoppedClock())

    with pytest.raises(RegisterError, match="office hours"):
        book.record(record(event("c-1", "a"), letters=[letter()]))

    assert book.verify().rows == 0
    book.close()


def test_a_register_without_tables_says_migrate(empty_database: str, keys: MasterKeys) -> None:
    book = Register.open(empty_database, keys, StoppedClock())

    with pytest.raises(NotMigrated, match="migrate"):
        book.ping()

    book.close()


def fill(register: Register) -> None:
    """One of every event that changes the read model."""
    register.create_case(opening(), MON_23_NOV)
    register.record(
        record(
            event("1", "vote_cast", HEALTH_MEMBER, partner="health", proceed=True),
            event("2", "agency_asked", agency="A-010", due="2026-11-27", short_notice=False),
            event("3", "agency_asked", agency="A-011", due="2026-11-27"),
            event("4", "request_withdrawn", agency="A-011"),
            event("5", "return_received", agency="A-010", form="D-9", answer="full"),
            event("6", "return_received", agency="A-010", form="D-10", answer="partial", late=True),
            event("7", "report_signed", capacity="health", report_version=1),
            event("8", "signatures_voided", report_version=2),
            event("9", "signed_in_place", capacities=("health", "constabulary"), report_version=2),
            event("10", "panel_held", attendance=("A-010:attended", "A-011:apologies")),
            event("11", "immediate_action_ordered", number=1, owner="A-010"),
            event("12", "immediate_action_confirmed", number=1),
            event("13", "action_agreed", action="L1", owner="A-010", due="2027-01-31"),
            event("14", "chair_appointed", chair="P-0015"),
            event("15", "reviewer_appointed", reviewer="P-0018"),
            event("16", "published", address="https://partnership.example/report"),
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
    assert actions == {"immediate-1": ("confirmed", "A-010"), "L1": ("agreed", "A-010")}
    assert [row["attendance"] for row in register.attendance(CASE)] == ["attended", "apologies"]
    assert [row["action"] for row in register.milestones(CASE)][-1] == "published"
    assert (register.case(CASE).independent_chair, register.case(CASE).lead_reviewer) == ("P-0015", "P-0018")


def snapshot(register: Register) -> dict[str, list[object]]:
    with engine_of(register).connect() as connection:
        from sqlalchemy.orm import Session

        with Session(connection) as session:
            return {table.__tablename__: list(table_rows(session, table)) for table in READ_MODEL}


def test_nothing_is_logged_twice_for_a_standing_that_did_not_change(register: Register) -> None:
    for _ in range(3):
        register.record(record(standing=standing()))

    assert look(register, "SELECT count(*) FROM standing_log") == [(1,)]
