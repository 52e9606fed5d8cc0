"""What the desk answers to a person who handed something in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.case import Opening
from models.timetable import Timetable


class Taken(StrEnum):
    """How far what was handed in has come."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WAITING = "waiting"  # kept, and sent on when the service answers again


@dataclass(frozen=True)
class Outcome:
    """What came of a decision or fact: ``code`` to branch on, ``says`` for people."""

    taken: Taken
    code: str
    says: str = ""
    command_id: str = ""


@dataclass(frozen=True)
class OpenedCase:
    """A case just opened: its reference, what its form leaves blank, its dates, probable duplicates (N4, N11)."""

    opening: Opening
    timetable: Timetable | None
    outcome: Outcome
    gaps: tuple[str, ...] = ()


class DuplicatesFound(Exception):
    """Probable duplicates: shown before a case opens; opened all the same when a person says so (N11)."""

    def __init__(self, cases: tuple[str, ...]) -> None:
        super().__init__("Probably notified before: " + ", ".join(cases))
        self.cases = cases
