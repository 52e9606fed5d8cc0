"""Holds on the clock of a LCSPR and on its publication, played back: who asked, why, until when looked at (L9, P2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import date_of, number_of, text_of
from admin.rooms.course import Course
from models.case import Part

PROCEEDINGS = "proceedings"
KINDS = {
    PROCEEDINGS: "parallel proceedings",
    "panel_comment": "comment of the National Panel",
    "secretary_of_state_comment": "comment of the Secretary of State",
    "court_order": "court order",
    "national_review": "national review",
}


@dataclass(frozen=True)
class HoldSeen:
    """One hold. Number 0 is a national review's, which nobody releases by hand."""

    number: int
    kind: str
    begun: Entry
    asked_by: str | None  # the document that says who asked
    review_on: date | None
    released: Entry | None

    @property
    def stands(self) -> bool:
        """Does it still stop the clock?"""
        return self.released is None

    @property
    def words(self) -> str:
        """What it is for."""
        return KINDS.get(self.kind, self.kind.replace("_", " "))

    @property
    def by_hand(self) -> bool:
        """May somebody extend or release it?"""
        return self.number > 0

    def is_due(self, today: date) -> bool:
        """Is it to be looked at again by now?"""
        return self.stands and self.review_on is not None and self.review_on <= today


def holds_of(course: Course, part: Part, carried: Iterable[HoldSeen] = ()) -> tuple[HoldSeen, ...]:
    """The holds of one part, oldest first; ``carried``: those that stood when an earlier part ended go on."""
    found = [hold for hold in carried if hold.stands]
    for entry in course.of("hold_begun", "hold_extended", "hold_released", "lcspr_paused", "lcspr_resumed", part=part):
        _play(found, entry)
    return tuple(found)


def _play(found: list[HoldSeen], entry: Entry) -> None:
    number = number_of(entry, "hold", 0)
    if entry.action in ("hold_begun", "lcspr_paused"):
        kind = "national_review" if number == 0 else text_of(entry, "kind") or PROCEEDINGS
        begun = HoldSeen(number, kind, entry, text_of(entry, "asked_by"), date_of(entry, "review_on"), None)
        found.append(begun)
        return
    at = next((place for place, hold in enumerate(found) if hold.stands and hold.number == number), None)
    if at is None:
        return
    hold = found[at]
    extended = entry.action == "hold_extended"
    review_on = date_of(entry, "review_on") if extended else hold.review_on
    released = None if extended else entry
    found[at] = HoldSeen(hold.number, hold.kind, hold.begun, hold.asked_by, review_on, released)


def standing(holds: Iterable[HoldSeen]) -> tuple[HoldSeen, ...]:
    """The holds that stand now."""
    return tuple(hold for hold in holds if hold.stands)


def since(holds: Iterable[HoldSeen]) -> datetime | None:
    """Since when the clock stands; None while it runs."""
    return min((hold.begun.at for hold in holds if hold.stands), default=None)
