"""The threshold ballot on a Case for Consideration (T1-T6, T8): working days 1-2."""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow

from models.brief import Brief, PlanMoved, PlanView, ThresholdResult, moved, step_due
from models.case import Part
from models.commands import Answer
from models.message import Refusal
from models.messages.threshold import CastVote, Recuse
from models.people import Role, to_deputy, to_partner, to_role
from models.recipients import UNIT
from models.record import Standing
from models.threshold import PARTNERS, Ballot, Basis, basis_of, proceeds_to_rapid_review, who_steps_aside
from models.timetable import Alarm
from workflows import orders
from workflows.deadlines import Watch
from workflows.docket import Docket
from workflows.meanwhile import recording
from workflows.refusals import entitled, insist

VOTING_CLOSED = Refusal(code="voting_closed", says="Voting has closed. New information can open a new ballot.")
LOOK_AGAIN_AFTER = timedelta(minutes=1)
LOOKS_FOR_LATE_POST = 60


@workflow.defn
class Threshold:
    """One ballot: three partners, one vote each, until all are in or working day 2 closes."""

    @workflow.init
    def __init__(self, brief: Brief) -> None:
        self._case = brief.opening.case
        self._request = brief.request
        self._timetable = brief.timetable
        closes_at = step_due(brief.timetable, "ballot") or brief.timetable.days[1].closes_at
        self._ballot = Ballot(closes_at, brief.timetable.rules.missing_vote)
        self._docket = Docket(self._case, Part.THRESHOLD)
        self._about = str(brief.opening.sequence)  # a new ballot's letters are new ones, even on the same day (T6, E2)
        self._watch = Watch(self._alarms())
        self._superseded = False
        self._held = False
        self._redraw: PlanMoved | None = None
        self._open()  # here, because a message may come with the very first task

    @workflow.run
    async def run(self, brief: Brief) -> ThresholdResult:
        """Open the ballot, chase the votes, close it."""
        await self._docket.clear(self._standing())
        while not self._superseded and not self._ballot.is_complete() and not await self._deadline_closes_it():
            if self._redraw is not None:
                await recording(self._redate(), self._docket, self._standing)
            self._sound_alarms()
            self._note_hold()
            await self._docket.clear(self._standing())
            await self._wait()
        return await self._close()

    # the course

    def _open(self) -> None:
        self._docket.enter("ballot_opened", clause="T2", closes_at=self._ballot.closes_at.isoformat())
        self._docket.write("ballot_opened", map(to_partner, PARTNERS), self._ballot.closes_at.date(), about=self._about)

    async def _wait(self) -> None:
        await self._watch.until(
            lambda: self._docket.has_news() or self._is_decided() or self._redraw is not None,
            self._watch.next_at(self._is_open),
            None if workflow.now() >= self._ballot.closes_at else self._ballot.closes_at,
            self._docket.wakes_at(),
            summary="ballot",
        )

    def _is_decided(self) -> bool:
        return self._superseded or self._ballot.is_complete() or self._ballot.closes_by(workflow.now())

    def _is_open(self, step: str) -> bool:
        return step == "ballot" and not self._superseded and not self._ballot.is_complete()

    async def _deadline_closes_it(self) -> bool:
        """Does the deadline close the ballot? A vote the door took in time is waited for first (C8, K5)."""
        if not self._ballot.closes_by(workflow.now()):
            return False
        for _ in range(LOOKS_FOR_LATE_POST):
            until = self._ballot.closes_at
            if self._is_over_early() or not await orders.votes_on_their_way(self._case, Part.THRESHOLD, until):
                break
            await self._watch.until(
                self._is_over_early, workflow.now() + LOOK_AGAIN_AFTER, summary="votes on their way"
            )
            await self._docket.clear(self._standing())
        return True

    def _note_hold(self) -> None:
        """Past its deadline, a ballot that policy holds open waits for a Yes, and says so once (T4)."""
        if self._held or workflow.now() < self._ballot.closes_at:
            return
        self._held = True
        missing = self._ballot.outstanding
        self._docket.enter("ballot_held", clause="T4", votes_missing=missing)
        to = [*map(to_partner, missing), to_role(Role.QIIP_CHAIR), *UNIT]
        self._docket.write("ballot_held", to, about=self._about, votes_missing=",".join(missing))

    def _is_over_early(self) -> bool:
        return self._superseded or self._ballot.is_complete()

    def _sound_alarms(self) -> None:
        for alarm in self._watch.take_due(self._is_open):
            recipients = [recipient for whom in alarm.to for recipient in self._addressees(whom)]
            missing = ",".join(self._ballot.outstanding)
            facts = {"votes_missing": missing} if alarm.purpose == "vote_chased" else {}
            self._docket.sound(alarm, recipients, facts, about=f"{self._about}:{alarm.id}")

    def _addressees(self, whom: str) -> list[str]:
        if whom == "outstanding_partners":
            return [to_partner(partner) for partner in self._ballot.outstanding if not self._ballot.recused(partner)]
        if whom == "outstanding_deputies":
            return [to_deputy(partner) for partner in self._ballot.outstanding]
        return [to_role(Role(whom))]

    async def _redate(self) -> None:
        if self._redraw is None:
            return
        told, self._redraw = self._redraw, None
        self._request = moved(self._request, told)
        self._timetable = await orders.draw_up(self._request)
        before = self._ballot.closes_at
        closes_at = step_due(self._timetable, "ballot") or before
        if workflow.now() < before:
            self._ballot.closes_at = closes_at
        self._watch.set(self._alarms())
        self._docket.enter(
            "deadlines_moved", clause="C6", reason=told.reason, was=before.isoformat(), now=closes_at.isoformat()
        )

    def _alarms(self) -> list[Alarm]:
        return [alarm for alarm in self._timetable.alarms if alarm.step == "ballot"]

    async def _close(self) -> ThresholdResult:
        self._watch.rest()
        basis = Basis.SUPERSEDED if self._superseded else basis_of(self._ballot.votes)
        proceeds = self._superseded or proceeds_to_rapid_review(self._ballot.votes)
        missing = tuple(self._ballot.outstanding)
        self._docket.enter("ballot_closed", clause="T3", basis=basis, proceeds=proceeds, votes_missing=missing)
        if self._superseded:
            self._docket.write("ballot_superseded", map(to_partner, PARTNERS), about=self._about)
        post_due = await self._docket.close(self._standing(ended=True, outcome=basis))
        return ThresholdResult(proceeds=proceeds, basis=basis, post_due=post_due)

    def _standing(self, ended: bool = False, outcome: str | None = None) -> Standing:
        return Standing(
            stage="threshold",
            next_action="cast_vote" if not ended else "none",
            holder="partners",
            due=None if ended else self._ballot.closes_at,
            waits_for=tuple(to_partner(partner) for partner in self._ballot.outstanding),
            ended=ended,
            outcome=outcome,
        )

    # what people say

    @workflow.update
    def cast_vote(self, vote: CastVote) -> Answer:
        """Take a partner's vote (T2, T5)."""
        taken = self._ballot.cast(vote)
        self._docket.enter(
            "vote_cast", vote, clause="T2", partner=taken.partner, proceed=taken.proceed, version=taken.version
        )
        return Answer(outcome="ballot_complete" if self._ballot.is_complete() else "vote_taken")

    @cast_vote.validator
    def _may_cast_vote(self, vote: CastVote) -> None:
        insist(entitled(vote, self._case), self._refuses_when_decided(), self._ballot.refuses_vote(vote))

    @workflow.update
    def recuse(self, recusal: Recuse) -> Answer:
        """A member steps aside for the deputy (T2)."""
        self._ballot.recuse(recusal)
        self._docket.enter(
            "member_recused", recusal, clause="T2", partner=recusal.partner, person=who_steps_aside(recusal)
        )
        self._docket.write(
            "vote_for_deputy", to_deputy(recusal.partner), self._ballot.closes_at.date(), about=self._about
        )
        return Answer(outcome="deputy_votes")

    @recuse.validator
    def _may_recuse(self, recusal: Recuse) -> None:
        insist(entitled(recusal, self._case), self._refuses_when_decided(), self._ballot.refuses_recusal(recusal))

    def _refuses_when_decided(self) -> Refusal | None:
        return VOTING_CLOSED if self._is_over_early() else None

    # what the parent says

    @workflow.signal
    def superseded(self) -> None:
        """A SIN has come: the ballot closes at once (T8)."""
        self._superseded = True

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        """The calendar or the day of notification changed (C6)."""
        self._redraw = told

    @workflow.query
    def plan(self) -> PlanView:
        """The plan the ballot obeys (C5)."""
        return PlanView(request=self._request, timetable=self._timetable)
