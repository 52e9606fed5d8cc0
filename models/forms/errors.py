"""Refusing a form so that it can be mended: which box, what is wrong with it, what to do (K4).

Neither the refusal's text nor its lines repeat what was typed; only names of boxes appear.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from models.forms.filed_form import Piece, box_of


class FieldError(NamedTuple):
    """One box that cannot be used: its path, its label on the form, what is wrong, how to mend it."""

    field: str
    label: str
    problem: str
    mend: str

    @property
    def line(self) -> str:
        """The error as one line for people: ``field: what is wrong: how to mend it``."""
        return f"{self.label or self.field} ({self.field}): {self.problem}: {self.mend}"


class FormRefused(Exception):
    """The form cannot be used as it is; ``errors`` says why, box by box. The text names the form only."""

    def __init__(self, kind: str, errors: Sequence[FieldError]) -> None:
        super().__init__(f"The form {kind} cannot be used as it is: {len(errors)} to mend.")
        self.kind = kind
        self.errors = tuple(errors)

    @property
    def lines(self) -> tuple[str, ...]:
        """The errors as lines for people."""
        return tuple(error.line for error in self.errors)


_PLAIN = {
    "string_type": ("is not text", "Write it as text."),
    "string_unicode": ("has a character that cannot be shown", "Type the text again."),
    "int_type": ("is not a whole number", "Give a whole number such as 2."),
    "bool_type": ("is neither true nor false", "Give true or false."),
    "tuple_type": ("is not a list", "Give a list of rows, even for a single one."),
    "model_type": ("is not a group of boxes", "Give its boxes by name."),
    "missing": ("is missing", "Fill it in."),
    "timezone_aware": ("says no time zone", "Give date, hour and zone, such as 2026-03-27T14:30:00+00:00."),
}


def field_errors(form: type[Piece], error: ValidationError) -> list[FieldError]:
    """pydantic's errors as lines that name the box as the form does."""
    return [
        _field_error(form, each) for each in error.errors(include_url=False, include_input=False, include_context=True)
    ]


def _field_error(form: type[Piece], error: Any) -> FieldError:
    place: tuple[int | str, ...] = error["loc"]
    problem, mend = _words(form, error["type"], error.get("ctx") or {}, place)
    known = place[:-1] if error["type"] == "extra_forbidden" else place
    return FieldError(path_of(place), label_of(form, known), problem, mend)


def _words(form: type[Piece], kind: str, ctx: dict[str, Any], place: tuple[int | str, ...]) -> tuple[str, str]:
    if "mend" in ctx:
        return str(ctx["problem"]), str(ctx["mend"])
    if kind == "extra_forbidden":
        return "is not a box of this form", _meant(form, place)
    if kind == "string_too_long":
        longest = f"{ctx['max_length']:,}"
        return f"is longer than {longest} characters", f"Shorten it to {longest} characters."
    if kind == "too_long":
        return f"has more than {ctx['max_length']} rows", f"Give at most {ctx['max_length']}."
    if kind in ("enum", "literal_error"):
        return "is not one of the answers", f"Choose one of {ctx['expected']}."
    if kind in ("greater_than_equal", "less_than_equal"):
        return "is out of range", f"Give a number {'from' if 'ge' in ctx else 'up to'} {ctx.get('ge', ctx.get('le'))}."
    return _PLAIN.get(kind, ("cannot be used as it is", "Compare it with the printed form."))


def _meant(form: type[Piece], place: tuple[int | str, ...]) -> str:
    owner = _piece_at(form, place[:-1])
    near = difflib.get_close_matches(str(place[-1]), list(owner.model_fields), n=1) if owner else []
    return f"Take it out, or name it {near[0]} if that is what it is." if near else "Take it out."


def path_of(place: Sequence[int | str]) -> str:
    """A place in a form as a path such as ``children.0.date_of_birth``; unknown names shortened and cleaned."""
    parts = [str(part) if isinstance(part, int) else re.sub(r"[^\w -]", "?", part)[:60] for part in place]
    return ".".join(parts) or "form"


def place_of(path: str) -> tuple[int | str, ...]:
    """The place a path names: the inverse of :func:`path_of` for boxes of a form."""
    return tuple(int(part) if part.isdecimal() else part for part in path.split("."))


def label_of(form: type[Piece], place: Sequence[int | str]) -> str:
    """The label of a box with the rows and groups it stands in: ``Child 1, Date of birth``."""
    words: list[str] = []
    owner: type[Piece] | None = form
    for number, part in enumerate(place):
        if isinstance(part, int):
            words[-1] = f"{owner.shown_as if owner and owner.shown_as else words[-1]} {part + 1}"
        elif owner is not None and part in owner.model_fields:
            words.append(box_of(owner.model_fields[part]).label)
            owner = _piece_at(form, place[: number + 1])
    return ", ".join(words)


def _piece_at(form: type[Piece], place: Sequence[int | str]) -> type[Piece] | None:
    owner: type[Piece] | None = form
    for part in place:
        if isinstance(part, int):
            continue
        field = owner.model_fields.get(part) if owner else None
        owner = piece_in(field.annotation) if field else None
    return owner


def piece_in(annotation: Any) -> type[Piece] | None:
    """The piece a field holds, itself or as rows; None for a box with an answer."""
    if isinstance(annotation, type) and issubclass(annotation, Piece):
        return annotation
    return next((found for arg in get_args(annotation) if (found := piece_in(arg))), None)
