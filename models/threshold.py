"""The threshold: whether a Case for Consideration becomes a Rapid Review (T1-T6, T8)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.message import Message, Refusal
from models.messages.threshold import CastVote, Recuse
from models.people import Partner, Role
from models.timetable import MissingVote

PARTNERS = tuple(Partner)


class Basis(StrEnum):
    """On what ground a ballot was decided."""

    ALL_YES = "all_yes"
    SPLIT = "split"  # T3
    PRESUMPTION = "presumption"  # T4: votes missing at the deadline
    UNANIMOUS_NO = "unanimous_no"
    SUPERSEDED = "superseded"  # T8


class Vote(Message):
    """One version of one partner's vote; the last before the ballot closes counts."""

    partner: Partner
    proceed: bool
    person: str
    at: datetime
    version: int
    reasons: str


def proceeds_to_rapid_review(votes: tuple[Vote, ...]) -> bool:
    """Does the case proceed? Anything short of a unanimous No of all three partners does (T3, T4)."""
    against = {vote.partner for vote in votes if not vote.proceed}
    return len(against) < len(PARTNERS)


def basis_of(votes: tuple[Vote, ...]) -> Basis:
    """On what ground do these votes decide the ballot (T3, T4)?"""
    if len(votes) < len(PARTNERS):
        return Basis.PRESUMPTION
    if all(vote.proceed for vote in votes):
        return Basis.ALL_YES
    return Basis.SPLIT if proceeds_to_rapid_review(votes) else Basis.UNANIMOUS_NO


def who_steps_aside(recusal: Recuse) -> str | None:
    """Who is walled off by a recusal: the member, also where the Business Unit records it; None: nobody is known."""
    return recusal.by.person if recusal.by.role is Role.QIIP_MEMBER else recusal.person or None


class Ballot:
    """An open ballot: one vote per partner, every version kept, until it closes (T2, T5)."""

    def __init__(self, closes_at: datetime, missing: MissingVote) -> None:
        self.closes_at = closes_at
        self.missing = missing
        self._versions: dict[Partner, list[Vote]] = {}
        self._recused: dict[Partner, str] = {}

    @property
    def votes(self) -> tuple[Vote, ...]:
        """The votes that count: each partner's last version."""
        return tuple(self._versions[partner][-1] for partner in PARTNERS if partner in self._versions)

    @property
    def outstanding(self) -> tuple[Partner, ...]:
        """Which partners have not voted?"""
        return tuple(partner for partner in PARTNERS if partner not in self._versions)

    def recused(self, partner: Partner) -> bool:
        """Has this partner's member stepped aside for the deputy?"""
        return partner in self._recused

    def refuses_vote(self, vote: CastVote) -> Refusal | None:
        """Why can this vote not be taken? None: it can (T2)."""
        if vote.by.partner != vote.partner:
            return Refusal(code="wrong_partner", says="partner: you vote for your own partner only.")
        if vote.partner in self._recused and (
            self._recused[vote.partner] == vote.by.person or vote.by.deputy_for is None
        ):  # the Business Unit may have recorded the recusal: then whoever is no deputy is the member
            return Refusal(code="recused", says="You have stepped aside in this case: your deputy votes.")
        if self.missing is MissingVote.PROCEED and vote.at > self.closes_at:
            return Refusal(code="voting_closed", says="Voting has closed. New information can open a new ballot.")
        return None

    def refuses_recusal(self, recusal: Recuse) -> Refusal | None:
        """Why can this member not step aside? None: they can (T2)."""
        if recusal.by.partner not in (None, recusal.partner):
            return Refusal(code="wrong_partner", says="partner: a member steps aside for their own partner only.")
        if recusal.by.deputy_for is not None:
            return Refusal(
                code="deputy", says="A deputy does not step aside here: name another deputy in the directory."
            )
        if recusal.by.role is Role.QIIP_MEMBER and recusal.person not in ("", recusal.by.person):
            return Refusal(code="wrong_person", says="person: a member steps aside for themselves only.")
        return None

    def cast(self, vote: CastVote) -> Vote:
        """Take a vote, or a changed one."""
        versions = self._versions.setdefault(vote.partner, [])
        taken = Vote(
            partner=vote.partner,
            proceed=vote.proceed,
            person=vote.by.person,
            at=vote.at,
            version=len(versions) + 1,
            reasons=vote.reasons,
        )
        versions.append(taken)
        return taken

    def recuse(self, recusal: Recuse) -> None:
        """The member steps aside; what they had voted no longer counts (every version stays on the record)."""
        self._recused[recusal.partner] = who_steps_aside(recusal) or recusal.by.person
        self._versions.pop(recusal.partner, None)

    def is_complete(self) -> bool:
        """Are all three votes in (T5)?"""
        return not self.outstanding

    def closes_by(self, now: datetime) -> bool:
        """Does the ballot close now, by its deadline, with votes missing (T4)?"""
        if now < self.closes_at:
            return False
        return self.missing is MissingVote.PROCEED or any(vote.proceed for vote in self.votes)
