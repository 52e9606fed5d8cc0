"""The worker delivers what the pages put into the outbox: word of a request gone astray waits for no case (R3)."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from activities.correspondence import CorrespondenceActivities
from adapters.clock import Clock
from adapters.register.own_post import OwnPost
from models.case import Part
from models.record import PostOrder
from shell.house import House

log = structlog.get_logger("worker")
EVERY = 5.0  # seconds


def own_post_of(house: House) -> tuple[OwnPost, CorrespondenceActivities]:
    """The letters, and who delivers them: by the same rules as every other letter."""
    own = OwnPost.of(house.register)
    return own, CorrespondenceActivities(own, own, house.letters(), house.mail(), house.hours)


async def deliver_due(own: OwnPost, post: CorrespondenceActivities, now: datetime) -> None:
    """Deliver what may go now; what cannot be delivered stays on record and with the letters in trouble (E5)."""
    for case in await asyncio.to_thread(own.cases_to_deliver, now):
        await post.deliver(PostOrder(case=case, part=Part.RAPID_REVIEW, now=now))


async def deliver_own_post(own: OwnPost, post: CorrespondenceActivities, clock: Clock, every: float = EVERY) -> None:
    """Deliver every so many seconds; until cancelled."""
    while True:
        try:
            await deliver_due(own, post, clock.now())
        except Exception as error:  # the register is away for a while: the next round comes
            log.warning("the pages' post could not be delivered", failure=type(error).__name__)
        await asyncio.sleep(every)
