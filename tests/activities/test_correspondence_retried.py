"""Letters that do not go at once, or of which nobody knows whether they went (E2, E5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from activities.correspondence import LEASE
from activities.post import RetryPlan
from tests.activities.post_office import AWAY, CASE, GREYLISTED, LOST, MON_14_DEC_10, Post


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
    post.bag.claim_due(CASE, MON_14_DEC_10, LEASE.total_seconds(), 1)

    report = await post.deliver(MON_14_DEC_10 + timedelta(minutes=1))

    assert post.postman.carried == []
    assert post.state(letter) == "sending"
    assert report.post_due == MON_14_DEC_10 + LEASE
