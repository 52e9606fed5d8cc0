"""The words of the house for pages: one wordbook for each page, for it remembers what it looked up."""

from __future__ import annotations

from datetime import datetime

from admin.risk import Risk, risk_of
from admin.wiring import Wiring
from desk.words import Left, Wordbook

__all__ = ["Left", "Risk", "Wordbook", "book_of", "risk_in"]


def book_of(wiring: Wiring) -> Wordbook:
    """A wordbook for one page."""
    return Wordbook(wiring.register, wiring.policies, wiring.calendars)


def risk_in(
    book: Wordbook,
    due: datetime | None,
    now: datetime,
    edition: str,
    *,
    closed: bool = False,
    paused: bool = False,
    waiting: bool = False,
) -> Risk:
    """How a due time stands now, counted in the working days of an edition of the policy."""
    left = book.left(due, now, edition) if due is not None else None
    return risk_of(left, closed=closed, paused=paused, waiting=waiting)
