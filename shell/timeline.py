"""``timeline``: what happened in a case, in words, in London time: its part of the audit trail (K2)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from shell.acting import Case
from shell.dates import AsJson, print_json
from shell.tables import print_lines, print_table

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


def timeline(case: Case, as_json: AsJson = False) -> None:
    """Tell what happened in a case, in order: when, what, by whom in which capacity, by which clause."""
    from shell.composition import open_front_desk
    from shell.words import instant, part_words

    with open_front_desk() as front:
        front.house.register.case(case)
        entries = front.house.register.audit_of(case)
        if as_json:
            print_json([_as_data(entry) for entry in entries])
            return
        if not entries:
            print_lines(["Nothing is on record yet."])
            return
        rows = []
        for entry in entries:
            told = [f"{name.replace('_', ' ')} {_value(value, front.house)}" for name, value in _told(entry.detail)]
            who = "the service" if entry.by.person == "service" else f"{entry.by.person} ({_capacity(entry.by)})"
            rows.append(
                (
                    instant(entry.at),
                    part_words(entry.part) if entry.part else "",
                    entry.action.replace("_", " "),
                    "; ".join(told),
                    who,
                    entry.reasons or "",
                    entry.clause,
                )
            )
        print_table(("London time", "Part", "What", "Detail", "By", "Reasons (document)", "Clause"), rows)


def _told(detail: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in detail.items() if value not in (None, "", [], ())]


def _value(value: Any, house: Any) -> str:
    from shell.words import holder_words, instant

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_value(each, house) for each in value)
    text = str(value)
    if _INSTANT.fullmatch(text):
        return f"{instant(datetime.fromisoformat(text))} London time"
    return holder_words(text, house) if text.partition(":")[0] in _REFERENCES else text.replace("_", " ")


_REFERENCES = ("role", "partner", "deputy", "agency", "lead", "body")


def _capacity(by: Any) -> str:
    role = str(by.role).replace("_", " ")
    return f"{role}, deputy for {by.deputy_for}" if by.deputy_for else role


def _as_data(entry: Any) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "part": entry.part,
        "action": entry.action,
        "by": entry.by.model_dump(mode="json", exclude_none=True),
        "detail": entry.detail,
        "reasons": entry.reasons,
        "clause": entry.clause,
    }
