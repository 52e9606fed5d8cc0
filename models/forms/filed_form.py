"""What every form can say of itself: its blanks, what of it is personal, what may leave the register (N4, K3).

A form is made of boxes (:class:`Box`) and of pieces: rows of a table, or a group of boxes. Incomplete is
accepted; only what cannot be used is refused, by :func:`models.forms.door.file_form`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo
from pydantic_core import to_json

from models.forms.fields import Box, Leaf

SHORTEST_TELLING = 3  # a name of one or two letters is in every sentence


class Conflict(NamedTuple):
    """Two boxes that cannot both be right: the box to mend, what is wrong, how to mend it."""

    field: str
    problem: str
    mend: str


class Piece(BaseModel):
    """A row or a group of boxes: strict, nothing unknown, and no input in its errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    shown_as: ClassVar[str] = ""  # what one row is called

    def blanks(self) -> Iterable[str]:
        """Further mandatory blanks, which depend on other boxes, as paths within this piece."""
        return ()

    def excused(self) -> frozenset[str]:
        """Boxes of this piece that need no answer, given the other answers."""
        return frozenset()

    def conflicts(self, today: date) -> Iterable[Conflict]:
        """Answers that contradict each other or the calendar, as paths within this piece."""
        return ()

    def said_of_people(self) -> Iterable[str]:
        """Further personal values that no single box holds, such as a name in full."""
        return ()


class Placed(NamedTuple):
    """A box of a filed form, with its path and its answer."""

    path: str
    box: Box
    leaf: Leaf | None
    value: Any
    excused: bool


class FiledForm(Piece):
    """A whole form as filed."""

    kind: ClassVar[str]
    title: ClassVar[str]
    clause: ClassVar[str]

    @classmethod
    def from_record(cls, data: object) -> Self:
        """The form as kept in the register; raises pydantic's ``ValidationError`` if it was altered."""
        return cls.model_validate_json(to_json(without_blanks(data)))

    def as_filed(self) -> dict[str, Any]:
        """What the register keeps: the answers given, blanks left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def gaps(self) -> tuple[str, ...]:
        """The paths of mandatory boxes left blank, in the order of the form (N4)."""
        plain = [at.path for at in boxes(self) if at.box.mandatory and not at.excused and is_blank(at.value)]
        further = [join(path, blank) for path, piece in pieces(self) for blank in piece.blanks()]
        return tuple(dict.fromkeys(plain + further))

    def brief(self) -> dict[str, object]:
        """What of the form may travel in a message: codes, counts, dates and references, nothing personal."""
        return {}

    def personal_values(self) -> frozenset[str]:
        """Every personal value typed, in the spellings it could leak in; narratives by sentence."""
        found: set[str] = set()
        for at in boxes(self):
            if at.leaf is not None and at.leaf.personal:
                found.update(spellings(at.leaf.kind, at.value))
        for _, piece in pieces(self):
            found.update(piece.said_of_people())
        return frozenset(value for value in found if len(value) >= SHORTEST_TELLING)


def box_of(field: FieldInfo) -> Box:
    """The box a field stands for."""
    return next(mark for mark in field.metadata if isinstance(mark, Box))


def leaf_of(field: FieldInfo) -> Leaf | None:
    """What kind of answer a field takes, or None for a piece or a table of pieces."""
    return next((mark for mark in field.metadata if isinstance(mark, Leaf)), None)


def is_blank(value: object) -> bool:
    """Was nothing answered?"""
    return value is None or value == "" or value == ()


def join(path: str, name: str) -> str:
    """The path of a box within the piece at ``path``."""
    return f"{path}.{name}" if path else name


def pieces(piece: Piece, path: str = "") -> Iterator[tuple[str, Piece]]:
    """The piece and all within it, with their paths, such as ``children.0``."""
    yield path, piece
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        if isinstance(value, Piece):
            yield from pieces(value, join(path, name))
        elif isinstance(value, tuple):
            for number, row in enumerate(value):
                if isinstance(row, Piece):
                    yield from pieces(row, f"{join(path, name)}.{number}")


def boxes(form: Piece) -> Iterator[Placed]:
    """Every box of the form as filled, in the order of the form."""
    return _boxes(form, "", False)


def _boxes(piece: Piece, path: str, excused: bool) -> Iterator[Placed]:
    not_asked = piece.excused()
    for name, field in type(piece).model_fields.items():
        value, here = getattr(piece, name), join(path, name)
        let_off = excused or name in not_asked
        yield Placed(here, box_of(field), leaf_of(field), value, let_off)
        if isinstance(value, Piece):
            yield from _boxes(value, here, let_off)
        elif isinstance(value, tuple):
            for number, row in enumerate(value):
                if isinstance(row, Piece):
                    yield from _boxes(row, f"{here}.{number}", let_off)


def without_blanks(data: Any, depth: int = 0) -> Any:
    """The data with blank answers left out, so that "nothing typed" has one spelling."""
    if depth > 20:
        return data  # deeper than any form: left for the strict model to refuse
    if isinstance(data, dict):
        kept = {key: without_blanks(value, depth + 1) for key, value in data.items()}
        return {key: value for key, value in kept.items() if not _nothing(value)}
    if isinstance(data, list | tuple):
        kept_rows = (without_blanks(value, depth + 1) for value in data)
        return [row for row in kept_rows if not (isinstance(row, str) and _nothing(row))]
    return data


def _nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def spellings(kind: str, value: object) -> set[str]:
    """The ways in which a personal value of a kind may be written."""
    if isinstance(value, date):
        return dates_as_written(value)
    if not isinstance(value, str) or not value:
        return set()
    if kind == "narrative":
        sentences = {part.strip() for part in re.split(r"[\n]+|(?<=[.!?])\s+", value)}
        return {value} | {sentence for sentence in sentences if len(sentence) >= 12}
    if kind == "telephone":
        return {value, re.sub(r"[^0-9+]", "", value)}
    if kind == "address":
        return {value} | {line.strip() for line in re.split(r"[\n,]", value) if len(line.strip()) >= 6}
    return {value}


def dates_as_written(day: date) -> set[str]:
    """A date in the spellings people and programs use."""
    month, short = day.strftime("%B"), day.strftime("%b")
    numbers = {f"{day.day:02d}{mark}{day.month:02d}{mark}{day.year}" for mark in "/.-"}
    unpadded = {f"{day.day}{mark}{day.month}{mark}{day.year}" for mark in "/.-"}
    words = {f"{day.day} {name} {day.year}" for name in (month, short)}
    words |= {f"{name} {day.day}, {day.year}" for name in (month, short)}
    return {day.isoformat(), f"{day.day:02d} {month} {day.year}"} | numbers | unpadded | words
