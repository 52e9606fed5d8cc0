"""Commands: taken once, answered once, kept until they are (K4, K5; faults 1-3, 35)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from adapters.register import Register
from adapters.register.commands import CommandConflict, CommandRow, CommandState, UnknownCommand
from models.case import Part
from tests.adapters.book import CASE, HEALTH_MEMBER, MON_23_NOV

BODY = {"partner": "health", "proceed": True, "reasons": "D-1"}


def take(register: Register, id: str = "c-1", proceed: bool = True, minutes: int = 0) -> CommandRow:
    at = MON_23_NOV + timedelta(minutes=minutes)
    return register.take_command(id, CASE, Part.THRESHOLD, "cast_vote", {**BODY, "proceed": proceed}, at, HEALTH_MEMBER)


def test_a_command_is_taken_and_pends(register: Register) -> None:
    row = take(register)

    assert (row.state, row.is_new, row.by, row.body) == (CommandState.PENDING, True, HEALTH_MEMBER, BODY)


def test_the_same_command_again_is_the_first_one(register: Register) -> None:
    first = take(register)

    again = take(register, minutes=5)

    assert (again.at, again.is_new) == (first.at, False)


def test_the_same_token_with_another_body_is_a_conflict(register: Register) -> None:
    take(register)

    with pytest.raises(CommandConflict):
        take(register, proceed=False)


def test_of_fifty_at_once_one_is_new(register: Register) -> None:
    with ThreadPoolExecutor(10) as pool:
        rows = list(pool.map(lambda _: take(register), range(50)))

    assert [row.is_new for row in rows].count(True) == 1


def test_the_first_answer_stands(register: Register) -> None:
    take(register)

    register.mark_command("c-1", CommandState.ACCEPTED, {"outcome": "vote_taken"})
    row = register.mark_command("c-1", "refused", {"code": "late"})

    assert (row.state, row.outcome) == (CommandState.ACCEPTED, {"outcome": "vote_taken"})


def test_an_answer_to_a_command_never_taken_is_refused(register: Register) -> None:
    with pytest.raises(UnknownCommand):
        register.mark_command("nowhere", CommandState.ACCEPTED)


def test_a_state_that_does_not_exist_is_refused(register: Register) -> None:
    take(register)

    with pytest.raises(ValueError, match="answered"):
        register.mark_command("c-1", "answered")


def test_pending_commands_come_oldest_first_and_only_those_old_enough(register: Register) -> None:
    for number, minutes in enumerate((3, 1, 2, 9)):
        take(register, f"c-{number}", minutes=minutes)
    register.mark_command("c-2", CommandState.DELIVERED)

    pending = register.pending_commands(MON_23_NOV + timedelta(minutes=9))

    assert [row.id for row in pending] == ["c-1", "c-0"]


def test_what_came_at_the_last_moment_counts_as_in_time(register: Register) -> None:
    due = MON_23_NOV + timedelta(minutes=5)
    for id, minutes in (("before", 4), ("at", 5), ("after", 6)):
        take(register, id, minutes=minutes)

    counted = register.pending_before(CASE, Part.THRESHOLD, due)
    register.mark_command("before", CommandState.ACCEPTED)

    assert (counted, register.pending_before(CASE, Part.THRESHOLD, due)) == (2, 1)
    assert register.pending_before(CASE, Part.REVIEW, due) == 0


def test_a_command_never_taken_is_none(register: Register) -> None:
    assert register.command("c-1") is None
