"""The vote on a Case for Consideration, from its entries: every version, who may still vote, what it led to (T2-T7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.register.appointments import AppointmentRow
from adapters.register.audit import Entry
from adapters.register.entry_details import number_of, person_of, text_of
from admin.rooms.course import Course, instant_in, says_yes, told, words_in
from admin.rooms.names import holders
from models.case import Part
from models.messages.threshold import CastVote, Recuse
from models.people import Actor, Partner, Role
from models.threshold import PARTNERS, Ballot
from models.timetable import MissingVote
from models.wording import BASES, counted


@dataclass(frozen=True)
class VoteVersion:
    """One version of a partner's vote."""

    proceed: bool
    by: Actor
    at: datetime
    version: int
    reasons: str | None
    counts: bool  # the last one before the close, and not withdrawn by a recusal


@dataclass(frozen=True)
class PartnerVotes:
    """A statutory partner's place in the vote."""

    partner: Partner
    versions: tuple[VoteVersion, ...]  # oldest first
    recused: Entry | None
    may_vote: tuple[str, ...]  # people who may vote for it: the member or, after a recusal, the deputies
    veiled: bool = False  # how it voted is kept from whoever looks, until the vote has closed

    @property
    def vote(self) -> VoteVersion | None:
        """The vote that counts."""
        return next((each for each in self.versions if each.counts), None)


@dataclass(frozen=True)
class Closed:
    """How a vote closed."""

    at: datetime
    basis: str
    proceeds: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class BallotSeen:
    """A vote, open or closed."""

    opened_at: datetime
    closes_at: datetime
    partners: tuple[PartnerVotes, ...]
    closed: Closed | None
    held: bool  # past its deadline, kept open by policy until a Yes comes

    @property
    def veiled(self) -> bool:
        """Is anything kept from whoever looks?"""
        return any(each.veiled for each in self.partners)

    def as_seen_by(self, own: frozenset[str]) -> BallotSeen:
        """The vote for somebody who votes for these partners: while it is open, the others' stay unsaid (T2)."""
        if not own or self.closed is not None:
            return self
        partners = tuple(replace(each, veiled=str(each.partner) not in own) for each in self.partners)
        return replace(self, partners=partners)

    @property
    def outstanding(self) -> tuple[Partner, ...]:
        """Who has not voted."""
        return tuple(each.partner for each in self.partners if each.vote is None)

    def tally(self) -> str:
        """How it stands: ``1 Yes, 1 No, 1 vote missing``."""
        votes = [each.vote.proceed for each in self.partners if each.vote]
        if self.veiled:
            return f"{len(votes)} of {len(PARTNERS)} partners have voted"
        said = [f"{votes.count(True)} Yes", f"{votes.count(False)} No"]
        missing = len(PARTNERS) - len(votes)
        return ", ".join([*said, counted(missing, "vote missing", "votes missing")] if missing else said)


def ballot_seen(course: Course, missing: MissingVote, appointments: Iterable[AppointmentRow]) -> BallotSeen | None:
    """The vote of a course; None where there was none (a SIN is never voted on: T1)."""
    opened = course.last("ballot_opened")
    if opened is None:
        return None
    closes_at = _closes_at(course, opened)
    counting = _played_back(course, closes_at, missing)
    people = list(appointments)
    return BallotSeen(
        opened_at=opened.at,
        closes_at=closes_at,
        partners=tuple(_partner(course, counting, partner, people) for partner in PARTNERS),
        closed=_closed(course),
        held=course.has("ballot_held"),
    )


def _closes_at(course: Course, opened: Entry) -> datetime:
    moved = [instant_in(entry, "now") for entry in course.of("deadlines_moved", part=Part.THRESHOLD)]
    known = [at for at in (instant_in(opened, "closes_at"), *moved) if at is not None]
    return known[-1] if known else opened.at


def _played_back(course: Course, closes_at: datetime, missing: MissingVote) -> Ballot:
    ballot = Ballot(closes_at, missing)
    for entry in course.of("vote_cast", "member_recused"):
        partner = entry.detail.get("partner")
        if entry.action == "vote_cast":
            ballot.cast(told(CastVote, entry, partner=partner, proceed=says_yes(entry, "proceed")))
        else:
            ballot.recuse(told(Recuse, entry, partner=partner))
    return ballot


def _partner(course: Course, ballot: Ballot, partner: Partner, people: list[AppointmentRow]) -> PartnerVotes:
    cast = [entry for entry in course.of("vote_cast") if entry.detail.get("partner") == partner]
    recusals = [entry for entry in course.of("member_recused") if entry.detail.get("partner") == partner]
    recused = recusals[-1] if recusals else None
    counting = next((vote.at for vote in ballot.votes if vote.partner is partner), None)
    versions = tuple(_version(entry, counts=counting is not None and entry is cast[-1]) for entry in cast)
    return PartnerVotes(partner, versions, recused, _electors(partner, recused, people))


def _electors(partner: Partner, recused: Entry | None, people: list[AppointmentRow]) -> tuple[str, ...]:
    members = holders(people, Role.QIIP_MEMBER, partner)
    deputies = holders(people, Role.QIIP_MEMBER, partner, deputies=True)
    if recused is None:
        return (*members, *deputies)
    aside = person_of(recused, "person") or recused.by.person
    return tuple(person for person in deputies if person != aside)


def _version(entry: Entry, *, counts: bool) -> VoteVersion:
    return VoteVersion(
        proceed=says_yes(entry, "proceed"),
        by=entry.by,
        at=entry.at,
        version=number_of(entry, "version", 1),
        reasons=entry.reasons,
        counts=counts,
    )


def _closed(course: Course) -> Closed | None:
    entry = course.last("ballot_closed")
    if entry is None:
        return None
    basis = text_of(entry, "basis") or ""
    return Closed(entry.at, basis, says_yes(entry, "proceeds"), words_in(entry, "votes_missing"))


def result_words(closed: Closed) -> str:
    """What decided the vote, in a sentence."""
    if closed.basis == "unanimous_no":
        return "All three statutory partners said No."
    return f"{BASES.get(closed.basis, closed.basis.replace('_', ' '))}."


def as_it_stands(ballot: BallotSeen, missing: MissingVote) -> str:
    """What would come of the vote if nobody voted any more (T3, T4)."""
    votes = [each.vote.proceed for each in ballot.partners if each.vote]
    if votes.count(False) == len(PARTNERS):
        return "All three say No: the case does not become a Rapid Review."
    if any(votes) or missing is MissingVote.PROCEED:
        return "As the votes stand, the case becomes a Rapid Review."
    return "As the votes stand, the vote stays open after its close until a Yes comes, or all three have voted."


@dataclass(frozen=True)
class CascadeLine:
    """Whether a partner has told its agency of the decision, and why (T7)."""

    partner: Partner
    confirmed: Entry | None


def cascades(course: Course) -> tuple[CascadeLine, ...]:
    """The partners' confirmations; empty where no decision to proceed waits to be passed on."""
    closed = _closed(course)
    if closed is None or not closed.proceeds:
        return ()
    confirmed = {entry.detail.get("partner"): entry for entry in course.of("cascade_confirmed")}
    return tuple(CascadeLine(partner, confirmed.get(partner)) for partner in PARTNERS)
