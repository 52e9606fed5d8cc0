"""The timeline of a case: its entries in words, by kind, a page at a time (K2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from adapters.register.audit import Entry
from admin.case.file import CaseFile
from admin.case.letter_words import LETTERS
from admin.case.sentence_table import TOLD, Told
from admin.case.sentences import Sentence, sentence_of
from admin.paging import Paging, paging

PAGE = 50
RECENT = 6
SHOWN_AT_FIRST = frozenset({Told.DECISION, Told.CLOCK, Told.LETTER, Told.SYSTEM})  # the rest only when asked for
RECENTLY = frozenset({Told.DECISION, Told.CLOCK})
NAMES = {
    Told.DECISION: "Decisions and what came in",
    Told.CLOCK: "Dates and clocks",
    Told.LETTER: "Reminders, and letters that did not arrive",
    Told.SENT: "Each letter as it went",
    Told.VIEW: "Who looked at what",
    Told.SYSTEM: "The system itself",
}


@dataclass(frozen=True)
class History:
    """One page of the timeline."""

    sentences: tuple[Sentence, ...]
    kinds: frozenset[Told]
    paging: Paging


def kinds_asked(asked: Iterable[str]) -> frozenset[Told]:
    """The kinds chosen on the page; the usual ones where none is."""
    known = frozenset(Told(each) for each in asked if each in set(Told))
    return known or SHOWN_AT_FIRST


def history_seen(file: CaseFile, kinds: frozenset[Told], page: str) -> History:
    """One page of the timeline, the newest first; a page past the end is the last one."""
    only, but = _filter(kinds)
    register = file.wiring.register
    total = register.timeline(file.case, only=only, but=but, limit=0).total
    shown = paging(page, total, lambda number: f"/cases/{file.case}/timeline?{_query(kinds, number)}", PAGE)
    found = register.timeline(file.case, only=only, but=but, limit=PAGE, offset=shown.offset)
    return History(_told(file, found.entries), kinds, shown)


def _query(kinds: frozenset[Told], number: int) -> str:
    chosen = [("kind", str(kind)) for kind in Told if kind in kinds and kinds != SHOWN_AT_FIRST]
    return urlencode([*chosen, ("page", str(number))])


def recent_seen(file: CaseFile) -> tuple[Sentence, ...]:
    """What was decided or moved last."""
    only, but = _filter(RECENTLY)
    return _told(file, file.wiring.register.timeline(file.case, only=only, but=but, limit=RECENT).entries)


def _told(file: CaseFile, entries: Iterable[Entry]) -> tuple[Sentence, ...]:
    return tuple(said_to(file, entry) for entry in entries)


def said_to(file: CaseFile, entry: Entry) -> Sentence:
    """An entry in words, as far as this person may know it now."""
    sentence = sentence_of(entry, file.who)
    return file.veil.over(entry, sentence) if file.veil else sentence


def _filter(kinds: frozenset[Told]) -> tuple[Collection[str] | None, Collection[str]]:
    """Which actions to ask for: with the system's own, whatever no table knows is asked for too."""
    if Told.SYSTEM in kinds:
        return None, _actions(frozenset(Told) - kinds)
    return _actions(kinds), ()


def _actions(kinds: Collection[Told]) -> set[str]:
    found = {action for action, (kind, _) in TOLD.items() if kind in kinds}
    return found | (LETTERS.keys() - TOLD.keys() if Told.LETTER in kinds else set())
