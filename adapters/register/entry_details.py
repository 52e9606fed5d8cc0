"""What an entry of the audit trail says in its details: tolerant, so that an old entry never stops a projection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adapters.register.audit import Entry


def text_of(entry: Entry, name: str) -> str | None:
    """A detail as text; None where there is none."""
    value = entry.detail.get(name)
    return None if value is None else str(value)


def person_of(entry: Entry, name: str) -> str | None:
    """A detail that names a person, as their reference."""
    value = text_of(entry, name)
    return value.removeprefix("person:") if value else None


def number_of(entry: Entry, name: str, otherwise: int) -> int:
    """A detail that is a number."""
    value = entry.detail.get(name)
    return value if isinstance(value, int) else otherwise


def date_of(entry: Entry, name: str) -> date | None:
    """A detail that is a date; None for anything else."""
    value = text_of(entry, name)
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def agencies_of(entry: Entry) -> Iterable[str]:
    """The agencies an entry is about; else the one that spoke."""
    return listed_in(entry, "agency", "agencies") or ((entry.by.agency,) if entry.by.agency else ())


def listed_in(entry: Entry, *names: str) -> tuple[str, ...]:
    """The first of these details that says something, as a list."""
    for name in names:
        value: Any = entry.detail.get(name)
        if value:
            return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
    return ()
