"""Filters of the templates: dates as London says them, codes as people say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from models.london import in_london, london_date
from models.to_do import to_do
from models.wording import CAPACITIES, KINDS, OUTCOMES, PARTNERS, ROLES, STAGES, STEPS, words


def day(value: date | datetime | None) -> str:
    """``Monday 14 December 2026``; blank for nothing."""
    if value is None:
        return ""
    on = london_date(value) if isinstance(value, datetime) else value
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """``Mon 14 Dec``; blank for nothing."""
    if value is None:
        return ""
    on = london_date(value) if isinstance(value, datetime) else value
    return f"{on:%a} {on.day} {on:%b}"


def instant(value: datetime | None) -> str:
    """``Mon 14 Dec 2026, 17:00`` on London's clocks; blank for nothing."""
    if value is None:
        return ""
    at = in_london(value)
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"


def clock(value: datetime | None) -> str:
    """``17:00`` on London's clocks."""
    return f"{in_london(value):%H:%M}" if value else ""


def iso_day(value: str | None) -> str:
    """A date of an entry's details in words; blank for nothing."""
    return day(date.fromisoformat(value[:10])) if value else ""


def moment(value: str | None) -> str:
    """An instant of an entry's details on London's clocks; blank for nothing."""
    return instant(datetime.fromisoformat(value)) if value else ""


def sentence(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "instant": instant,
    "clock": clock,
    "sentence": sentence,
    "iso_day": iso_day,
    "moment": moment,
    "role_words": lambda code: words(ROLES, code),
    "kind_words": lambda code: words(KINDS, code),
    "stage_words": lambda code: words(STAGES, code) if code else "opening",
    "to_do_words": to_do,
    "step_words": lambda code: words(STEPS, code),
    "outcome_words": lambda code: words(OUTCOMES, code) if code else "",
    "partner_words": lambda code: words(PARTNERS, code),
    "capacity_words": lambda code: words(CAPACITIES, code),
}
