"""Forms of the demo, filed at the desk under test."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count
from typing import Any

from adapters.settings import PROJECT
from desk.opening import Filing, Reception
from models.people import Actor

_tokens = count(1)
TUE_24_NOV = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DECLARATION = "Quentin Madeup never met the family."


def form(name: str, **changes: Any) -> dict[str, Any]:
    """One of the fictional forms, with changes."""
    text = (PROJECT / "demo" / "forms" / f"{name}.json").read_text("utf-8")
    return {**json.loads(text), **changes}


def filed(kind: str, name: str, by: Actor, *, anyway: bool = False, **changes: Any) -> Filing:
    """A form as handed in."""
    token = f"opening-{next(_tokens)}"
    return Filing(kind=kind, data=form(name, **changes), by=by, command_id=token, open_duplicates=anyway)


async def a_case(reception: Reception, by: Actor) -> str:
    """A SIN, opened; its reference."""
    opened = await reception.open_case(filed("sin", "sin-two-children", by), TUE_24_NOV)
    return opened.opening.case


def chair(person: str = "P-0013") -> dict[str, object]:
    """What is said to commission a Chair."""
    return {"chair": person, "declaration": DECLARATION}
