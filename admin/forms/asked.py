"""From the classes of forms and messages to the questions of a page: nothing is asked that they do not know (K4)."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from admin.forms import layouts
from admin.forms.choices import UNKNOWN, YES_OR_NO, code_options, enum_options
from admin.forms.pasting import COLUMNS
from admin.forms.questions import Group, Item, Question, Table
from desk.drafting import DOOR_FIELDS, LONGEST_TEXT, marker_of
from models.commands import Told
from models.forms import FORMS
from models.forms.errors import piece_in
from models.forms.fields import ROWS
from models.forms.filed_form import Piece, box_of, leaf_of
from models.message import Asks, Form, FromForm, Text

_ASIDE = re.compile(
    r"\s*\((?:(?:its |their )?references?|its number|its code in the list|https://\.\.\.|recipient reference|"
    r"cdr, [a-z, ]+|N5|N15)\)"
)
AGENCY = frozenset({"agency", "owner"})
PEOPLE = frozenset({"chair", "reviewer", "person", "seconded_by"})


def plain(label: str) -> str:
    """A label without what is meant for those who type references."""
    return _ASIDE.sub("", label).strip().removesuffix(".")


@cache
def questions_of_form(kind: str) -> Group:
    """The questions of a whole form."""
    form = FORMS[kind]
    return Group("", form.title, tuple(_items(form, kind, "")))


@cache
def questions_of_message(kind: type[Told]) -> Group:
    """The questions of a decision or a fact; a form it carries is a group. Reasons are asked for last."""
    asked = [
        (name, field)
        for name, field in kind.model_fields.items()
        if name not in DOOR_FIELDS and not isinstance(marker_of(field), FromForm)
    ]
    asked.sort(key=lambda each: each[0] == "reasons")
    return Group("", kind.name, tuple(_of_message(kind, name, field) for name, field in asked))


def _items(piece: type[Piece], kind: str, path: str) -> list[Item]:
    names = layouts.in_order(piece.__name__, tuple(piece.model_fields))
    return [_item(piece, kind, name, f"{path}.{name}" if path else name) for name in names]


def _item(piece: type[Piece], kind: str, name: str, path: str) -> Item:
    field = piece.model_fields[name]
    box, leaf, inner = box_of(field), leaf_of(field), piece_in(field.annotation)
    label = layouts.label(kind, piece.__name__, path, name) or plain(box.label)
    hint = layouts.hint(kind, piece.__name__, path, name)
    if leaf is None and inner is not None:
        items = tuple(_items(inner, kind, path))
        if get_origin(field.annotation) is not tuple:
            return Group(name, label, items, hint)
        row_label = inner.shown_as or label
        columns = COLUMNS.get(inner.__name__, ())
        return Table(name, label, Group("", row_label, items), row_label, _most(field), box.mandatory, hint, columns)
    leaf_kind = leaf.kind if leaf is not None else "line"
    return Question(
        name,
        label,
        leaf_kind,
        expected=box.mandatory or name in layouts.ONE_IS_ENOUGH,
        longest=_longest(field),
        options=_form_options(field),
        hint=hint,
        autocomplete=layouts.AUTOCOMPLETE.get((kind, path), "off"),
    )


def _form_options(field: FieldInfo) -> tuple[Any, ...]:
    """The answers, with a way to say that it is not known: a form is accepted incomplete (N4)."""
    enum = _enum_in(field.annotation)
    if enum is None:
        return ()
    says_so_itself = "not_known" in {member.value for member in enum}
    return enum_options(enum) if says_so_itself else (*enum_options(enum), UNKNOWN)


def _of_message(kind: type[Told], name: str, field: FieldInfo) -> Item:
    marker = marker_of(field)
    asks = marker.asks if isinstance(marker, Asks | Text | Form) else name.replace("_", " ").capitalize()
    label = layouts.label(kind.name, "", name, name) or plain(asks)
    hint = layouts.hint(kind.name, "", name, name)
    if isinstance(marker, Form):
        follows = layouts.FOLLOWS.get(kind.name, frozenset())
        return Group(name, "", tuple(i for i in questions_of_form(marker.kind).items if i.name not in follows), hint)
    answers, options = _answered(kind, name, field, marker)
    longest = LONGEST_TEXT if isinstance(marker, Text) else 500 if answers == "code" else 0
    # a yes or no is always asked for, even where the message has an answer of its own for those who say nothing
    needed = field.is_required() or answers == "true_false"
    return Question(name, label, answers, needed=needed, longest=longest, options=options, hint=hint)


def _answered(kind: type[Told], name: str, field: FieldInfo, marker: object) -> tuple[str, tuple[Any, ...]]:
    if isinstance(marker, Text):
        return "text", ()
    if options := code_options(kind.name, name):
        return "choice", options
    several = get_origin(field.annotation) is tuple
    enum = _enum_in(field.annotation)
    if enum is not None:
        return ("choices" if several else "choice"), enum_options(enum)
    if name in AGENCY or several:
        return ("agency_refs" if several else "agency_ref"), ()
    return _simple(name, field.annotation)


def _simple(name: str, annotation: Any) -> tuple[str, tuple[Any, ...]]:
    kinds = {bool: "true_false", int: "number", date: "day"}
    found = next((each for each in (annotation, *get_args(annotation)) if each in kinds), None)
    if found is not None:
        return kinds[found], YES_OR_NO if found is bool else ()
    if any(each is datetime or getattr(each, "__name__", "") == "AwareDatetime" for each in _types(annotation)):
        return "moment", ()
    return ("person" if name in PEOPLE else "code"), ()


def _types(annotation: Any) -> tuple[Any, ...]:
    return (annotation, *get_args(annotation))


def _enum_in(annotation: Any) -> type[Enum] | None:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _enum_in(arg))), None)


def _longest(field: FieldInfo) -> int:
    limits = (mark.max_length for mark in field.metadata if isinstance(mark, StringConstraints))
    return next((limit for limit in limits if limit), 0)


def _most(field: FieldInfo) -> int:
    return next((mark.max_length for mark in field.metadata if hasattr(mark, "max_length")), ROWS)
