"""Which cases are asked for: what an address may say, and what it may not (N15: never a name)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from adapters.register.lists import Order, Pressing
from models.case import CaseKind
from models.forms.errors import FieldError
from models.stage_order import STAGE_ORDER

SIZES = ("25", "50", "100")
STATES = ("open", "closed", "all")
FILTERS = ("reference", "kind", "stage", "holder", "agency", "chair", "risk", "state")
DAY = ("due-day", "due-month", "due-year")
_SORTS = ("sort", "order", "size")
_REFERENCE = re.compile(r"[A-Za-z0-9:_-]{0,64}")
_CHOICES: dict[str, frozenset[str]] = {
    "kind": frozenset(CaseKind),
    "stage": frozenset(STAGE_ORDER),
    "risk": frozenset(Pressing),
    "state": frozenset(STATES),
    "sort": frozenset(Order),
    "order": frozenset({"asc", "desc"}),
    "size": frozenset(SIZES),
}
DEFAULTS = {"state": "open", "sort": Order.DUE.value, "order": "asc", "size": SIZES[0]}


@dataclass(frozen=True)
class CasesAsked:
    """The list asked for: filters by name, as typed; the date, if one was given; what is wrong with it."""

    values: Mapping[str, str]
    due_before: date | None = None
    page: str = ""
    errors: tuple[FieldError, ...] = field(default=())

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, DEFAULTS.get(name, ""))

    @property
    def saved_values(self) -> dict[str, str]:
        """What a saved list keeps: everything but defaults."""
        return {name: value for name, value in self.values.items() if value and value != DEFAULTS.get(name)}

    @property
    def is_narrowed(self) -> bool:
        """Does any filter narrow the list?"""
        return any(name in self.saved_values for name in (*FILTERS, *DAY))

    def address(self, **changes: str) -> str:
        """The address of this list with changes; any change but of the page begins at the first page."""
        return address_of({**self.saved_values, **changes})

    def sorted_by(self, order: str) -> str:
        """The address of the list sorted otherwise; by the same again, the other way round."""
        turned = "desc" if self["sort"] == order and self["order"] == "asc" else "asc"
        return self.address(sort=order, order=turned)


def address_of(values: Mapping[str, str]) -> str:
    """The address of a list with these filters; defaults and blanks are left out."""
    query = urlencode({name: value for name, value in values.items() if value and value != DEFAULTS.get(name)})
    return f"/cases{'?' if query else ''}{query}"


def asked_cases(query: Mapping[str, str]) -> CasesAsked:
    """What an address asks for. A choice that is none is left out; a date that is none is an error (K4)."""
    values = {name: query.get(name, "").strip() for name in (*FILTERS, *_SORTS)}
    values = {name: value for name, value in values.items() if _is_known(name, value)}
    values["reference"] = values.get("reference", "").upper()
    parts = {name: query.get(name, "").strip()[:8] for name in DAY}
    due, errors = _date(parts)
    return CasesAsked({**values, **parts}, due, query.get("page", ""), errors)


def _is_known(name: str, value: str) -> bool:
    choices = _CHOICES.get(name)
    return value in choices if choices is not None else _REFERENCE.fullmatch(value) is not None


def _date(parts: Mapping[str, str]) -> tuple[date | None, tuple[FieldError, ...]]:
    if not any(parts.values()):
        return None, ()
    try:
        day, month, year = (int(parts[name]) for name in DAY)
        return date(year, month, day), ()
    except ValueError:
        mend = "Give a day, a month and a year, such as 14 12 2026."
        return None, (FieldError("due-day", "Due before", "is not a date", mend),)
