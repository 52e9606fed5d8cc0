"""The post: every letter in the outbox delivered at least once and never twice, whatever crashes (E2, E3, E5).

A letter is claimed before it is sent and marked after. Killed in between, its lease runs out and its fate is
unknown: a statutory notice then goes once more under the same Message-ID, and for any other letter a person is
asked to telephone. A mailbox that absorbs repeats gets every unknown letter again, for it cannot become two.
"""

from __future__ import annotations

import asyncio
from asyncio import to_thread
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from temporalio import activity

from activities.beating import beating
from activities.delivering import SENT_AGAIN, finish, is_second_copy, now_of, split
from activities.post import (
    LINK_LIVES,
    Address,
    Directory,
    Links,
    Mail,
    OfficeHours,
    Outbox,
    QueuedLetter,
    RetryPlan,
    Stationery,
)
from models.post import STATUTORY_NOTICES, WITH_LINK, CannotBeWritten, Envelope, LetterOrder, MailOutcome, Posted
from models.record import PostOrder, PostReport, UndeliverableLetter

LONDON = ZoneInfo("Europe/London")
AMBIGUOUS, PERMANENT = "ambiguous", "permanent"  # states of an outbox row
LOST, LOST_AGAIN = "answer_lost", "answer_lost_again"  # why a row is where it is
LEASE = timedelta(minutes=5)  # longer than any delivery may run
ABSORBED_LEASE = timedelta(seconds=20)  # where a repeat does no harm, a killed delivery's letters soon go again
BATCH = 20
BUDGET_SECONDS = 60.0  # then the order reports and a new one goes on, well within its time-out
PAUSE = timedelta(minutes=1)  # before looking again at letters that another delivery has in hand
LATE = timedelta(hours=1)  # a letter later than this says so


@dataclass
class _Round:
    """One delivery round: what came of it so far."""

    case: str
    now: datetime
    sent: int = 0
    away_until: datetime | None = None
    undeliverable: list[UndeliverableLetter] = field(default_factory=list)

    def give_up(self, letter: QueuedLetter, why: str) -> None:
        """A letter became a task for a person (E5)."""
        self.undeliverable.append(
            UndeliverableLetter(purpose=letter.purpose, to=letter.recipient, due=letter.due, why=why)
        )


class CorrespondenceActivities:
    """Deliver a case's post."""

    def __init__(
        self,
        outbox: Outbox,
        directory: Directory,
        letters: Stationery,
        mail: Mail,
        hours: OfficeHours,
        retries: RetryPlan | None = None,
        links: Links | None = None,
    ) -> None:
        self._outbox = outbox
        self._links = links
        self._directory = directory
        self._letters = letters
        self._mail = mail
        self._hours = hours
        self._retries = retries or RetryPlan()

    @activity.defn
    async def deliver(self, order: PostOrder) -> PostReport:
        """Deliver what is due of a case's post, and say when to look again (E2, E3, E5).

        Can be killed at any point: letters not yet claimed stay as they are, the one in hand becomes unknown
        when its lease ends. A cancelled delivery finishes the letter in hand first.
        """
        async with beating():
            return await self._deliver(_Round(case=order.case, now=now_of(order)))

    async def _deliver(self, round_: _Round) -> PostReport:
        await to_thread(self._outbox.expire_leases, round_.now)
        await self._settle_unknown(round_)
        drained = await self._deliver_due(round_)
        await self._settle_unknown(round_)
        post_due = await to_thread(self._outbox.next_post_due, round_.case)
        earliest = round_.away_until or (round_.now + PAUSE if drained else round_.now)
        return PostReport(
            sent=round_.sent,
            post_due=max(post_due, earliest) if post_due else None,
            undeliverable=tuple(round_.undeliverable) + await self._unreported(round_),
        )

    async def _deliver_due(self, round_: _Round) -> bool:
        """Deliver until nothing is due (true), the mail system is away, or the time is up (false)."""
        # One at a time where a repeat would be a second letter: so a kill leaves one letter unknown, not twenty.
        limit, lease = (BATCH, ABSORBED_LEASE) if self._mail.absorbs_repeats else (1, LEASE)
        stop_at = asyncio.get_running_loop().time() + BUDGET_SECONDS  # a budget, no business time
        while round_.away_until is None and asyncio.get_running_loop().time() < stop_at:
            claimed = await to_thread(self._outbox.claim_due, round_.case, round_.now, lease.total_seconds(), limit)
            if not claimed:
                return True
            for letter in claimed:
                await finish(self._post(letter, round_))
        return False

    async def _post(self, letter: QueuedLetter, round_: _Round) -> None:
        """Post one claimed letter to whoever holds the office now."""
        office, _, person = letter.recipient.partition("/")
        on = round_.now.astimezone(LONDON).date()
        found = await to_thread(self._directory.addresses, office, letter.case, on)
        holders = list({holder.person: holder for holder in found}.values())
        chosen = [holder for holder in holders if not person or holder.person == person]
        if not holders:
            await self._mark_permanent(letter, "no_address", round_)
        elif len(chosen) == 1:
            await self._send(letter, chosen[0], office, round_)
        else:  # several hold the office, or this person no longer does: a letter of their own to each who holds it
            each = [f"{office}/{holder.person}" for holder in holders]
            await to_thread(split, self._outbox, letter, each, round_.now)

    async def _send(self, letter: QueuedLetter, holder: Address, office: str, round_: _Round) -> None:
        try:
            token = await to_thread(self._token, letter, office, holder, round_.now)
            written = self._letters.write(self._order(letter, office, round_.now, token))
        except CannotBeWritten:
            await self._mark_permanent(letter, "cannot_be_written", round_)
            return
        key = " ".join((letter.case, letter.purpose, office, letter.due.isoformat(), letter.about, holder.person))
        posted = await self._mail.send(Envelope(key=key, to=holder.email, letter=written, at=round_.now))
        await self._mark(letter, posted, round_)

    def _token(self, letter: QueuedLetter, office: str, holder: Address, now: datetime) -> str:
        """Of the link in a letter about an agency's return; the same one when the letter is sent again."""
        _, _, agency = office.partition(":")
        if self._links is None or letter.purpose not in WITH_LINK or not office.startswith(("agency:", "lead:")):
            return ""
        return self._links.link_for(letter.case, agency, holder.person, now, now + LINK_LIVES)

    def _order(self, letter: QueuedLetter, office: str, now: datetime, token: str) -> LetterOrder:
        meant_for = letter.written_at if letter.any_hour else self._hours.next_open(letter.written_at)
        return LetterOrder(
            case=letter.case,
            purpose=letter.purpose,
            to=office,
            due=letter.due,
            facts=dict(letter.facts),
            meant_for=meant_for if now - meant_for > LATE else None,
            token=token,
        )

    async def _mark(self, letter: QueuedLetter, posted: Posted, round_: _Round) -> None:
        if posted.outcome is MailOutcome.SENT:
            await to_thread(self._outbox.mark_sent, letter.id, posted.message_id, round_.now)
            round_.sent += 1
        elif posted.outcome is MailOutcome.PERMANENT:
            await self._mark_permanent(letter, "refused", round_)
        elif posted.outcome is MailOutcome.AMBIGUOUS:
            why = LOST_AGAIN if is_second_copy(letter) else LOST
            await to_thread(self._outbox.mark_ambiguous, letter.id, round_.now, why)
        else:
            await self._mark_retry(letter, posted, round_)

    async def _mark_retry(self, letter: QueuedLetter, posted: Posted, round_: _Round) -> None:
        at = round_.now + self._retries.after(letter.attempt)
        at = at if letter.any_hour else self._hours.next_open(at)
        if posted.away:
            round_.away_until = min(at, round_.now + self._retries.after(1))
        if letter.attempt >= self._retries.give_up_after:
            await self._mark_permanent(letter, "gave_up", round_)
            return
        why = f"{SENT_AGAIN}_{posted.why}" if is_second_copy(letter) else posted.why
        await to_thread(self._outbox.mark_retry, letter.id, at, why, round_.now)

    async def _mark_permanent(self, letter: QueuedLetter, why: str, round_: _Round) -> None:
        await to_thread(self._outbox.mark_permanent, letter.id, why, round_.now)
        round_.give_up(letter, why)

    async def _settle_unknown(self, round_: _Round) -> None:
        """Letters of unknown fate: once more under the same Message-ID, or a task for a person."""
        for letter in await to_thread(self._outbox.outbox_of, round_.case):
            if letter.state != AMBIGUOUS:
                continue
            if self._goes_again(letter):
                await to_thread(self._outbox.send_again, letter.id, round_.now)
            else:
                await self._mark_permanent(letter, "unknown_outcome", round_)

    def _goes_again(self, letter: QueuedLetter) -> bool:
        if self._mail.absorbs_repeats:
            return letter.attempt < self._retries.give_up_after
        # A lease that ran out does not say whether this was the second copy; only a first attempt surely was not.
        first_copy = letter.why == LOST or letter.attempt == 1
        return letter.purpose in STATUTORY_NOTICES and first_copy

    async def _unreported(self, round_: _Round) -> tuple[UndeliverableLetter, ...]:
        """What an attempt before this one may have given up and died before reporting: better told twice (E5)."""
        if not activity.in_activity() or activity.info().attempt == 1:
            return ()
        told = {(letter.purpose, letter.to, letter.due) for letter in round_.undeliverable}
        return tuple(
            UndeliverableLetter(purpose=letter.purpose, to=letter.recipient, due=letter.due, why=letter.why or "")
            for letter in await to_thread(self._outbox.outbox_of, round_.case)
            if letter.state == PERMANENT and (letter.purpose, letter.recipient, letter.due) not in told
        )
