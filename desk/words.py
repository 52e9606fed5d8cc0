"""Codes in the words of the house: who holds what, what comes next, by when and how many working days are left (E4).

Shell and pages say the same things; where they differ is in the form (a command's name, a link).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from adapters.register.directory import AgencyRow
from adapters.register.standings import StandingRow
from desk.editions import Calendars, Policies
from models.case import Part
from models.london import london_date
from models.to_do import TASKS, to_do
from models.wording import OUTCOMES, STAGES, STEPS, counted, recipient_words, words
from models.working_days import WorkingDays

PARTS: Mapping[str, str] = {
    Part.REVIEW: "the case as a whole",
    Part.THRESHOLD: "threshold",
    Part.RAPID_REVIEW: "Rapid Review",
    Part.PANEL_REPLY: "the National Panel's reply",
    Part.LCSPR: "LCSPR",
    Part.PUBLICATION: "publication",
    Part.LEARNING: "learning",
}
_CIRCLES = {
    "partners": "the statutory partners",
    "agencies": "the agencies",
    "signatories": "those who sign",
    "none": "nobody",
}
_OF_AGENCIES = ("agency", "lead")


class Agencies(Protocol):
    """Who knows the agencies by name."""

    def agencies(self) -> list[AgencyRow]:
        """Every agency."""


class OfACase(Protocol):
    """Who chairs and who leads in a case: what a line of the list and a case's row both have."""

    @property
    def independent_chair(self) -> str | None:
        """The Independent Chair's reference."""

    @property
    def lead_reviewer(self) -> str | None:
        """The Lead Reviewer's reference."""


@dataclass(frozen=True)
class Left:
    """What is left of a time: whole working days between today and the due day (negative: since), and the words."""

    working_days: int
    late: bool
    words: str


class Wordbook:
    """Words that need the directory, a policy or the calendar. Make one for each page or command: it remembers."""

    def __init__(self, register: Agencies, policies: Policies, calendars: Calendars) -> None:
        self._register, self._policies, self._calendars = register, policies, calendars
        self._days: dict[str, WorkingDays] = {}

    @cached_property
    def _agencies(self) -> dict[str, str]:
        return {row.ref: row.name for row in self._register.agencies()}

    def agency(self, ref: str) -> str:
        """An agency's name; its reference where the directory does not know it."""
        return self._agencies.get(ref, ref)

    def who(self, reference: str | None, case: OfACase | None = None) -> str:
        """Who holds or is waited for: a title, or an agency's name; never a person's (N15)."""
        if not reference or reference in _CIRCLES:
            return _CIRCLES[reference or "none"]
        kind, _, who = reference.partition(":")
        if kind in _OF_AGENCIES:
            return self.agency(who) + (" (safeguarding lead)" if kind == "lead" else "")
        if kind == "person":
            return self._person(who, case)
        return _hold(who) if kind == "release" else self._matter(kind, who, reference)

    def _matter(self, kind: str, who: str, reference: str) -> str:
        if who.startswith("agency:"):  # a learning action and its owner
            return f"{self.who(who)} (action {kind})"
        return recipient_words(reference) if who else words(_CIRCLES, reference)

    def _person(self, ref: str, case: OfACase | None) -> str:
        if case is not None and ref == case.independent_chair:
            return "the Independent Chair"
        return "the Lead Reviewer" if case is not None and ref == case.lead_reviewer else ref

    def calendar(self, edition: str) -> WorkingDays:
        """The working days as a policy's edition knows them; raises LookupError for an edition there is not."""
        if edition not in self._days:
            self._days[edition] = self._calendars.calendar(self._policies.edition(edition))
        return self._days[edition]

    def left(self, due: datetime, now: datetime, edition: str) -> Left:
        """How many working days there are between the London date of now and that of a due time (C8)."""
        days = self.calendar(edition)
        today, on = london_date(now), london_date(due)
        if due <= now:
            late = days.count(on, today)
            return Left(-late, True, f"overdue, {_days(late)}" if late else "overdue")
        left = days.count(today, on)
        return Left(left, False, "today" if on == today else f"{_days(left)} left")


def _days(number: int) -> str:
    return counted(number, "working day", "working days")


def _hold(which: str) -> str:
    kind, _, number = which.partition(":")
    return "the end of the national review" if number == "0" else f"the end of hold {number} ({words({}, kind)})"


def part_words(part: str) -> str:
    """What a part is called."""
    return words(PARTS, part)


def stage_words(stage: str | None) -> str:
    """What a stage is called."""
    return words(STAGES, stage) if stage else "opening"


def outcome_words(outcome: str | None) -> str:
    """How a case ended."""
    return words(OUTCOMES, outcome) if outcome else ""


def step_words(step: str) -> str:
    """What a step of a plan is called."""
    return words(STEPS, step)


def most_urgent(rows: list[StandingRow]) -> list[StandingRow]:
    """Standings, open ones first, the soonest due first."""
    return sorted(rows, key=lambda row: (row.standing.ended, row.standing.due is None, row.standing.due or row.at))


def task_words(task: str, book: Wordbook) -> str:
    """A task for a person, in words: ``telephone:agency:A-010:information_request`` and the like."""
    what, _, about = task.partition(":")
    said = TASKS.get(what) or to_do(what)
    if what == "telephone":
        recipient, _, purpose = about.rpartition(":")
        return f"{said} ({book.who(recipient)}; {purpose.replace('_', ' ')})"
    if what == "part_failed":
        return f"{said}: {part_words(about)}"
    return f"{said}: {about.replace('_', ' ')}" if about else said
