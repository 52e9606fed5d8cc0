"""What is known already and need not be asked again (R9): values by field, from the case's own record.

A room registers what it knows of a command: ``@provides("sign_report")`` over a function from :class:`Prefilling` to
values by field name (a form's field holds the nested values of the form). Several may provide for one command; the
later ones win. Under ``GIVEN`` a function may name the fields that are then shown and not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from adapters.register.cases import CaseRow
from admin.admission import Admission
from admin.forms.questions import DAYS, Group, Question
from admin.wiring import Wiring
from models.people import Actor

GIVEN = "_given"
Provider = Callable[["Prefilling"], dict[str, Any]]


@dataclass(frozen=True)
class Prefilling:
    """Who opens a form in which case, and what there is to look things up."""

    wiring: Wiring
    admission: Admission
    case: CaseRow
    said: Mapping[str, str] = field(default_factory=dict)  # what the link that led here says

    @property
    def by(self) -> Actor:
        """The first capacity in which the person may do this."""
        return self.admission.by


PREFILL: dict[str, Provider] = {}


def provides(command: str) -> Callable[[Provider], Provider]:
    """Register what is known for a command."""

    def register(provider: Provider) -> Provider:
        earlier = PREFILL.get(command)
        PREFILL[command] = provider if earlier is None else _both(earlier, provider)
        return provider

    return register


def _both(first: Provider, second: Provider) -> Provider:
    def both(known: Prefilling) -> dict[str, Any]:
        before, after = first(known), second(known)
        given = (*before.get(GIVEN, ()), *after.get(GIVEN, ()))
        return {**put_together(before, after), GIVEN: given}

    return both


def put_together(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What both know: of one answer the later word counts, but nothing known gives way to a blank."""
    joined = dict(before)
    for name, value in after.items():
        known = joined.get(name)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            joined[name] = put_together(known, value)
        elif value not in (None, "", (), [], {}):
            joined[name] = value
    return joined


def said_by(link: Mapping[str, str], asks: Group) -> dict[str, str]:
    """What a link says of the form's own questions; a day that is none is passed over, for anybody can type a link."""
    plain = {item.name: item.kind in DAYS for item in asks.items if isinstance(item, Question) and _fits(item)}
    return {name: value for name, value in link.items() if name in plain and (not plain[name] or _is_day(value))}


def _fits(question: Question) -> bool:
    return question.kind in DAYS or not question.parts  # an instant is more than a link has to say


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def known_of(command: str, prefilling: Prefilling, query: Mapping[str, str]) -> dict[str, Any]:
    """What is known for this page: from the record, then what the link that led here says."""
    provider = PREFILL.get(command)
    known = provider(replace(prefilling, said=query)) if provider else {}
    return {**known, **{name: value for name, value in query.items() if value}}
