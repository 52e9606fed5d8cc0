"""The orders a case gives: the only place that executes activities, each with its time-outs and retries."""

from __future__ import annotations

from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError

from activities.correspondence import CorrespondenceActivities
from activities.register import RegisterActivities
from activities.timetable import TimetableActivities
from models.case import Part
from models.record import PostOrder, PostReport, Record, Recorded
from models.timetable import Timetable, TimetableRequest

# The register and the calendar belong to the case's own truth: an order to them is never given up.
_PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))
_POST = RetryPolicy(initial_interval=timedelta(seconds=5), maximum_interval=timedelta(minutes=1), maximum_attempts=5)
POST_AGAIN_AFTER = timedelta(minutes=30)


async def record(entry: Record) -> Recorded:
    """Write audit, read model and outbox in one transaction, inside the workflow task that decided them."""
    return await workflow.execute_local_activity_method(
        RegisterActivities.record,
        entry,
        start_to_close_timeout=timedelta(seconds=10),
        local_retry_threshold=timedelta(seconds=5),
        retry_policy=_PATIENT,
        summary=", ".join(event.action for event in entry.events)[:180] or "standing",
    )


async def draw_up(request: TimetableRequest) -> Timetable:
    """Draw up a timetable; its dates then are data in the history (C1-C8). Pure and quick, so it is a local order."""
    return await workflow.execute_local_activity_method(
        TimetableActivities.draw_up_timetable,
        request,
        start_to_close_timeout=timedelta(seconds=10),
        local_retry_threshold=timedelta(seconds=5),
        retry_policy=_PATIENT,
        summary=f"timetable: {request.plan}",
    )


async def votes_on_their_way(case: str, part: Part, until: datetime) -> int:
    """How many messages to this part did the door take by this instant, and has not yet delivered?"""
    return await workflow.execute_activity_method(
        RegisterActivities.pending_before,
        args=[case, part, until],
        start_to_close_timeout=timedelta(seconds=30),
        retry_policy=_PATIENT,
        summary="messages still on their way?",
    )


async def deliver(case: str, part: Part, post_is_local: bool) -> PostReport | None:
    """Deliver what is due of a case's post; None when the order's budget was spent in vain.

    Into a folder of this machine it is a matter of milliseconds and done in the task that wrote the letters; a mail
    server may be slow or away, and is an order of its own.
    """
    order = PostOrder(case=case, part=part, now=workflow.now())
    try:
        if post_is_local:
            return await _deliver_at_once(order)
        return await workflow.execute_activity_method(
            CorrespondenceActivities.deliver,
            order,
            start_to_close_timeout=timedelta(minutes=2),
            heartbeat_timeout=timedelta(seconds=90),
            retry_policy=_POST,
            summary="post",
        )
    except ActivityError:
        return None


async def _deliver_at_once(order: PostOrder) -> PostReport:
    return await workflow.execute_local_activity_method(
        CorrespondenceActivities.deliver,
        order,
        start_to_close_timeout=timedelta(seconds=60),
        local_retry_threshold=timedelta(seconds=5),
        retry_policy=_POST,
        summary="post",
    )
