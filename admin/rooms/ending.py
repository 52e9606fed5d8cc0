"""How a case ended, or what keeps it open; and the earlier times it was open (G7, T6, N11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import text_of
from admin.rooms.course import Course
from desk.words import OfACase, Wordbook, outcome_words, part_words, stage_words, task_words
from models.case import Part
from models.record import Standing
from models.to_do import to_do

HANDED_OVER, BACK = "alte_handed_over", "alte_outcome_recorded"
PART_ENDS = {
    "all_yes": "all three said Yes",
    "split": "a split vote, which proceeds",
    "presumption": "votes were missing, which proceeds",
    "unanimous_no": "all three said No",
    "superseded": "a Serious Incident Notification replaced the vote",
    "submitted": "report sent to the National Panel",
    "stood_down": "stood down",
    "agrees": "the Panel agrees",
    "queries": "the Panel's last word were queries",
    "disagrees": "the Panel disagreed, and the decision was taken again",
    "national_review": "a national review",
    "closed": "closed without a reply",
    "signed_off": "signed off by the Executive",
    "not_to_publish": "not to be published",
    "withdrawn": "the decision to hold it was reversed",
    "published": "published",
    "not_published": "improvements published instead",
    "withdrawn_by_court_order": "taken down under a court order",
    "actions_ended": "every action has ended",
}


@dataclass(frozen=True)
class KeepsOpen:
    """One thing that keeps a case open."""

    part: str
    stage: str
    what: str
    who: str
    due: datetime | None
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PartEnded:
    """A part that has ended, and how."""

    part: str
    how: str


@dataclass(frozen=True)
class TimeOpen:
    """A time the case was open: from when, until when, how it ended."""

    begun: datetime | None
    closed: Entry | None

    @property
    def outcome(self) -> str:
        """How it ended, in words."""
        return outcome_words(text_of(self.closed, "outcome")) if self.closed else ""


def keeps_open(standings: Mapping[Part, Standing], book: Wordbook, case: OfACase) -> Sequence[KeepsOpen]:
    """Every part that has not ended; the case as a whole only where it is the last, or asks a person for something."""
    open_ = [part for part, standing in standings.items() if not standing.ended]
    parts = [part for part in open_ if part is not Part.REVIEW]
    asks = Part.REVIEW in open_ and bool(standings[Part.REVIEW].tasks)
    shown = [*parts, Part.REVIEW] if asks and parts else parts or open_
    return [_keeps(part, standings[part], book, case) for part in shown]


def _keeps(part: Part, standing: Standing, book: Wordbook, case: OfACase) -> KeepsOpen:
    return KeepsOpen(
        part=part_words(part),
        stage=stage_words(standing.stage),
        what=to_do(standing.next_action),
        who=book.who(standing.holder, case),
        due=standing.due,
        tasks=tuple(task_words(task, book) for task in standing.tasks),
    )


def parts_ended(standings: Mapping[Part, Standing]) -> Sequence[PartEnded]:
    """The parts that have ended, in the order of the course."""
    ended = [part for part in Part if part in standings and standings[part].ended and part is not Part.REVIEW]
    return [PartEnded(part_words(part), _how(standings[part])) for part in ended]


def _how(standing: Standing) -> str:
    code = str(standing.outcome or "")
    return PART_ENDS.get(code, code.replace("_", " ")) or "ended"


def times_open(courses: Sequence[Course]) -> Sequence[TimeOpen]:
    """Each time the case was open, the first one first."""
    return [_time(course) for course in courses if course.entries]


def _time(course: Course) -> TimeOpen:
    begun = course.last("case_reopened", "case_accepted") or course.entries[0]
    return TimeOpen(begun.at, course.last("case_closed"))


def with_cdop(course: Course) -> bool:
    """Does a part of the case lie with the CDOP (N6)?"""
    return course.has(HANDED_OVER) and not course.has(BACK)
