"""Short ways to say things to a case in tests: who, when, what. All people and cases are fictional."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from models.commands import Told
from models.message import DocumentRef
from models.people import Actor, Partner, Role
from models.timetable import Plan, PlanDay, Step, Timetable

CASE = "GSCP-2026-014"
MON_14_DEC = datetime(2026, 12, 14, 10, 0, tzinfo=UTC)
_numbers = count(1)

Kind = TypeVar("Kind", bound=Told)

COORDINATOR = Actor(person="P-2", role=Role.COORDINATOR)
BUSINESS_MANAGER = Actor(person="P-1", role=Role.BUSINESS_MANAGER)
CHAIR = Actor(person="P-13", role=Role.INDEPENDENT_CHAIR)
EXECUTIVE = Actor(person="P-11", role=Role.EXECUTIVE)
MANAGEMENT_GROUP_CHAIR = Actor(person="P-10", role=Role.MANAGEMENT_GROUP_CHAIR)
QIIP_CHAIR = Actor(person="P-6", role=Role.QIIP_CHAIR, partner=Partner.HEALTH)


def member(partner: Partner, deputy_for: str | None = None) -> Actor:
    """The partner's QiiP member, or their deputy."""
    person = f"P-{partner}" if deputy_for is None else f"P-deputy-{partner}"
    return Actor(person=person, role=Role.QIIP_MEMBER, partner=partner, deputy_for=deputy_for)


def say(kind: type[Kind], by: Actor, at: datetime = MON_14_DEC, **fields: Any) -> Kind:
    """A message with its door fields filled in."""
    return kind(command_id=f"c{next(_numbers)}", case=CASE, at=at, by=by, **fields)


def document(id: str = "D-1", *gaps: str) -> DocumentRef:
    """A document's reference, with the codes of its blanks."""
    return DocumentRef(id=id, sha256="0" * 64, gaps=gaps)


def plan(first: date = date(2026, 12, 14)) -> Timetable:
    """Twenty working days from a Monday without holidays: enough to ask rules about days."""
    days = []
    for number in range(1, 21):
        day = first + timedelta(days=(number - 1) // 5 * 7 + (number - 1) % 5)
        opens = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        days.append(
            PlanDay(number=number, internal=day, external=day, opens_at=opens, closes_at=opens + timedelta(hours=8))
        )
    steps = [("returns", 5), ("panel", 8), ("submission", 15)]
    return Timetable(
        plan=Plan.RAPID_REVIEW,
        policy="test",
        calendar_version="test",
        days=tuple(days),
        steps=tuple(
            Step(step=name, due=days[n - 1].internal, due_at=days[n - 1].closes_at, clause="R", to_day=n)
            for name, n in steps
        ),
    )


def on_day(number: int, hour: int = 10) -> datetime:
    """An instant on a working day of :func:`plan`."""
    day = plan().days[number - 1].internal
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
