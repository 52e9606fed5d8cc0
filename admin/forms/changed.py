"""Has something happened since somebody opened a form, that they ought to know before they decide (K5)?

The rule. Asked for decisions only: a fact has happened and is always taken. What counts is what *other people* decided
or reported in the same part of the case after the page was opened. What clocks and letters did does not count (the case
itself refuses what has become impossible), nor views of documents, nor what is done side by side: a partner's vote does
not hold up another partner's, a signature not another signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.register.audit import Entry
from admin.case.sentences import by_words, sentence_of
from admin.wiring import Wiring
from desk.words import Wordbook
from models.commands import Fact, Told
from models.people import Role

_SIDE_BY_SIDE = {
    "cast_vote": {"vote_cast"},
    "recuse": {"vote_cast"},
    "confirm_cascade": {"cascade_confirmed"},
    "sign_report": {"report_signed"},
    "sign_draft": {"report_signed"},
    "agree_publication_plan": {"publication_plan_agreed"},
    "request_information": {"agency_asked"},
    "update_action": {"action_updated", "action_completed"},
    "complete_action": {"action_updated", "action_completed"},
    "confirm_immediate_action": {"immediate_action_confirmed"},
}
_LOOKING = "_viewed"


@dataclass(frozen=True)
class Change:
    """Something that happened meanwhile, without a name: when, what, in which office."""

    at: datetime
    words: str
    who: str


def changes_since(wiring: Wiring, told: type[Told], case: str, person: str, seen: int) -> list[Change]:
    """What others decided in the same part since the entry ``seen``; empty where nothing need be said."""
    if issubclass(told, Fact):
        return []
    found = [each for each in wiring.register.entries_since(case, seen) if _matters(each, told, person)]
    book = Wordbook(wiring.register, wiring.policies, wiring.calendars)
    return [_change(entry, book) for entry in found]


def _matters(entry: Entry, told: type[Told], person: str) -> bool:
    if entry.part != told.part or entry.by.role is Role.SERVICE or entry.by.person == person:
        return False
    beside = _SIDE_BY_SIDE.get(told.name, set())
    return entry.action not in beside and not entry.action.endswith(_LOOKING)


def _change(entry: Entry, book: Wordbook) -> Change:
    return Change(entry.at, sentence_of(entry, book.who).text, by_words(entry.by, book.who))
