"""The Rapid Review Panel: who is expected, whether it would be quorate, who came, against the nominations (R7, R8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from adapters.register.directory import AgencyRow
from adapters.register.entry_details import date_of, number_of, text_of
from adapters.register.outbox import OutboxRow
from admin.rooms.course import Course, says_yes, words_in
from admin.rooms.returns import AgencyReturns, ReturnState
from models.family import name_key
from models.forms.appendix_2 import AgencyReturn
from models.forms.people import Contact
from models.messages.rapid_review import Attendance
from models.people import Partner

DEFAULT_PANEL = "default_panel_warning"


class Nomination(StrEnum):
    """Whether an agency has named who comes."""

    NAMED = "named"
    NOBODY_NAMED = "nobody_named"
    NO_RETURN = "no_return"
    NOT_NEEDED = "not_needed"  # an agency without records


@dataclass(frozen=True)
class Expected:
    """Who is expected from an agency; the nominee only for those who may read the returns."""

    agency: str
    partner: Partner | None
    nomination: Nomination
    nominee: Contact | None = None
    manager: Contact | None = None
    on_qiip: bool = False  # a member of the QiiP, who should not sit on the panel by default


@dataclass(frozen=True)
class Meeting:
    """A meeting as recorded."""

    number: int
    at: datetime
    quorate: bool
    minutes: str | None
    attendance: tuple[tuple[str, Attendance], ...]  # agency and how it attended
    missing: tuple[Partner, ...]
    lcspr_recommended: bool
    immediate_actions: int
    looks_default: bool


@dataclass(frozen=True)
class Moved:
    """The panel's day was changed."""

    at: datetime
    to: date | None
    reasons: str | None


def expected_from(
    returns: Iterable[AgencyReturns],
    told: Mapping[str, AgencyReturn],
    agencies: Iterable[AgencyRow],
    on_qiip: Collection[str] = (),
) -> tuple[Expected, ...]:
    """Who is expected from each agency that was asked or answered; ``on_qiip``: names of the QiiP's members."""
    partners = {agency.ref: agency.partner for agency in agencies}
    members = {name_key(name) for name in on_qiip} - {""}
    return tuple(
        _expected(each, told.get(each.agency), partners.get(each.agency), members)
        for each in returns
        if each.state is not ReturnState.WITHDRAWN
    )


def _expected(
    each: AgencyReturns, told: AgencyReturn | None, partner: Partner | None, members: Collection[str]
) -> Expected:
    nominee = told.nominee if told is not None and told.nominee.name else None
    manager = told.supporting_manager if told is not None and told.supporting_manager.name else None
    on_qiip = nominee is not None and name_key(nominee.name) in members
    return Expected(each.agency, partner, _nomination(each), nominee, manager, on_qiip)


def _nomination(each: AgencyReturns) -> Nomination:
    if each.latest is None:
        return Nomination.NO_RETURN
    if each.state is ReturnState.NO_RECORDS:
        return Nomination.NOT_NEEDED
    return Nomination.NAMED if each.latest.nominee else Nomination.NOBODY_NAMED


def partners_without_nominee(expected: Iterable[Expected], quorum: Iterable[str]) -> tuple[Partner, ...]:
    """For which partners that a quorum needs is nobody expected yet?"""
    there = {each.partner for each in expected if each.nomination is Nomination.NAMED}
    return tuple(partner for partner in map(Partner, quorum) if partner not in there)


def looks_default(expected: Iterable[Expected]) -> bool:
    """Do QiiP members make up most of those expected (R7)?"""
    named = [each for each in expected if each.nominee is not None]
    return bool(named) and 2 * sum(each.on_qiip for each in named) > len(named)


def meetings_of(course: Course, quorum: Iterable[str], letters: Iterable[OutboxRow] = ()) -> tuple[Meeting, ...]:
    """Every meeting recorded, the first one first."""
    warned = {letter.about.rpartition("/")[2] for letter in letters if letter.purpose == DEFAULT_PANEL}
    needed = tuple(map(Partner, quorum))
    found: list[Meeting] = []
    for entry in course.of("panel_held", "panel_not_quorate"):
        present = words_in(entry, "partners_present")
        number = number_of(entry, "meeting", len(found) + 1)
        meeting = Meeting(
            number=number,
            at=entry.at,
            quorate=entry.action == "panel_held",
            minutes=text_of(entry, "minutes"),
            attendance=tuple(_attended(words_in(entry, "attendance"))),
            missing=tuple(partner for partner in needed if partner not in present),
            lcspr_recommended=says_yes(entry, "lcspr_recommended"),
            immediate_actions=number_of(entry, "immediate_actions", 0),
            looks_default=str(number) in warned,
        )
        found.append(meeting)
    return tuple(found)


def _attended(said: Iterable[str]) -> Iterable[tuple[str, Attendance]]:
    for each in said:
        agency, _, how = each.rpartition(":")
        yield agency, Attendance(how)


def moves_of(course: Course) -> tuple[Moved, ...]:
    """How often and to which days the panel was moved."""
    return tuple(Moved(entry.at, date_of(entry, "meets_on"), entry.reasons) for entry in course.of("panel_moved"))
