"""Delivering the post: to whom, when, and what becomes of a letter that does not go (E2, E3, E5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from temporalio.testing import ActivityEnvironment

from activities.correspondence import LEASE, CorrespondenceActivities
from activities.post import RetryPlan
from models.case import Part
from models.post import MailOutcome, Posted
from models.record import PostOrder, PostReport
from tests.activities.post_fakes import DayHours, Offices, PlainPaper, PostBag, Postman

MON_14_DEC_10 = datetime(2026, 12, 14, 10, tzinfo=UTC)
FRI_18_DEC = date(2026, 12, 18)
COORDINATOR = "role:coordinator"
SENT = Posted(outcome=MailOutcome.SENT, message_id="")
GREYLISTED = Posted(outcome=MailOutcome.RETRY, message_id="", why="smtp_451")
AWAY = Posted(outcome=MailOutcome.RETRY, message_id="", why="lost_while_connecting", away=True)
NO_SUCH_MAILBOX = Posted(outcome=MailOutcome.PERMANENT, message_id="", why="smtp_550")
LOST = Posted(outcome=MailOutcome.AMBIGUOUS, message_id="", why="answer_lost")


class Post:
    """A post office with one coordinator and whatever mail system a test needs."""

    def __init__(self, *answers: Posted, absorbs_repeats: bool = False, retries: RetryPlan | None = None) -> None:
        self.bag = PostBag(DayHours())
        self.offices = Offices()
        self.offices.appoint(COORDINATOR, "P-1")
        self.paper = PlainPaper()
        self.postman = Postman(*answers, absorbs_repeats=absorbs_repeats)
        self.activities = CorrespondenceActivities(
            self.bag, self.offices, self.paper, self.postman, DayHours(), retries
        )

    def put(self, purpose: str = "monitoring_due", to: str = COORDINATOR, **values: object) -> int:
        at = values.pop("at", MON_14_DEC_10)
        assert isinstance(at, datetime)
        return self.bag.put(purpose, to, at, FRI_18_DEC, **values)

    async def deliver(self, now: datetime = MON_14_DEC_10) -> PostReport:
        return await self.activities.deliver(PostOrder(case="GSCP-2026-014", part=Part.REVIEW, now=now))

    def state(self, id: int) -> str:
        return self.bag.rows[id].state


async def test_a_letter_that_is_due_goes_to_whoever_holds_the_office() -> None:
    post = Post()
    letter = post.put()

    report = await post.deliver()

    assert report == PostReport(sent=1)
    assert post.postman.to() == ["p-1@people.example"]
    assert post.state(letter) == "sent"


async def test_a_letter_delivered_twice_goes_once() -> None:
    post = Post()
    post.put()

    await post.deliver()
    again = await post.deliver()

    assert again.sent == 0
    assert len(post.postman.carried) == 1


async def test_out_of_hours_a_letter_waits_for_the_next_opening_and_an_urgent_one_does_not() -> None:
    post = Post()
    fri_18_dec_20 = datetime(2026, 12, 18, 20, tzinfo=UTC)
    waits = post.put(at=fri_18_dec_20)
    urgent = post.put("immediate_action_ordered", at=fri_18_dec_20, any_hour=True)

    report = await post.deliver(fri_18_dec_20)

    assert (post.state(waits), post.state(urgent)) == ("pending", "sent")
    assert report.post_due == datetime(2026, 12, 21, 9, tzinfo=UTC)


async def test_several_holders_of_an_office_each_get_a_letter_of_their_own() -> None:
    post = Post()
    post.offices.appoint("role:executive", "P-2", "P-3")
    post.put(to="role:executive")

    report = await post.deliver()

    assert report.sent == 2
    assert sorted(post.postman.to()) == ["p-2@people.example", "p-3@people.example"]
    assert len({envelope.key for envelope in post.postman.carried}) == 2


async def test_who_no_longer_holds_the_office_gets_nothing_and_the_successor_does() -> None:
    post = Post(GREYLISTED, GREYLISTED)
    post.offices.appoint("role:executive", "P-2", "P-3")
    post.put(to="role:executive")
    await post.deliver()
    post.offices.appoint("role:executive", "P-3", "P-4")

    await post.deliver(MON_14_DEC_10 + timedelta(minutes=10))

    assert sorted(post.postman.to()) == ["p-3@people.example", "p-4@people.example"]


async def test_a_letter_to_an_office_nobody_holds_becomes_a_task() -> None:
    post = Post()
    letter = post.put(to="lead:A-012")

    report = await post.deliver()

    assert [(item.to, item.why) for item in report.undeliverable] == [("lead:A-012", "no_address")]
    assert post.state(letter) == "permanent"


async def test_a_refused_address_becomes_a_task_and_the_other_letters_go() -> None:
    post = Post(NO_SUCH_MAILBOX, SENT)
    post.put()
    post.put("draft_overdue")

    report = await post.deliver()

    assert report.sent == 1
    assert [item.why for item in report.undeliverable] == ["refused"]


async def test_a_letter_that_cannot_be_put_into_words_becomes_a_task() -> None:
    post = Post()
    post.put("no_such_purpose")

    report = await post.deliver()

    assert [item.why for item in report.undeliverable] == ["cannot_be_written"]


@pytest.mark.parametrize(
    ("attempts", "next_at"),
    [
        (1, datetime(2026, 12, 14, 10, 5, tzinfo=UTC)),
        (2, datetime(2026, 12, 14, 10, 20, tzinfo=UTC)),
        (3, datetime(2026, 12, 14, 11, 20, tzinfo=UTC)),
        (4, datetime(2026, 12, 14, 12, 20, tzinfo=UTC)),
        (9, datetime(2026, 12, 15, 9, tzinfo=UTC)),  # 17:20 is after hours: the next opening
    ],
)
async def test_a_letter_put_off_is_tried_again_later_and_later_within_office_hours(
    attempts: int, next_at: datetime
) -> None:
    post = Post(*[GREYLISTED] * attempts)
    post.put()
    now: datetime | None = MON_14_DEC_10

    for _ in range(attempts):
        assert now is not None
        now = (await post.deliver(now)).post_due

    assert now == next_at


async def test_a_letter_put_off_too_often_becomes_a_task() -> None:
    post = Post(*[GREYLISTED] * 3, retries=RetryPlan(give_up_after=3))
    post.put()

    reports = [await post.deliver(MON_14_DEC_10 + timedelta(hours=hour)) for hour in range(3)]

    assert [item.why for item in reports[-1].undeliverable] == ["gave_up"]
    assert post.postman.carried == []


async def test_when_the_mail_system_is_away_the_other_letters_are_not_tried_now() -> None:
    post = Post(AWAY)
    first, second = post.put(), post.put("draft_overdue")

    report = await post.deliver()

    assert (post.state(first), post.state(second)) == ("retry", "pending")
    assert report.post_due == MON_14_DEC_10 + timedelta(minutes=5)


async def test_mail_back_after_a_day_delivers_everything_once() -> None:
    post = Post(*[AWAY] * 12)
    for purpose in ("monitoring_due", "draft_overdue", "publication_overdue"):
        post.put(purpose)
    due: datetime | None = MON_14_DEC_10

    while due is not None:
        due = (await post.deliver(due)).post_due

    assert sorted(envelope.letter.subject for envelope in post.postman.carried) == [
        "GSCP-2026-014: draft_overdue",
        "GSCP-2026-014: monitoring_due",
        "GSCP-2026-014: publication_overdue",
    ]


async def test_a_statutory_notice_of_unknown_fate_goes_once_more_under_the_same_key() -> None:
    post = Post(LOST, LOST)
    letter = post.put("information_requested")
    due: datetime | None = MON_14_DEC_10

    reports = []
    while due is not None:
        reports.append(await post.deliver(due))
        due = reports[-1].post_due

    assert len(post.postman.carried) == 2
    assert len({envelope.key for envelope in post.postman.carried}) == 1
    assert post.state(letter) == "permanent"
    assert [item.why for report in reports for item in report.undeliverable] == ["unknown_outcome"]


async def test_a_reminder_of_unknown_fate_is_not_sent_twice_but_becomes_a_task() -> None:
    post = Post(LOST)
    post.put("return_reminder")

    report = await post.deliver()

    assert len(post.postman.carried) == 1
    assert [item.why for item in report.undeliverable] == ["unknown_outcome"]


async def test_a_letter_in_another_deliverys_hand_is_left_alone_until_its_lease_ends() -> None:
    post = Post()
    letter = post.put()
    post.bag.claim_due("GSCP-2026-014", MON_14_DEC_10, LEASE.total_seconds(), 1)

    report = await post.deliver(MON_14_DEC_10 + timedelta(minutes=1))

    assert post.postman.carried == []
    assert post.state(letter) == "sending"
    assert report.post_due == MON_14_DEC_10 + LEASE


async def test_a_letter_that_goes_more_than_an_hour_late_says_when_it_was_meant_to_go() -> None:
    post = Post()
    post.put(at=MON_14_DEC_10 - timedelta(hours=10))  # at midnight: meant for nine

    await post.deliver(MON_14_DEC_10 + timedelta(minutes=1))

    assert post.paper.orders[0].meant_for == datetime(2026, 12, 14, 9, tzinfo=UTC)


async def test_a_letter_that_waited_for_the_opening_is_not_late() -> None:
    post = Post()
    post.put(at=MON_14_DEC_10 - timedelta(hours=10))

    await post.deliver(MON_14_DEC_10 - timedelta(minutes=1))

    assert post.paper.orders[0].meant_for is None


async def test_an_order_tried_again_hours_later_keeps_to_office_hours() -> None:
    post = Post()
    letter = post.put()
    environment = ActivityEnvironment()
    later = environment.info.scheduled_time + timedelta(hours=9)
    environment.info = replace(environment.info, attempt=2, current_attempt_scheduled_time=later)

    await environment.run(post.activities.deliver, PostOrder(case="GSCP-2026-014", part=Part.REVIEW, now=MON_14_DEC_10))

    assert post.state(letter) == "pending"  # ten in the morning has become seven in the evening


async def test_what_a_killed_attempt_gave_up_is_told_by_the_next_one() -> None:
    post = Post()
    letter = post.put()
    post.bag.claim_due("GSCP-2026-014", MON_14_DEC_10, LEASE.total_seconds(), 1)
    post.bag.mark_permanent(letter, "refused", MON_14_DEC_10)
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, attempt=2)

    report = await environment.run(
        post.activities.deliver, PostOrder(case="GSCP-2026-014", part=Part.REVIEW, now=MON_14_DEC_10)
    )

    assert [item.why for item in report.undeliverable] == ["refused"]
