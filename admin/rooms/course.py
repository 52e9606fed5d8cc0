"""A case's entries in the audit trail, as one course from its opening to now (K2).

A case that was opened again begins a new course: what was asked, voted or signed before belongs to the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from adapters.register.audit import Entry
from models.case import Part
from models.commands import Told

BEGINS_AGAIN = "case_reopened"
T = TypeVar("T", bound=Told)


@dataclass(frozen=True)
class Course:
    """The entries of one opening of a case, oldest first."""

    entries: tuple[Entry, ...]

    def of(self, *actions: str, part: Part | None = None) -> list[Entry]:
        """The entries of these actions (all actions where none is named), of one part or of any."""
        return [
            entry
            for entry in self.entries
            if (not actions or entry.action in actions) and (part is None or entry.part == part)
        ]

    def last(self, *actions: str, part: Part | None = None) -> Entry | None:
        """The latest of these; None where there is none."""
        return next(reversed(self.of(*actions, part=part)), None)

    def has(self, *actions: str) -> bool:
        """Has any of these happened?"""
        return self.last(*actions) is not None


def courses_of(entries: Iterable[Entry]) -> tuple[Course, ...]:
    """Every opening of a case, the first one first; a case without an entry has one empty course."""
    found: list[list[Entry]] = [[]]
    for entry in entries:
        if entry.action == BEGINS_AGAIN:
            found.append([])
        found[-1].append(entry)
    return tuple(Course(tuple(each)) for each in found)


def told(kind: type[T], entry: Entry, **values: Any) -> T:
    """The message behind an entry, as far as the entry says it: for the rules of ``models``."""
    door = {"command_id": entry.event_id[:64], "case": entry.case, "at": entry.at, "by": entry.by}
    reasons = {"reasons": entry.reasons or ""} if "reasons" in kind.model_fields else {}
    return kind.model_validate({**door, **reasons, **values})


def instant_in(entry: Entry, name: str) -> datetime | None:
    """A detail that is an instant; None where it is none."""
    value = entry.detail.get(name)
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def says_yes(entry: Entry, name: str) -> bool:
    """A detail that is a yes, however it was written down."""
    return entry.detail.get(name) in (True, "yes")


def words_in(entry: Entry, name: str) -> tuple[str, ...]:
    """A detail that is a list of codes."""
    value: Sequence[Any] | None = entry.detail.get(name)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
