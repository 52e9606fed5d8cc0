"""What every delivery of a letter does the same way: splitting, finishing, telling the time (E2, E3)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

from temporalio import activity

from activities.post import Outbox, QueuedLetter
from models.case import Part
from models.record import Letter, PostOrder, Record

SENT_AGAIN = "sent_again"  # why a row waits that went once already, perhaps
SPLIT = "split"  # in place of a Message-ID: letters to each holder of the office went instead


def split(outbox: Outbox, letter: QueuedLetter, recipients: Sequence[str], now: datetime) -> None:
    """Close a claimed letter and put one to each recipient in its place, in one transaction."""
    letters = tuple(
        Letter(
            purpose=letter.purpose,
            to=recipient,
            due=letter.due,
            about=letter.about,
            facts=dict(letter.facts),
            any_hour=letter.any_hour,
        )
        for recipient in recipients
    )
    with outbox.transaction():
        outbox.record(Record(case=letter.case, part=Part(letter.part), at=letter.written_at, letters=letters))
        outbox.mark_sent(letter.id, SPLIT, now)


def is_second_copy(letter: QueuedLetter) -> bool:
    """Went this letter once before, perhaps?"""
    return (letter.why or "").startswith(SENT_AGAIN)


def now_of(order: PostOrder) -> datetime:
    """The order's instant; for an order tried again, as much later as Temporal waited with it (E3)."""
    if not activity.in_activity():
        return order.now
    info = activity.info()
    return order.now + max(info.current_attempt_scheduled_time - info.scheduled_time, timedelta(0))


async def finish(work: Coroutine[Any, Any, None]) -> None:
    """Do a letter to its end even when the delivery is cancelled meanwhile: its fate is known then."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
