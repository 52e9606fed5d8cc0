"""From what was filled in to the values the models take; and back, for drafts begun from what is known (K4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from admin.forms import typed
from admin.forms.filled import Filled, is_blank, said
from admin.forms.questions import NOT_KNOWN, SEVERAL, Group, Question, Table, joined
from admin.forms.typed import Unusable

_OVERRIDES = "\u202a\u202b\u202d\u202e"  # they would make a page show other than what was typed


@dataclass(frozen=True)
class Wrong:
    """Something to mend: where it stands (a question's path), which part of it, and the sentence that says so."""

    at: str
    text: str
    part: str = ""


def quoted(label: str, problem: str, mend: str = "") -> str:
    """The sentence on a page: which question, what is wrong, how to mend it."""
    return f"“{label}” {problem}.{' ' + mend if mend else ''}"


def answers(group: Group, filled: Filled, path: str = "", around: str = "") -> tuple[dict[str, Any], list[Wrong]]:
    """The values given, blanks left out, and what cannot be used."""
    values: dict[str, Any] = {}
    wrongs: list[Wrong] = []
    for item in group.items:
        here = joined(path, item.name)
        if isinstance(item, Question):
            wrongs += _answer(item, filled.get(item.name), values, here, around)
        elif isinstance(item, Group):
            values[item.name], found = answers(item, filled.get(item.name, {}), here, item.label)
            wrongs += found
            if not values[item.name] and path:
                del values[item.name]
        elif rows := filled.get(item.name, []):
            values[item.name], found = _rows(item, rows, here)
            wrongs += found
    return values, wrongs


def _rows(table: Table, rows: list[Filled], path: str) -> tuple[list[dict[str, Any]], list[Wrong]]:
    values, wrongs = [], []
    for number, row in enumerate(rows):
        value, found = answers(table.row, row, f"{path}.{number}", f"{table.row_label} {number + 1}")
        values.append(value)
        wrongs += found
    return values, wrongs


def _answer(question: Question, given: Any, values: dict[str, Any], path: str, around: str) -> list[Wrong]:
    label = f"{around}, {question.label}" if around else question.label
    if given is None or is_blank(given):
        return [Wrong(path, _missing(question, label))] if question.needed else []
    try:
        values[question.name] = _value(question, given)
    except Unusable as error:
        return [Wrong(path, quoted(label, error.problem, error.mend), error.part)]
    return []


def _missing(question: Question, label: str) -> str:
    if question.options or question.kind in ("agency_ref", "person"):
        return f"Choose an answer to “{label}”"
    if question.kind in SEVERAL:
        return f"Choose at least one answer to “{label}”"
    return f"Give a date for “{label}”" if question.parts else f"Write an answer to “{label}”"


def _value(question: Question, given: Any) -> Any:
    if question.parts:
        read_parts = typed.moment if question.kind == "moment" else typed.day
        return read_parts(given).isoformat()
    if question.kind in SEVERAL:
        return [_chosen(question, text) for text in given if text.strip()]
    text = said(given).replace("\r\n", "\n").replace("\r", "\n").strip()
    if question.longest and len(text) > question.longest:
        limit = f"{question.longest:,}"
        raise Unusable(f"is longer than {limit} characters", f"Shorten it to {limit} characters.")
    if question.kind in ("text", "code"):
        _insist_on_letters(text)
    return _READ.get(question.kind, _chosen)(question, text)


def _insist_on_letters(text: str) -> None:
    """Nothing that cannot be shown, or that would show other than it is; forms ask the same of their boxes."""
    for letter in text:
        if (unicodedata.category(letter) == "Cc" and letter not in "\n\t") or letter in _OVERRIDES:
            problem = f"has a character that cannot be shown (U+{ord(letter):04X})"
            raise Unusable(problem, "Type the text again, or paste it as plain text.")


def _chosen(question: Question, text: str) -> str:
    if question.options and text not in {option.value for option in question.options}:
        raise Unusable("has an answer that is not on the list", "Choose from the list.")
    return text


_READ: Mapping[str, Callable[[Question, str], Any]] = {
    "number": lambda _, text: typed.number(text),
    "clock": lambda _, text: f"{typed.clock(text):%H:%M}",
    "true_false": lambda question, text: _chosen(question, text) == "yes",
}


def filled_from(group: Group, values: Mapping[str, Any]) -> Filled:
    """The tree a person would have filled in to give these values; what is no question here is left out."""
    filled: Filled = {}
    for item in group.items:
        value = values.get(item.name)
        if value is None or value == "":
            continue
        if isinstance(item, Group):
            filled[item.name] = filled_from(item, value)
        elif isinstance(item, Table):
            filled[item.name] = [filled_from(item.row, row) for row in value]
        else:
            filled[item.name] = _as_typed(item, value)
    return filled


def _as_typed(question: Question, value: Any) -> Any:
    if question.kind == "moment":
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return typed.parts_of_moment(at)
    if question.parts:
        return typed.parts_of_day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if question.kind in SEVERAL:
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(value)]


def is_unknown(question: Question, given: Any) -> bool:
    """Did somebody say that it is not known?"""
    return bool(question.options) and isinstance(given, list) and NOT_KNOWN in given
