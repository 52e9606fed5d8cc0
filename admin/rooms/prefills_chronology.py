"""What the key lines of enquiry begin with: agencies' questions, conflicts of date, missing returns (R6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.chronology import latest_returns, when_words
from admin.rooms.dates import Dates
from admin.rooms.opened import Opened
from admin.rooms.prefilled import filled, prefills, why
from admin.rooms.returns import returns_seen
from models.chronology import Chronology, Entry, merge
from models.family import name_key
from models.forms.appendix_2 import AgencyReturn


@prefills("settle_chronology")
def kloes(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The first time; afterwards the lines that were settled last."""
    if opened.course.has("kloes_settled"):
        return {}
    told = latest_returns(opened, why(asked))
    name = opened.book.agency
    found = filled(
        kloes=enquiries(told, name),
        on_the_chronology=conflicts_told(merge(told), name),
        unanswered_by=outstanding(opened),
    )
    return {"kloes": found}


def enquiries(told: Mapping[str, AgencyReturn], name: Callable[[str], str]) -> list[dict[str, Any]]:
    """A line of enquiry for each question; the same question of several agencies is one."""
    asked_by: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for agency, form in told.items():
        for each in form.key_questions:
            if each.question:
                key = name_key(each.question)
                words.setdefault(key, each.question)
                asked_by.setdefault(key, []).append(agency)
    return [
        {
            "enquiry": words[key],
            "arises_from": f"Asked by {', '.join(map(name, dict.fromkeys(agencies)))}",
            "agencies": list(dict.fromkeys(agencies)),
        }
        for key, agencies in asked_by.items()
    ]


def conflicts_told(merged: Chronology, name: Callable[[str], str]) -> str:
    """The conflicts of date in words, one to a line."""
    return "\n".join("; ".join(_account(entry, name) for entry in conflict.entries) for conflict in merged.conflicts)


def _account(entry: Entry, name: Callable[[str], str]) -> str:
    return f"{name(entry.agency)}: {entry.called or entry.what[:80]}, {when_words(entry)}"


def outstanding(opened: Opened) -> list[str]:
    """The agencies whose return is missing."""
    seen = returns_seen(opened.course, (), Dates(), opened.wiring.now())
    return [each.agency for each in seen if each.is_outstanding]
