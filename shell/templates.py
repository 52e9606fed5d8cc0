"""``forms`` and ``template``: which forms there are, and an empty one to fill, each box with its label above it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, get_args

import typer

from models.forms import FORMS
from models.forms.errors import piece_in
from models.forms.fields import Leaf
from models.forms.filed_form import Piece, box_of, leaf_of
from shell.dates import AsJson, print_json
from shell.exits import Ending, Ends

ANSWERS = {
    "yes_no": "yes or no",
    "yes_no_na": "yes, no or na",
    "day": "year-month-day",
    "past_day": "year-month-day",
    "birthday": "year-month-day",
    "moment": "date, hour and zone, such as 2026-03-27T14:30:00+00:00",
    "clock": "hours and minutes, such as 09:05",
    "number": "a whole number",
    "agency_ref": "an agency's reference, such as A-012",
    "agency_refs": "a list of agencies' references",
    "web_address": "a web address",
    "email": "an e-mail address",
    "telephone": "a telephone number",
}


def forms(as_json: AsJson = False) -> None:
    """List the forms there are: what each is called, and its clause."""
    if as_json:
        print_json([{"kind": form.kind, "title": form.title, "clause": form.clause} for form in FORMS.values()])
        return
    for form in FORMS.values():
        typer.echo(f"{form.kind:<20} {form.title} ({form.clause})")


def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="The form's kind; `forms` lists them.")],
    as_json: AsJson = False,
) -> None:
    """Print an empty form as JSON: above each box a note (its name begins with _) with its label and kind of answer.

    Fill the boxes, leave the notes or take them out: the commands that take a form skip them.
    """
    form = FORMS.get(kind)
    if form is None:
        raise Ends(Ending.NOT_FOUND, "unknown_form", f"There is no form {kind}: choose one of {', '.join(FORMS)}.")
    print_json({"_form": f"{form.title} ({form.clause})", **empty(form)})


def empty(piece: type[Piece]) -> dict[str, Any]:
    """The boxes of a form or of a row of it, unanswered, each with its note."""
    boxes: dict[str, Any] = {}
    for name, field in piece.model_fields.items():
        box, inner = box_of(field), piece_in(field.annotation)
        asked = " *" if box.mandatory else ""
        boxes[f"_{name}"] = f"{box.label}{asked}{_kind(leaf_of(field), field.annotation)}"
        if inner is None:
            boxes[name] = [] if _is_many(field.annotation) else ""
        else:
            boxes[name] = [empty(inner)] if _is_many(field.annotation) else empty(inner)
    return boxes


def _is_many(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _kind(leaf: Leaf | None, annotation: Any) -> str:
    if leaf is None:
        return ""
    if leaf.kind == "choice":
        choices = next((each for each in (annotation, *get_args(annotation)) if _is_choice(each)), None)
        return f" [{' | '.join(choices)}]" if choices else ""
    return f" [{ANSWERS[leaf.kind]}]" if leaf.kind in ANSWERS else ""


def _is_choice(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, StrEnum)
