"""The outbox: every letter once, in office hours, whatever crashes (E2, E3, E5; faults 5, 6, 40)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from adapters.register import Register
from adapters.register.outbox import OutboxRow, PostState
from models.case import Part
from models.record import Letter
from tests.adapters.book import CASE, MON_23_NOV, event, letter, record

EVENING = MON_23_NOV.replace(hour=18)
TUE_OPENING = MON_23_NOV.replace(day=24, hour=9, minute=0)
LEASE = 60


def write(register: Register, *letters: Letter, at: datetime = MON_23_NOV, case: str = CASE) -> None:
    register.record(record(letters=letters, at=at, case=case))


def claim(register: Register, now: datetime = MON_23_NOV, case: str | None = CASE) -> list[OutboxRow]:
    return register.claim_due(case, now, LEASE)


def states(register: Register) -> list[PostState]:
    return [row.state for row in register.outbox_of(CASE)]


def test_a_letter_is_written_once_per_purpose_recipient_due_date_and_matter(register: Register) -> None:
    due = MON_23_NOV.date()
    same = letter(due=due)

    write(register, same, same)
    write(register, same)
    write(register, letter(due=due, to="partner:constabulary"), letter(due=due + timedelta(days=1)))
    write(register, letter(due=due, about="v2"), letter("vote_reminder", due=due))

    assert len(register.outbox_of(CASE)) == 5


def test_a_letter_written_in_the_evening_waits_for_the_opening(register: Register) -> None:
    recorded = register.record(record(letters=[letter()], at=EVENING))

    assert recorded.post_due == TUE_OPENING
    assert claim(register, EVENING) == []
    assert len(claim(register, TUE_OPENING)) == 1


def test_a_letter_for_any_hour_goes_in_the_evening(register: Register) -> None:
    write(register, letter("immediate_action_ordered", any_hour=True), letter(), at=EVENING)

    assert [row.purpose for row in claim(register, EVENING)] == ["immediate_action_ordered"]


def test_a_letter_that_missed_closing_time_waits_for_the_opening(register: Register) -> None:
    write(register, letter())

    claimed = claim(register, EVENING)

    assert claimed == []
    assert register.next_post_due(CASE) == TUE_OPENING


def test_a_claimed_letter_is_nobody_else_s(register: Register) -> None:
    write(register, letter())

    first, second = claim(register), claim(register)

    assert (len(first), second) == (1, [])
    assert first[0].attempt == 1
    assert register.next_post_due(CASE) == MON_23_NOV + timedelta(seconds=LEASE)


def test_many_senders_at_once_get_each_letter_once(register: Register) -> None:
    write(register, *(letter(to=f"agency:A-{number:03d}") for number in range(40)))

    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: register.claim_due(CASE, MON_23_NOV, LEASE, 3), range(24)))

    claimed = [row.id for rows in claims for row in rows]
    assert len(claimed) == len(set(claimed)) == 40


def test_a_sent_letter_is_sent(register: Register) -> None:
    write(register, letter())
    (row,) = claim(register)

    register.mark_sent(row.id, "<m@x.example>", MON_23_NOV)

    (sent,) = register.outbox_of(CASE)
    assert (sent.state, sent.message_id, sent.sent_at) == (PostState.SENT, "<m@x.example>", MON_23_NOV)
    assert claim(register, MON_23_NOV + timedelta(days=1)) == []
    assert register.next_post_due(CASE) is None


def test_a_refused_letter_goes_again_under_the_same_key(register: Register) -> None:
    write(register, letter())
    (first,) = claim(register)
    later = MON_23_NOV + timedelta(minutes=10)

    register.mark_retry(first.id, later, "refused_451")

    assert claim(register) == []
    assert register.next_post_due(CASE) == later
    (second,) = claim(register, later)
    assert (second.key, second.attempt) == (first.key, 2)


def test_a_lease_that_ran_out_is_ambiguous_and_never_waits_again(register: Register) -> None:
    write(register, letter())
    claim(register)
    after = MON_23_NOV + timedelta(seconds=LEASE)

    early, expired = register.expire_leases(after - timedelta(seconds=1)), register.expire_leases(after)

    assert (early, expired) == (0, 1)
    assert states(register) == [PostState.AMBIGUOUS]
    assert claim(register, after + timedelta(hours=1)) == []


def test_a_sender_that_comes_back_late_still_tells_that_the_letter_went(register: Register) -> None:
    write(register, letter())
    (row,) = claim(register)
    register.expire_leases(MON_23_NOV + timedelta(seconds=LEASE))

    register.mark_sent(row.id, "<m@x.example>", MON_23_NOV + timedelta(seconds=LEASE + 5))

    assert states(register) == [PostState.SENT]


@pytest.mark.parametrize("fate", ["ambiguous", "permanent"])
def test_a_person_may_send_a_letter_again_under_the_same_key(register: Register, fate: str) -> None:
    write(register, letter())
    (row,) = claim(register)
    if fate == "ambiguous":
        register.mark_ambiguous(row.id, MON_23_NOV)
    else:
        register.mark_permanent(row.id, "refused_550", MON_23_NOV)

    register.send_again(row.id, MON_23_NOV)

    assert [again.key for again in claim(register)] == [row.key]


def test_a_sent_letter_is_never_sent_again(register: Register) -> None:
    write(register, letter())
    (row,) = claim(register)
    register.mark_sent(row.id, "<m@x.example>", MON_23_NOV)

    register.send_again(row.id, MON_23_NOV)
    register.mark_retry(row.id, MON_23_NOV, "late_word")
    register.mark_permanent(row.id, "late_word", MON_23_NOV)

    assert states(register) == [PostState.SENT]


def test_every_fate_of_a_letter_is_on_record_once(register: Register) -> None:
    write(register, letter())
    (row,) = claim(register)

    for _ in range(2):
        register.mark_sent(row.id, "<m@x.example>", MON_23_NOV)

    (entry,) = register.audit_of(CASE)
    assert (entry.action, entry.detail["purpose"], entry.detail["to"]) == (
        "letter_sent",
        "ballot_opened",
        "partner:health",
    )


def test_a_case_s_post_is_its_own(register: Register) -> None:
    write(register, letter())
    write(register, letter(), case="GSCP-2026-002")

    claimed = claim(register, case="GSCP-2026-002")

    assert [row.case for row in claimed] == ["GSCP-2026-002"]
    assert len(claim(register, case=None)) == 1


def test_a_notice_without_a_date_bears_the_london_date(register: Register) -> None:
    summer_night = MON_23_NOV.replace(month=6, day=30, hour=23, minute=30)

    register.record(record(event("c-1", "a"), letters=[letter()], part=Part.REVIEW, at=summer_night))

    assert [row.due.isoformat() for row in register.outbox_of(CASE)] == ["2026-07-01"]
