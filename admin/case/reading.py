"""A paper as it was filed, to be read: every box with its label and its answer, row by row (N3, R4, R9, K2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from admin.case.file import CaseFile
from models.forms import FORMS, FiledForm, stored_form
from models.forms.fields import YesNo, YesNoNA
from models.forms.filed_form import Piece, box_of, is_blank
from models.letter_facts import fact_words
from models.wording import BODIES, CAPACITIES, CHECKS, date_words, instant_words, listed, words

_YES = {
    YesNo.YES: "Yes",
    YesNo.NO: "No",
    YesNoNA.YES: "Yes",
    YesNoNA.NO: "No",
    YesNoNA.NOT_APPLICABLE: "Not applicable",
}
_CODES = {**CHECKS, **CAPACITIES, **BODIES}


@dataclass(frozen=True)
class Answered:
    """A box: its label and what was answered; blank where nothing was."""

    label: str
    text: str = ""
    missing: bool = False  # asked for, and left blank


@dataclass(frozen=True)
class Part:
    """A stretch of a form: its boxes, and the groups and rows within it, each under its own heading."""

    title: str
    boxes: tuple[Answered, ...] = ()
    parts: tuple[Part, ...] = field(default_factory=tuple)

    @property
    def is_blank(self) -> bool:
        """Was nothing in it answered?"""
        return all(not box.text for box in self.boxes) and all(part.is_blank for part in self.parts)


@dataclass(frozen=True)
class Paper:
    """A paper opened: a form in parts, or a text."""

    title: str
    parts: tuple[Part, ...] = ()
    text: str = ""
    gaps: tuple[str, ...] = ()


def paper_of(file: CaseFile, kind: str, payload: Any) -> Paper:
    """What a document says. A form of a release that had other boxes is shown as it was kept."""
    if isinstance(payload, str):
        return Paper(paper_words(kind), text=payload)
    if kind not in FORMS:
        return Paper(paper_words(kind), text=_as_kept(payload))
    try:
        form = stored_form(kind, payload)
    except ValidationError:
        return Paper(paper_words(kind), text=_as_kept(payload))
    return Paper(form.title, parts=(_part(file, form, "", _missing(form)),), gaps=_gaps(form))


def paper_words(kind: str) -> str:
    """What a kind of paper is called."""
    return FORMS[kind].title if kind in FORMS else words({"text": "Text"}, kind)


def _missing(form: FiledForm) -> frozenset[str]:
    return frozenset(form.gaps())


def _gaps(form: FiledForm) -> tuple[str, ...]:
    said = fact_words("gaps", ",".join(form.gaps()))
    return said if isinstance(said, tuple) else ()


def _part(file: CaseFile, piece: Piece, title: str, missing: frozenset[str], path: str = "") -> Part:
    boxes: list[Answered] = []
    parts: list[Part] = []
    for name, info in type(piece).model_fields.items():
        value, here, label = getattr(piece, name), f"{path}{name}", box_of(info).label
        if isinstance(value, Piece):
            parts.append(_part(file, value, label, missing, f"{here}."))
        elif isinstance(value, tuple) and any(isinstance(row, Piece) for row in value):
            parts.extend(_rows(file, value, label, missing, here))
        else:
            boxes.append(Answered(label, _said(file, value), here in missing))
    return Part(title, tuple(boxes), tuple(parts))


def _rows(file: CaseFile, rows: tuple[Any, ...], label: str, missing: frozenset[str], here: str) -> list[Part]:
    found = [row for row in rows if isinstance(row, Piece)]
    return [
        _part(file, row, _row_title(row, label, number, len(found)), missing, f"{here}.{number - 1}.")
        for number, row in enumerate(found, start=1)
    ]


def _row_title(row: Piece, label: str, number: int, total: int) -> str:
    called = type(row).shown_as or label
    return f"{called} {number} of {total}" if total > 1 else called


def _said(file: CaseFile, value: Any) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, tuple):
        return listed(_said(file, each) for each in value)
    if isinstance(value, YesNo | YesNoNA):
        return _YES[value]
    if isinstance(value, datetime):
        return instant_words(value)
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, StrEnum):
        return words(_CODES, value)
    return file.book.agency(value) if isinstance(value, str) else str(value)


def _as_kept(payload: Any, depth: int = 0) -> str:
    """Whatever was kept, line by line."""
    if isinstance(payload, dict):
        lines = [f"{'  ' * depth}{key.replace('_', ' ')}: {_inline(each, depth)}" for key, each in payload.items()]
        return "\n".join(lines)
    if isinstance(payload, list):
        return "\n".join(f"{'  ' * depth}- {_inline(each, depth)}" for each in payload)
    return str(payload)


def _inline(value: Any, depth: int) -> str:
    return f"\n{_as_kept(value, depth + 1)}" if isinstance(value, dict | list) else str(value)
