"""Whoever speaks for one partner or one agency speaks for no other: said at the field, before anything is kept (K1).

The parts of a case refuse the same by themselves; here it is only said in time, with everything typed still there (K4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from admin.forms.answers import Wrong, quoted
from admin.forms.errands import Errand
from admin.forms.questions import label_at
from admin.forms.sheets import SIGNED_IN_A_CAPACITY
from models import authority
from models.messages.rapid_review import Capacity
from models.people import Actor
from models.sign_off import holds_capacity
from models.wording import PARTNERS, words


def voice_wrongs(errand: Errand, by: Actor | None, values: Mapping[str, Any]) -> list[Wrong]:
    """Which field names a partner, a capacity or an agency that is not this person's."""
    if not errand.case:
        return []
    if errand.command in SIGNED_IN_A_CAPACITY:
        return _capacity(errand, by, values.get("capacity"))
    return [] if by is None else [*_partner(errand, by, values.get("partner")), *_agency(errand, by, values)]


def _partner(errand: Errand, by: Actor, partner: object) -> list[Wrong]:
    if by.partner is None or partner in (None, "", by.partner):
        return []
    return [_wrong(errand, "partner", f"You speak for {words(PARTNERS, by.partner)} only: choose that.")]


def _capacity(errand: Errand, by: Actor | None, capacity: object) -> list[Wrong]:
    if capacity not in tuple(Capacity) or (by is not None and holds_capacity(by, Capacity(str(capacity)))):
        return []
    return [_wrong(errand, "capacity", "Choose one that you hold.")]


def _agency(errand: Errand, by: Actor, values: Mapping[str, Any]) -> list[Wrong]:
    agency = values.get("agency")
    if not isinstance(agency, str) or not agency or authority.refuses_agency(by, agency) is None:
        return []
    return [_wrong(errand, "agency", "You speak for your own agency only: choose that.")]


def _wrong(errand: Errand, name: str, mend: str) -> Wrong:
    return Wrong(name, quoted(label_at(errand.asks, name), "names somebody you do not speak for", mend))
