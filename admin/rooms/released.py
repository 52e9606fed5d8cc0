"""A report on its way to the public and in its year there, from its entries: sendings, the day, the checks (P1-P5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import date_of, number_of, text_of
from admin.rooms.course import Course, instant_in, says_yes, told
from admin.rooms.dates import Dates
from admin.rooms.gate import Condition
from admin.rooms.holding import HoldSeen, holds_of, standing
from admin.rooms.local_review import of_lcspr
from models.case import Part
from models.london import london_date
from models.messages.publication import Recipient, RecordSending
from models.publication_wait import RECIPIENTS, Sendings, wait_step
from models.timetable import Plan, Timetable

RECIPIENT_WORDS = {
    Recipient.NATIONAL_PANEL: "the National Panel",
    Recipient.SECRETARY_OF_STATE: "the Secretary of State",
}
CHECK = "check-"


@dataclass(frozen=True)
class Sending:
    """One sending as recorded."""

    recipient: Recipient
    version: int
    sha256: str
    sent_at: datetime
    entry: Entry
    receipt: str | None
    counts: bool  # of the version that is to be published


@dataclass(frozen=True)
class Check:
    """A regular day of looking whether it can still be read, and what was found since."""

    due: date
    found: Entry | None
    past: bool

    @property
    def available(self) -> bool:
        """Could it be read?"""
        return self.found is not None and says_yes(self.found, "available")


@dataclass(frozen=True)
class Released:
    """A publication."""

    publishes: bool  # the report itself; else the improvements
    sendings: Sendings
    sent: tuple[Sending, ...]
    holds: tuple[HoldSeen, ...]
    wait: Timetable | None
    year: Timetable | None
    published: Entry | None
    cascade: Entry | None
    decided_against: Entry | None
    withdrawn: Entry | None
    checks: tuple[Entry, ...]

    @property
    def published_on(self) -> date | None:
        """The London date on which it became public."""
        return date_of(self.published, "published_on") if self.published else None

    @property
    def earliest(self) -> date | None:
        """The earliest day of publication; None while a sending is outstanding, or nobody can say."""
        return wait_step(self.wait).due if self.wait else None

    @property
    def until(self) -> date | None:
        """The day until which it stays public."""
        steps = self.year.steps if self.year else ()
        return next((step.due for step in steps if step.step == "availability"), None)

    @property
    def held(self) -> bool:
        """Does a hold stop it?"""
        return bool(standing(self.holds))


def released_of(course: Course, dates: Dates) -> Released:
    """Where a publication stands."""
    entries = Course(tuple(course.of(part=Part.PUBLICATION)))
    timetable = dates.timetable
    against = course.last("decided_not_to_publish")
    sendings = _sendings(course, entries)
    carried = standing(holds_of(of_lcspr(course), Part.LCSPR))
    return Released(
        publishes=against is None,
        sendings=sendings,
        sent=tuple(_sending(entry, sendings.version) for entry in entries.of("sending_recorded")),
        holds=holds_of(entries, Part.PUBLICATION, carried),
        wait=timetable if timetable and timetable.plan is Plan.PUBLICATION else None,
        year=timetable if timetable and timetable.plan is Plan.AVAILABILITY else None,
        published=entries.last("published", "improvements_published"),
        cascade=entries.last("cascade_recorded"),
        decided_against=against,
        withdrawn=entries.last("withdrawn"),
        checks=tuple(entries.of("availability_checked")),
    )


def _sendings(course: Course, entries: Course) -> Sendings:
    signed = course.last("executive_signed_off")
    sendings = Sendings(number_of(signed, "report_version", 0) if signed else 0, signed.at if signed else None)
    for entry in entries.of("sending_recorded"):
        detail = {name: entry.detail.get(name) for name in ("recipient", "report_version", "sha256")}
        sendings.record(told(RecordSending, entry, **detail, sent_at=instant_in(entry, "sent_at") or entry.at))
    return sendings


def _sending(entry: Entry, version: int) -> Sending:
    sent = number_of(entry, "report_version", 0)
    return Sending(
        recipient=Recipient(text_of(entry, "recipient") or ""),
        version=sent,
        sha256=text_of(entry, "sha256") or "",
        sent_at=instant_in(entry, "sent_at") or entry.at,
        entry=entry,
        receipt=text_of(entry, "receipt"),
        counts=sent == version,
    )


def to_publish(released: Released, now: datetime) -> tuple[Condition, ...]:
    """What has to be so before a person publishes (P1-P3)."""
    missing = released.sendings.outstanding
    earliest = released.earliest
    over = earliest is not None and london_date(now) >= earliest
    sent = (
        Condition(f"Sent to {RECIPIENT_WORDS[each]}, with the action plan", each not in missing) for each in RECIPIENTS
    )
    return (
        *sent,
        Condition("The wait after the later of the sendings is over", over and not missing),
        Condition("No hold stops it", not released.held),
    )


def may_publish(released: Released, now: datetime) -> bool:
    """May the report be published now? Improvements wait for no sending, but for the holds as well."""
    if released.published is not None or released.withdrawn is not None:
        return False
    return not released.held if not released.publishes else all(each.met for each in to_publish(released, now))


def checks_of(released: Released, now: datetime) -> Sequence[Check]:
    """The monthly days of the year in public, each with the check made since it and before the next one."""
    days = sorted(step.due for step in released.year.steps if step.step.startswith(CHECK)) if released.year else []
    ends = [*days[1:], date.max][: len(days)]
    today = london_date(now)
    return [Check(day, _made(released.checks, day, end), day <= today) for day, end in zip(days, ends, strict=True)]


def _made(checks: Sequence[Entry], begin: date, end: date) -> Entry | None:
    made = [entry for entry in checks if begin <= london_date(entry.at) < end]
    return made[-1] if made else None
