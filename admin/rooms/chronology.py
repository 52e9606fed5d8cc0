"""The integrated chronology for reading: every event with its agency, and which accounts give different dates (R6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.rooms.course import Course
from admin.rooms.opened import Opened
from models.chronology import Chronology, Entry
from models.forms.appendix_2 import AgencyReturn
from models.forms.kloes import KeyLinesOfEnquiry
from models.wording import date_words


@dataclass(frozen=True)
class ChronologyRow:
    """One event, and the numbers of the conflicts it is part of."""

    entry: Entry
    conflicts: tuple[int, ...]

    @property
    def when(self) -> str:
        """Its date and time in words; of an unknown date what its agency says of it."""
        return when_words(self.entry)


def when_words(entry: Entry) -> str:
    """When an event was: ``Thursday 12 March 2026, 11:00``."""
    if entry.on is None:
        return entry.about_when or "Date not known"
    day = date_words(entry.on)
    return f"{day}, {entry.at:%H:%M}" if entry.at else day


def rows_of(chronology: Chronology, agency: str = "") -> Sequence[ChronologyRow]:
    """The events in order of time, those without a date last; of one agency or of all."""
    return [
        ChronologyRow(
            entry,
            tuple(number for number, conflict in enumerate(chronology.conflicts, start=1) if entry in conflict.entries),
        )
        for entry in chronology.entries
        if agency in ("", entry.agency)
    ]


def latest_returns(opened: Opened, why: str) -> dict[str, AgencyReturn]:
    """The latest return of each agency, read; each reading is on record (K2)."""
    found: dict[str, AgencyReturn] = {}
    for agency, document in latest_documents(opened.course).items():
        form = opened.form(document, "appendix_2", why)
        if isinstance(form, AgencyReturn):
            found[agency] = form
    return found


def latest_documents(course: Course) -> dict[str, str]:
    """The document of each agency's latest return."""
    return {
        str(entry.detail["agency"]): str(entry.detail["document"])
        for entry in course.of("return_received")
        if entry.detail.get("agency") and entry.detail.get("document")
    }


def kloes_document(course: Course) -> str:
    """The document of the key lines of enquiry as settled last; blank where none are."""
    entry = course.last("kloes_settled")
    return str(entry.detail.get("document") or "") if entry else ""


def settled_kloes(opened: Opened, why: str) -> KeyLinesOfEnquiry | None:
    """The key lines of enquiry as settled last, read; None where none are."""
    document = kloes_document(opened.course)
    form = opened.form(document, "kloes", why) if document else None
    return form if isinstance(form, KeyLinesOfEnquiry) else None
