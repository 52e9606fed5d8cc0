"""Every box of every form by introspection, so that a new box cannot go untested."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.forms import FORMS, file_form
from models.forms.errors import piece_in
from models.forms.fields import Leaf
from models.forms.filed_form import Piece, leaf_of

DEMO = Path(__file__).resolve().parents[2] / "demo" / "forms"
MON_4_JAN = date(2027, 1, 4)

KINDS = {
    "sin-": "sin",
    "looked-after-": "sin",
    "alte-": "alte_referral",
    "cfc-": "appendix_1",
    "record-": "record_of_decision",
    "information-": "information_request",
    "return-": "appendix_2",
    "kloes": "kloes",
    "minutes-": "panel_minutes",
    "report-": "appendix_3",
    "checklist-": "wt_checklist",
    "terms-": "terms_of_reference",
    "lcspr-": "lcspr_report",
    "response-": "response_plan",
    "learning-": "learning_action",
    "panel-": "panel_answer",
    "publication-": "publication_plan",
}

EXAMPLES = sorted(each.stem for each in DEMO.glob("*.json"))

Place = tuple[int | str, ...]


def demo(name: str) -> Any:
    """The data of a demonstration form."""
    return json.loads((DEMO / f"{name}.json").read_text("utf-8"))


def demo_kind(name: str) -> str:
    """Which form a demonstration file is."""
    return next(kind for start, kind in KINDS.items() if name.startswith(start))


def filed(name: str, **changes: object) -> Any:
    """A demonstration form as filed, with some boxes filled otherwise."""
    return file_form(demo_kind(name), demo(name) | changes, MON_4_JAN)


def answers(piece: type[Piece], place: Place = ()) -> Iterator[tuple[Place, Leaf]]:
    """Every box that takes an answer, with the first row of each table."""
    for name, field in piece.model_fields.items():
        leaf, inner = leaf_of(field), piece_in(field.annotation)
        if leaf is not None:
            yield (*place, name), leaf
        elif inner is not None:
            yield from answers(inner, (*place, name, 0) if is_table(field.annotation) else (*place, name))


def groups(piece: type[Piece], place: Place = ()) -> Iterator[tuple[Place, bool]]:
    """Every table and every group of boxes; true for a table."""
    for name, field in piece.model_fields.items():
        inner = piece_in(field.annotation)
        if inner is not None:
            table = is_table(field.annotation)
            yield (*place, name), table
            yield from groups(inner, (*place, name, 0) if table else (*place, name))


def is_table(annotation: Any) -> bool:
    """Does a field hold rows?"""
    return str(annotation).startswith("tuple[")


def filled(place: Place, value: object) -> Any:
    """A form with nothing but one box filled."""
    for part in reversed(place):
        value = [value] if isinstance(part, int) else {part: value}
    return value


@cache
def every_answer() -> list[tuple[str, Place, Leaf]]:
    """Kind of form, place and kind of answer of every box."""
    return [(kind, place, leaf) for kind, form in FORMS.items() for place, leaf in answers(form)]


@cache
def every_group() -> list[tuple[str, Place, bool]]:
    """Kind of form and place of every table and group."""
    return [(kind, place, table) for kind, form in FORMS.items() for place, table in groups(form)]


def path(place: Place) -> str:
    """The place as forms name it in errors and gaps."""
    return ".".join(str(part) for part in place)
