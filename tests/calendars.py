"""Calendars, policies and requests that tests of dates share."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from adapters.policies import PolicyFolder
from models.case import CaseKind
from models.people import SERVICE
from models.plans import draw_up
from models.policy import Policy
from models.timetable import LedgerEntry, LedgerKind, Plan, Step, Timetable, TimetableRequest
from models.working_days import WorkingDays

DATA = Path(__file__).parent / "data"


def day(text: str) -> date:
    """``fri_12_apr`` would be better, but years matter here: an ISO date."""
    return date.fromisoformat(text)


@cache
def worked(name: str) -> Any:
    """The worked examples in a file of ``tests/data``."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def published() -> dict[date, str]:
    """gov.uk's bank holidays of England and Wales, 2012-2028."""
    events = worked("bank-holidays")["england-and-wales"]["events"]
    return {day(event["date"]): event["title"] for event in events}


@cache
def england() -> WorkingDays:
    """The working days of England and Wales by gov.uk's list."""
    return WorkingDays(published(), version="test", published=(2012, 2028))


@cache
def policy(edition: str = "gscp-2021") -> Policy:
    """An edition that ships with the project."""
    return PolicyFolder().edition(edition)


def request(start: str, **changes: Any) -> TimetableRequest:
    """A request for a Rapid Review's timetable after a SIN, from a date or an instant."""
    at = datetime.fromisoformat(start)
    given: dict[str, Any] = {
        "plan": Plan.RAPID_REVIEW,
        "policy": "gscp-2021",
        "kind": CaseKind.SIN,
        "start": at if at.tzinfo else datetime(at.year, at.month, at.day, 10, tzinfo=UTC),
        "start_on": None if at.tzinfo else at.date(),
    }
    return TimetableRequest(**{**given, **changes})


def drawn(start: str, edition: str = "gscp-2021", calendar: WorkingDays | None = None, **changes: Any) -> Timetable:
    """A timetable under an edition, England's calendar unless another is given."""
    return draw_up(request(start, policy=edition, **changes), policy(edition), calendar or england())


def entry(kind: LedgerKind, *, at: str = "2024-04-12T10:00+01:00", **fields: Any) -> LedgerEntry:
    """A ledger entry, made on Friday 12 April 2024 unless told otherwise."""
    fields.setdefault("id", f"{kind}-1")
    return LedgerEntry(kind=kind, at=datetime.fromisoformat(at), by=SERVICE, **fields)


def step(timetable: Timetable, name: str) -> Step:
    """A step of a timetable by its name."""
    return next(step for step in timetable.steps if step.step == name)


def rings(timetable: Timetable) -> dict[str, datetime]:
    """When each alarm rings, by its id."""
    return {alarm.id: alarm.at for alarm in timetable.alarms}
