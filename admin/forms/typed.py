"""What was typed becomes a day, an hour, an instant in London or a number; or what is wrong is said (C2, K4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from models.london import LONDON, in_london

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?\s*(bst|gmt)?", re.ASCII)
_SUMMER = timedelta(hours=1)


class Unusable(Exception):
    """What was typed cannot be used: what is wrong with it, how to mend it, and which part of it is meant."""

    def __init__(self, problem: str, mend: str, part: str = "") -> None:
        super().__init__(problem)
        self.problem, self.mend, self.part = problem, mend, part


def number(text: str) -> int:
    """A whole number."""
    bare = text.strip().replace(",", "")
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= 9):
        raise Unusable("must be a whole number", "For example 2.")
    return int(bare)


def day(parts: Mapping[str, str]) -> date:
    """A day of the calendar from its three parts."""
    given = {name: parts.get(name, "").strip() for name in ("day", "month", "year")}
    missing = [name for name, text in given.items() if not text]
    if missing:
        raise Unusable(f"must include a {' and a '.join(missing)}", "", missing[0])
    in_year, in_month, in_day = _year(given["year"]), _month(given["month"]), _two_digits(given["day"], "day")
    try:
        return date(in_year, in_month, in_day)
    except ValueError:
        raise Unusable("must be a real date", "Check the day and the month.", "day") from None


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise Unusable("must have a year of four digits", "For example 2026.", "year")
    return int(text)


def _month(text: str) -> int:
    named = text.lower()[:3]
    return _MONTHS.index(named) + 1 if named in _MONTHS else _two_digits(text, "month")


def _two_digits(text: str, part: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII):
        raise Unusable(f"must have a {part} in numbers", "For example 27 3 2026.", part)
    return int(text)


def clock(text: str) -> time:
    """An hour of the day; ``9.30``, ``0930`` and ``2pm`` are understood as well."""
    return _hour(text)[0]


def _hour(text: str) -> tuple[time, str]:
    bare = " ".join(text.lower().split())
    digits = re.fullmatch(r"(\d{2})(\d{2})(.*)", bare, re.ASCII)
    found = _HOUR.fullmatch(f"{digits[1]}:{digits[2]}{digits[3]}" if digits else bare)
    if found is None or not (found[2] or found[3]):
        raise Unusable("must be a time of day", "For example 09:30 or 14:05.", "time")
    hour, minutes = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minutes > 59:
        raise Unusable("must be a time of day", "Between 00:00 and 23:59.", "time")
    return time(hour, minutes), found[4] or ""


def moment(parts: Mapping[str, str]) -> datetime:
    """The instant at which London's clocks show this hour on this day (C2).

    Where the clocks go back an hour happens twice: ``01:30 BST`` or ``01:30 GMT`` says which. Where they go forward one
    does not happen at all: it is refused.
    """
    on = day(parts)
    if not parts.get("time", "").strip():
        raise Unusable("must include a time", "For example 09:30 or 14:05.", "time")
    hour, zone = _hour(parts["time"])
    first = datetime.combine(on, hour, tzinfo=LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if in_london(first.astimezone(UTC)).time() != hour:
        raise Unusable(
            "is in the hour that the clocks leave out that night", "Give an hour before 01:00 or after 02:00.", "time"
        )
    if not zone:
        mend = f"Write {hour:%H:%M} BST for the first time, or {hour:%H:%M} GMT for the second."
        raise Unusable("happened twice that night, when the clocks went back", mend, "time")
    return first if zone == "bst" else second


def parts_of_day(on: date) -> dict[str, str]:
    """A day as its three parts."""
    return {"day": str(on.day), "month": str(on.month), "year": str(on.year)}


def parts_of_moment(at: datetime) -> dict[str, str]:
    """An instant as its parts on London's clocks; in the hour that happens twice with its zone."""
    local = in_london(at)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    zone = "" if not twice else " BST" if local.utcoffset() == _SUMMER else " GMT"
    return {**parts_of_day(local.date()), "time": f"{local:%H:%M}{zone}"}
