"""Searching by a child: a name with a date of birth, or a surname with the date of the incident; never in an address.

Only exact matches are found, by blind index (N11). The search is on record, without what was searched for (K2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from adapters.register.cases import Identities
from models.forms.errors import FieldError

BASES = {"same_child": "the same name and date of birth", "same_incident": "the same surname and date of incident"}
LONGEST_NAME = 200
DAY = ("day", "month", "year")


@dataclass(frozen=True)
class ChildAsked:
    """What was typed, kept for the page; the date where it is one; what is wrong."""

    name: str
    parts: Mapping[str, str]
    on: date | None
    errors: tuple[FieldError, ...]

    def identities(self) -> Identities:
        """By what the register looks: the whole name born on the date, or the last word of it with an incident then."""
        words = self.name.split()
        return Identities(children=((self.name, self.on),), incident_on=self.on, surnames=tuple(words[-1:]))


def asked_child(form: Mapping[str, Any]) -> ChildAsked:
    """What a search form says."""
    name = str(form.get("child", "")).strip()
    parts = {each: str(form.get(f"child-{each}", "")).strip()[:8] for each in DAY}
    errors, on = [], None
    if not name:
        errors.append(FieldError("child", "Name", "is missing", "Type the child's name, or the surname alone."))
    elif len(name) > LONGEST_NAME:
        errors.append(FieldError("child", "Name", "is too long", f"Type {LONGEST_NAME} characters at most."))
    try:
        on = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        mend = "Give the day, month and year of birth, or of the incident, such as 14 12 2026."
        errors.append(FieldError("child-day", "Date", "is missing or is not a date", mend))
    return ChildAsked(name, parts, on, tuple(errors))
