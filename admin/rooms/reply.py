"""The exchange with the National Panel, played back to its own rules, and as a list of what was said (R14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import text_of
from admin.rooms.course import Course, instant_in, says_yes, told
from admin.rooms.dates import Dates
from models.case import Part
from models.messages.panel_reply import CloseWait, PanelReplied, ReconsiderLcspr, Reply
from models.panel_reply import Exchange

SAID = ("panel_replied", "queries_answered", "lcspr_reconsidered", "national_review_ended", "wait_closed")
CHASED = "panel_reply_chased"
REPLIES = {
    Reply.AGREES: "The Panel agrees",
    Reply.QUERIES: "The Panel has queries",
    Reply.DISAGREES: "The Panel disagrees",
    Reply.NATIONAL_REVIEW: "The Panel begins a national review",
}


@dataclass(frozen=True)
class Word:
    """One thing said between partnership and Panel."""

    what: str
    at: datetime
    entry: Entry
    paper: str | None  # the letter, the answer, or the reasons
    paper_words: str


def exchange_of(course: Course) -> Exchange:
    """Where the exchange stands, by the rules the workflow obeys."""
    exchange = Exchange()
    for entry in course.of(*SAID, part=Part.PANEL_REPLY):
        _play(exchange, entry)
    return exchange


def _play(exchange: Exchange, entry: Entry) -> None:
    if entry.action == "panel_replied":
        exchange.receive(told(PanelReplied, entry, reply=entry.detail.get("reply")))
    elif entry.action == "queries_answered":
        exchange.answer()
    elif entry.action == "lcspr_reconsidered":
        exchange.reconsider(told(ReconsiderLcspr, entry, commission=says_yes(entry, "lcspr")))
    elif entry.action == "national_review_ended":
        exchange.end_national_review()
    else:
        exchange.close(told(CloseWait, entry))


def words_of(course: Course) -> Sequence[Word]:
    """Everything said, the latest first; what came after the exchange had ended stands with it."""
    said = [*course.of(*SAID), *course.of("panel_replied_after_the_end")]
    return [_word(entry) for entry in sorted(said, key=lambda entry: -entry.seq)]


def _word(entry: Entry) -> Word:
    if entry.action.startswith("panel_replied"):
        return Word(_reply_words(entry), entry.at, entry, entry.reasons, "Letter")
    if entry.action == "queries_answered":
        what = f"The queries were answered{', late' if says_yes(entry, 'late') else ''}"
        sent_at = instant_in(entry, "sent_at") or entry.at
        return Word(what, sent_at, entry, text_of(entry, "document"), "Answer")
    return Word(_decision_words(entry), entry.at, entry, entry.reasons, "Reasons")


def _reply_words(entry: Entry) -> str:
    reply = text_of(entry, "reply")
    return REPLIES[Reply(reply)] if reply else "The Panel wrote after the exchange had ended"


def _decision_words(entry: Entry) -> str:
    if entry.action == "lcspr_reconsidered":
        return f"The decision was taken again: {'a' if says_yes(entry, 'lcspr') else 'no'} LCSPR is held"
    ended = entry.action == "national_review_ended"
    return "The national review ended" if ended else "The wait was closed by hand"


@dataclass(frozen=True)
class Chase:
    """A reminder to chase the Panel: past, or still to come."""

    at: datetime
    working_day: int | None
    past: bool


def chases_of(course: Course, dates: Dates, now: datetime) -> tuple[Chase, ...]:
    """When the Panel was and will be chased: each reminder sounded, and those still to come."""
    sounded = [Chase(entry.at, None, True) for entry in course.of(CHASED)]
    coming = [Chase(alarm.at, alarm.working_day, False) for alarm in dates.alarms(CHASED) if alarm.at > now]
    return (*sounded, *coming)
