"""The exchange with the National Panel after a Rapid Review Report was submitted (R14)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime

from models.message import Message, Refusal
from models.messages.panel_reply import AnswerQueries, CloseWait, PanelReplied, ReconsiderLcspr, Reply


class Stage(StrEnum):
    """What the exchange with the National Panel waits for."""

    REPLY = "panel_reply"
    ANSWER = "answer_to_queries"
    RECONSIDERATION = "lcspr_reconsideration"
    NATIONAL_REVIEW = "national_review"
    ENDED = "ended"


class NextAction(StrEnum):
    """What comes next, by the name of the message that brings it."""

    REPLY = "panel_replied"
    ANSWER = "answer_queries"
    RECONSIDER = "reconsider_lcspr"
    END_NATIONAL_REVIEW = "national_review_ended"
    NONE = "none"


NEXT = {
    Stage.REPLY: NextAction.REPLY,
    Stage.ANSWER: NextAction.ANSWER,
    Stage.RECONSIDERATION: NextAction.RECONSIDER,
    Stage.NATIONAL_REVIEW: NextAction.END_NATIONAL_REVIEW,
    Stage.ENDED: NextAction.NONE,
}


class PanelReplyResult(Message):
    """How the exchange ended: the Panel's last word, and the LCSPR decision where it was taken again."""

    reply: Reply | None = None
    lcspr: bool | None = None
    closed_by_hand: bool = False
    post_due: AwareDatetime | None = None


class Exchange:
    """What the Panel said last, and what is owed to it."""

    def __init__(self) -> None:
        self.reply: Reply | None = None
        self.queries_since: datetime | None = None
        self.reconsidering = False
        self.national_review = False
        self.lcspr: bool | None = None
        self.settled = False  # the Panel agrees, or the LCSPR decision was taken again
        self.closed = False

    def stage(self) -> Stage:
        """What is waited for: the first that is open."""
        if self.has_ended():
            return Stage.ENDED
        if self.reconsidering:
            return Stage.RECONSIDERATION
        if self.queries_since is not None:
            return Stage.ANSWER
        return Stage.NATIONAL_REVIEW if self.national_review else Stage.REPLY

    def has_ended(self) -> bool:
        """Is nothing more owed by either side? A national review that goes on keeps the exchange open."""
        owed = self.reconsidering or self.queries_since is not None or self.national_review
        return self.closed or (self.settled and not owed)

    def receive(self, told: PanelReplied) -> None:
        """Take the Panel's word, which cannot be refused; agreement settles what was open."""
        self.reply = told.reply
        if told.reply is Reply.NATIONAL_REVIEW:
            self.national_review = True
            return
        self.settled = told.reply is Reply.AGREES
        self.reconsidering = told.reply is Reply.DISAGREES
        if told.reply is Reply.QUERIES:
            self.queries_since = self.queries_since or told.at
        else:
            self.queries_since = None

    def refuses_when_ended(self) -> Refusal | None:
        """Has the exchange ended?"""
        if self.has_ended():
            return Refusal(code="exchange_ended", says="The exchange with the National Panel has ended.")
        return None

    def refuses_answer(self, told: AnswerQueries) -> Refusal | None:
        """Why can this answer not be recorded? None: it can. A late answer is recorded as late, never refused."""
        if self.queries_since is None:
            return Refusal(code="no_queries", says="The National Panel has no open queries: record its letter first.")
        if told.sent_at > told.at:
            return Refusal(code="sent_in_future", says="sent_at: an answer is recorded once it has been sent.")
        return None

    def refuses_reconsideration(self) -> Refusal | None:
        """Why can the LCSPR decision not be taken again? None: it can."""
        if self.reconsidering:
            return None
        return Refusal(code="not_reopened", says="The decision is reopened only when the National Panel disagrees.")

    def refuses_end_of_national_review(self) -> Refusal | None:
        """Is there no national review whose end could be recorded?"""
        if self.national_review:
            return None
        return Refusal(code="no_national_review", says="No national review is on record.")

    def refuses_closing(self) -> Refusal | None:
        """Why can the wait not be closed? None: it can."""
        if self.national_review:
            return Refusal(
                code="in_national_review",
                says="A national review pauses the LCSPR: record its end first, then close the wait.",
            )
        if self.reconsidering:
            return Refusal(code="reconsidering", says="The Panel disagrees: decide again on the LCSPR first.")
        return None

    def answer(self) -> None:
        """The queries are answered; the wait goes on."""
        self.queries_since = None

    def reconsider(self, told: ReconsiderLcspr) -> None:
        """The decision was taken again."""
        self.reconsidering = False
        self.settled = True
        self.lcspr = told.commission

    def end_national_review(self) -> None:
        """The national review has ended."""
        self.national_review = False

    def close(self, told: CloseWait) -> None:
        """A person closes the wait."""
        self.closed = True
