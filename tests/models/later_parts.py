"""What tests of the later parts' rules say: messages from plainly fictional people, on fixed days."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

from models.commands import Told
from models.people import Actor, Partner, Role

T = TypeVar("T", bound=Told)
_NUMBERS = count(1)

COORDINATOR = Actor(person="P-0001", role=Role.COORDINATOR)
REVIEWER = Actor(person="P-0006", role=Role.LEAD_REVIEWER)


def contact(agency: str) -> Actor:
    return Actor(person=f"P-{agency}", role=Role.AGENCY_CONTACT, agency=agency)


def member(partner: Partner) -> Actor:
    return Actor(person=f"P-{partner}", role=Role.QIIP_MEMBER, partner=partner)


def at(text: str) -> datetime:
    """An instant in UTC, such as ``2026-03-02 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MON_2_MARCH = at("2026-03-02 10:00")


def told(message: type[T], by: Actor = COORDINATOR, when: datetime = MON_2_MARCH, **values: Any) -> T:
    given = {"command_id": f"c-{next(_NUMBERS)}", "case": "GSCP-2026-001", "at": when, "by": by, **values}
    return message.model_validate(given)


def code(refusal: Any) -> str | None:
    """The code of a refusal; None where there is none."""
    return None if refusal is None else str(refusal.code)
