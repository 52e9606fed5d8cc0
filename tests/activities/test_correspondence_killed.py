"""The delivery killed at every call it makes, just before the call takes effect and just after (E2, E5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from temporalio.testing import ActivityEnvironment

from activities.correspondence import LEASE, CorrespondenceActivities
from models.case import Part
from models.record import PostOrder
from tests.activities.post_fakes import DayHours, Hand, Killed, Offices, PlainPaper, PostBag, Postman

MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)
FRI_18_DEC = date(2026, 12, 18)
NOTICE, REMINDER = "information_requested", "return_reminder"
LETTERS = ((NOTICE, "agency:A-1"), (REMINDER, "agency:A-2"), (NOTICE, "role:executive"), (REMINDER, "role:executive"))
REMINDED = (("agency:A-2", "P-2"), ("role:executive", "P-3"), ("role:executive", "P-4"))
CALLS = 40  # more than a whole delivery makes


class Course:
    """A delivery that is killed once, and delivered again until nothing waits."""

    def __init__(self, hand: Hand, absorbs_repeats: bool) -> None:
        self.hand = hand
        self.bag = PostBag(DayHours(), hand)
        for purpose, recipient in LETTERS:
            self.bag.put(purpose, recipient, MON_14_DEC_10, FRI_18_DEC)
        self.postman = Postman(absorbs_repeats=absorbs_repeats, hand=hand)
        offices = Offices()
        offices.appoint("agency:A-1", "P-1")
        offices.appoint("agency:A-2", "P-2")
        offices.appoint("role:executive", "P-3", "P-4")
        self.activities = CorrespondenceActivities(self.bag, offices, PlainPaper(), self.postman, DayHours())
        self.told: set[tuple[str, str]] = set()

    async def run(self) -> None:
        for minute in range(20):
            now = MON_14_DEC_10 + minute * timedelta(minutes=1)
            try:
                await self.deliver(now)
            except Killed:
                self.hand.at = 0
                await self.deliver(now, attempt=2)

    async def deliver(self, now: datetime, attempt: int = 1) -> None:
        environment = ActivityEnvironment()
        environment.info = replace(environment.info, attempt=attempt)
        order = PostOrder(case="GSCP-2026-014", part=Part.RAPID_REVIEW, now=now)
        report = await environment.run(self.activities.deliver, order)
        self.told |= {(letter.purpose, letter.to) for letter in report.undeliverable}

    def copies(self) -> Counter[str]:
        return Counter(envelope.key for envelope in self.postman.carried)

    def reached_or_told(self, office: str, person: str) -> bool:
        """Did the reminder reach this person, or was somebody told that it may not have?"""
        reached = any(f"{REMINDER} {office} " in key and key.endswith(person) for key in self.copies())
        return reached or bool({(REMINDER, office), (REMINDER, f"{office}/{person}")} & self.told)

    def states(self) -> set[str]:
        return {row.state for row in self.bag.rows.values()}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", range(1, CALLS + 1))
async def test_in_a_mailbox_that_absorbs_repeats_every_letter_is_there_exactly_once(call: int, after: bool) -> None:
    course = Course(Hand(call, after), absorbs_repeats=True)

    await course.run()

    assert list(course.copies().values()) == [1] * 6
    assert course.states() == {"sent"}
    assert course.told == set()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", range(1, CALLS + 1))
async def test_by_mail_no_reminder_goes_twice_and_none_is_lost_silently(call: int, after: bool) -> None:
    course = Course(Hand(call, after), absorbs_repeats=False)

    await course.run()

    reminders = {key: copies for key, copies in course.copies().items() if REMINDER in key}
    unsent = {(row.purpose, row.recipient) for row in course.bag.rows.values() if row.state != "sent"}
    assert set(reminders.values()) == {1}
    assert [who for who in REMINDED if not course.reached_or_told(*who)] == []
    assert unsent == course.told
    assert all(purpose == REMINDER for purpose, _ in unsent)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", range(1, CALLS + 1))
async def test_by_mail_every_notice_goes_and_a_second_copy_bears_the_same_key(call: int, after: bool) -> None:
    course = Course(Hand(call, after), absorbs_repeats=False)

    await course.run()

    notices = {key: copies for key, copies in course.copies().items() if NOTICE in key}
    assert len(notices) == 3
    assert sorted(notices.values()) in ([1, 1, 1], [1, 1, 2])


async def test_a_whole_delivery_makes_fewer_calls_than_are_killed_here() -> None:
    hand = Hand()
    course = Course(hand, absorbs_repeats=False)

    await course.deliver(MON_14_DEC_10)

    assert 20 < hand.calls < CALLS
    assert timedelta(minutes=19) > LEASE
