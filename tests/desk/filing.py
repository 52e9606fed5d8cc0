"""Forms of the demo, filed at the desk under test."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from adapters.settings import PROJECT
from desk.opening import Filing
from models.people import Actor

_tokens = count(1)


def form(name: str, **changes: Any) -> dict[str, Any]:
    """One of the fictional forms, with changes."""
    text = (PROJECT / "demo" / "forms" / f"{name}.json").read_text("utf-8")
    return {**json.loads(text), **changes}


def filed(kind: str, name: str, by: Actor, *, anyway: bool = False, **changes: Any) -> Filing:
    """A form as handed in."""
    token = f"opening-{next(_tokens)}"
    return Filing(kind=kind, data=form(name, **changes), by=by, command_id=token, open_duplicates=anyway)
