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
from adapters.register.store import NotMigrated, RegisterError
from tests.adapters.book import (
    CASE,
    COORDINATOR,
    HEALTH_MEMBER,
    MON_23_NOV,
    StoppedClock,
    event,
    letter,
    opening,
    read_model_of,
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
    before = read_model_of(register)

    again = register.record(entry.model_copy(update={"at": MON_23_NOV + timedelta(seconds=9)}))

    assert again == first
    assert read_model_of(register) == before
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
