"""Check your answers: every answer as it will be sent, with a way to change it, and what is left blank (N4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from admin.filters import day
from admin.forms.filled import Filled, is_blank
from admin.forms.questions import LONG, NOT_KNOWN, Group, Item, Option, Question, Table, joined
from admin.forms.sheets import Sheet
from admin.forms.typed import Unusable
from admin.forms.typed import day as read_day

Options = Callable[[str, Question], tuple[Option, ...]]


@dataclass(frozen=True)
class AnswerRow:
    """One answer: its question, what was answered, where it is changed."""

    label: str
    text: str
    href: str
    around: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Block:
    """Answers under one heading."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class CheckedSection:
    """A section of the form with its answers in blocks."""

    id: str
    title: str
    href: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class _Reading:
    options: Options
    address: Callable[[str], str]


def checked(sheet: Sheet, options: Options) -> tuple[CheckedSection, ...]:
    """Every section with what was answered in it."""
    errand = sheet.errand
    found = []
    for section in errand.sections():
        number = section.id if errand.by_section else ""
        reading = _Reading(options, partial(sheet.at, number))
        blocks = _blocks(errand.page(section), sheet.filled, "", "", reading)
        title = section.title or errand.title
        found.append(CheckedSection(section.id, title, sheet.at(number), tuple(each for each in blocks if each.rows)))
    return tuple(found)


def _blocks(group: Group, filled: Filled, path: str, title: str, reading: _Reading) -> list[Block]:
    rows = [
        _row(item, filled.get(item.name), joined(path, item.name), title, reading)
        for item in group.items
        if isinstance(item, Question) and not is_blank(filled.get(item.name))
    ]
    return [Block(title, tuple(rows)), *_inner(group, filled, path, title, reading)]


def _inner(group: Group, filled: Filled, path: str, title: str, reading: _Reading) -> list[Block]:
    found: list[Block] = []
    for item in group.items:
        here, at = filled.get(item.name), joined(path, item.name)
        if isinstance(item, Group) and here:
            found += _blocks(item, here, at, _under(title, item) if path else "", reading)
        elif isinstance(item, Table):
            for number, row in enumerate(here or []):
                label = f"{item.row_label} {number + 1}"
                found += _blocks(item.row, row, f"{at}.{number}", f"{title}, {label}" if title else label, reading)
    return found


def _under(title: str, item: Item) -> str:
    return f"{title}, {item.label}" if title else item.label


def _row(question: Question, here: Any, path: str, around: str, reading: _Reading) -> AnswerRow:
    anchor = f"{path}.day" if question.parts else path
    text = answer_text(question, here, reading.options(path, question))
    return AnswerRow(question.label, text, reading.address(anchor), around, question.kind in LONG)


def answer_text(question: Question, here: Any, options: tuple[Option, ...] = ()) -> str:
    """An answer in words."""
    if question.parts:
        return _date_text(here)
    words = {option.value: option.words for option in question.options or options}
    return ", ".join(words.get(text, text) for text in here if text.strip() and text != NOT_KNOWN)


def _date_text(parts: dict[str, str]) -> str:
    hour = parts.get("time", "").strip()
    try:
        said = day(read_day(parts))
    except Unusable:
        said = " ".join(parts.get(name, "") for name in ("day", "month", "year"))
    return f"{said}, {hour}" if hour else said
