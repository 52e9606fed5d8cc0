"""Delivering the post: to whom and when (E2, E3, E5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from temporalio.testing import ActivityEnvironment

from activities.correspondence import LEASE
from models.case import Part
from models.record import PostOrder, PostReport
from tests.activities.post_office import CASE, GREYLISTED, MON_14_DEC_10, NO_SUCH_MAILBOX, SENT, Post


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

    await environment.run(post.activities.deliver, PostOrder(case=CASE, part=Part.REVIEW, now=MON_14_DEC_10))

    assert post.state(letter) == "pending"  # ten in the morning has become seven in the evening


async def test_what_a_killed_attempt_gave_up_is_told_by_the_next_one() -> None:
    post = Post()
    letter = post.put()
    post.bag.claim_due(CASE, MON_14_DEC_10, LEASE.total_seconds(), 1)
    post.bag.mark_permanent(letter, "refused", MON_14_DEC_10)
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, attempt=2)

    report = await environment.run(post.activities.deliver, PostOrder(case=CASE, part=Part.REVIEW, now=MON_14_DEC_10))

    assert [item.why for item in report.undeliverable] == ["refused"]
