"""Publication: sent ahead, seven working days' wait, published by a person, public for a year (P1-P5).

No timer here publishes anything: timers only write letters. The part lives for a year and a little, with about
a dozen checks in it, so its history stays small and it never continues as new.
"""

from __future__ import annotations

from temporalio import workflow

from models.brief import PlanMoved, PlanView
from models.people import Role, to_role
from models.publication import PublicationBrief, PublicationEnd, PublicationResult
from models.redating import redated
from models.timetable import Timetable, TimetableRequest
from workflows import orders
from workflows import publication_acts as acts
from workflows.deadlines import Watch
from workflows.meanwhile import recording
from workflows.publication_decisions import PublicationDecisions
from workflows.publication_state import Release

# Whatever else makes it draw up again moved the calendar, and what is past then stands (C6).
OWN_REASONS = frozenset({"begun", "sent", "sent_again", "pause", "resume", "published", "not_to_publish"})


@workflow.defn
class Publication(PublicationDecisions):
    """From the Executive's sign-off, or its decision not to publish, to the end of the year in public."""

    @workflow.init
    def __init__(self, brief: PublicationBrief) -> None:
        self._release = Release(brief)
        self._watch = Watch(fired=brief.lcspr.fired)
        acts.begin(self._release)  # here, because a message may come with the very first task

    @workflow.run
    async def run(self, brief: PublicationBrief) -> PublicationResult:
        """Wait with the people who send, publish, cascade and check; until the year is over."""
        release = self._release
        while release.end is None:
            # What was decided goes on record before dates are drawn up again: with the answer, not after it.
            await release.docket.clear(release.standing())
            await recording(self._redate(), release.docket, release.standing)
            self._sound_alarms()
            await release.docket.clear(release.standing())
            await self._watch.until(
                lambda: release.docket.has_news() or bool(release.redraws) or release.end is not None,
                self._watch.next_at(release.is_open),
                release.docket.wakes_at(),
                summary=release.stage(),
            )
        return await self._close()

    def _sound_alarms(self) -> None:
        release = self._release
        for alarm in self._watch.take_due(release.is_open):
            to = [to_role(Role(token)) for token in alarm.to]
            facts = release.facts_for(alarm)
            release.docket.sound(alarm, to, facts)
            if alarm.purpose == "availability_ended":
                acts.end_year(release)

    async def _redate(self) -> None:
        """Draw up what is due for it: six months, wait, year, holds (P1, P4, L3, L9, C6)."""
        release = self._release
        while release.redraws:
            reasons, release.redraws = release.redraws, []
            moved = not OWN_REASONS.issuperset(reasons)
            await release.hold_reviews.draw_up(again=moved)
            release.six_months = await _drawn(release.six_months_request())
            release.year = await _drawn(release.year_request())
            if not await self._wait_drawn(moved):
                release.redraws = [*reasons, *release.redraws]
                continue
            self._watch.set(release.alarms())
            release.docket.enter("deadlines_drawn_up", clause="C6", reasons_for_it=tuple(reasons))
            acts.tell_of_wait(release, reasons)

    async def _wait_drawn(self, moved: bool) -> bool:
        """Count the wait; False where another sending or hold came meanwhile. A wait that is over stands (C6)."""
        release = self._release
        before, request = release.wait, release.wait_request()
        drawn = await _drawn(request)
        if request != release.wait_request():
            return False
        past = moved and before is not None and drawn is not None
        release.wait = redated(before, drawn, workflow.now()) if past and before and drawn else drawn
        return True

    async def _close(self) -> PublicationResult:
        release = self._release
        self._watch.rest()
        post_due = await release.docket.close(release.standing())
        outcome = release.end or PublicationEnd.PUBLISHED
        return PublicationResult(outcome=outcome, published_on=release.published_on, post_due=post_due)

    @workflow.query
    def plan(self) -> PlanView:
        """The plan the publication obeys now: its wait, then its year, otherwise the six months (C5)."""
        return self._release.plan()

    # what the parent says

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        """The calendar changed (C6)."""
        self._release.redraws.append(told.reason)


async def _drawn(request: TimetableRequest | None) -> Timetable | None:
    return None if request is None else await orders.draw_up(request)
