"""One integrated chronology from all returns, with its conflicts of date side by side (R6).

Nothing is decided here: every agency's event stays as told, and the Chair sees where two accounts seem to
speak of one event and give it different dates or times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from models.family import name_key

if TYPE_CHECKING:
    from models.forms.appendix_2 import AgencyReturn

ALIKE = 0.5  # of the telling words of two accounts, how many must be shared
NEAR = 31  # days within which like accounts count as the same event

_SMALL = frozenset(
    name_key(
        "a an and are as at be been but by child children did due for from had has have he her him his in into is it "
        "its not of off on or out over she that the their them then there they this to was were when which who with"
    ).split()
)


class Entry(NamedTuple):
    """One event of the chronology as its agency told it."""

    agency: str
    on: date | None
    at: time | None
    about_when: str
    called: str
    what: str
    source: str


class DateConflict(NamedTuple):
    """Accounts that seem to tell of one event on different dates or at different times, side by side."""

    entries: tuple[Entry, ...]


class Chronology(NamedTuple):
    """All events by time, those without a date last, and the conflicts between them."""

    entries: tuple[Entry, ...]
    conflicts: tuple[DateConflict, ...]

    @property
    def undated(self) -> tuple[Entry, ...]:
        """Events whose date nobody knows."""
        return tuple(entry for entry in self.entries if entry.on is None)


def merge(returns: Mapping[str, AgencyReturn]) -> Chronology:
    """The chronology of the latest return of each agency (agency reference → return)."""
    return integrated(
        Entry(agency, event.on, event.at, event.about_when, event.called, event.what, event.source)
        for agency, told in returns.items()
        for event in told.key_events
    )


def integrated(entries: Iterable[Entry]) -> Chronology:
    """Entries of any origin as one chronology, the order of agencies and rows not counting."""
    by_time = tuple(sorted(entries, key=_when))
    return Chronology(by_time, _conflicts(by_time))


def _when(entry: Entry) -> tuple[date, bool, time, str, str]:
    # an event without a time stands before the timed ones of its day
    return (entry.on or date.max, entry.at is not None, entry.at or time.min, entry.agency, entry.what)


def _conflicts(entries: Sequence[Entry]) -> tuple[DateConflict, ...]:
    words = [_telling_words(entry) for entry in entries]
    groups: list[list[int]] = []
    for number, entry in enumerate(entries):
        home = next((group for group in groups if any(_same(entries, words, other, number) for other in group)), None)
        if home is None:
            groups.append([number])
        elif entry.agency not in {entries[other].agency for other in home}:
            home.append(number)
    found = (tuple(entries[number] for number in group) for group in groups)
    return tuple(DateConflict(group) for group in found if _differ(group))


def _same(entries: Sequence[Entry], words: Sequence[frozenset[str]], one: int, other: int) -> bool:
    first, second = entries[one], entries[other]
    if first.agency == second.agency or not _near(first.on, second.on):
        return False
    if first.called and name_key(first.called) == name_key(second.called):
        return True
    shared, either = words[one] & words[other], words[one] | words[other]
    return len(shared) >= 3 and len(shared) >= ALIKE * len(either)


def _near(one: date | None, other: date | None) -> bool:
    """Could both be dates of one event: some weeks apart, the same day in another year, or one not known?"""
    if one is None or other is None:
        return True
    return abs((one - other).days) <= NEAR or (one.month, one.day) == (other.month, other.day)


def _telling_words(entry: Entry) -> frozenset[str]:
    return frozenset(name_key(f"{entry.called} {entry.what}").split()) - _SMALL


def _differ(group: Sequence[Entry]) -> bool:
    days = {entry.on for entry in group}
    times = {entry.at for entry in group if entry.at is not None}
    return len(group) > 1 and (len(days) > 1 or len(times) > 1)
