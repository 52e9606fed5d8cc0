"""The tables of docs/forms.md, written from the forms: ``python -m tests.models.forms_page`` renews them."""

from pathlib import Path
from typing import Any, get_args

from models.forms import FORMS, FiledForm
from models.forms.errors import piece_in
from models.forms.filed_form import Piece, box_of, leaf_of
from tests.models.form_boxes import is_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "forms.md"
BELOW = "<!-- from here on written by tests/models/forms_page.py -->"

KINDS_OF_ANSWER = {
    "line": "one line",
    "detail": "one line",
    "name": "a name",
    "narrative": "text",
    "address": "an address",
    "email": "one e-mail address",
    "telephone": "one telephone number",
    "web_address": "a web address",
    "agency_ref": "an agency (`A-012`)",
    "agency_refs": "agencies (`A-012` …)",
    "day": "a date",
    "past_day": "a date, not in the future",
    "birthday": "a date of birth",
    "moment": "date, time and zone",
    "clock": "a time of day",
    "yes_no": "yes, no",
    "yes_no_na": "yes, no, na",
    "number": "a whole number",
}


def tables() -> str:
    """Every form as a table of its boxes."""
    return "\n".join(_table(kind, form) for kind, form in FORMS.items())


def _table(kind: str, form: type[FiledForm]) -> str:
    head = f"## {form.title} (`{kind}`, {form.clause})\n\n| box | label | answer | if blank |\n|---|---|---|---|\n"
    return head + "".join(_rows(form, "")) + "\n"


def _rows(piece: type[Piece], path: str) -> list[str]:
    rows: list[str] = []
    for name, field in piece.model_fields.items():
        box, leaf, inner = box_of(field), leaf_of(field), piece_in(field.annotation)
        here = f"{path}{name}"
        asked = "asked for" if box.mandatory else ""
        if leaf is not None:
            rows.append(f"| `{here}` | {box.label} | {_answer(leaf.kind, field.annotation)} | {asked} |\n")
        elif inner is not None:
            table = is_table(field.annotation)
            rows.append(f"| `{here}` | {box.label} | {'rows' if table else 'boxes'} | {asked} |\n")
            rows += _rows(inner, f"{here}.N." if table else f"{here}.")
    return rows


def _answer(kind: str, annotation: Any) -> str:
    if kind != "choice":
        return KINDS_OF_ANSWER[kind]
    (choices,) = (each for each in get_args(annotation) if each is not type(None))
    return "one of " + ", ".join(f"`{choice}`" for choice in choices)


def renewed(page: str) -> str:
    """The page with its tables as the forms are now."""
    return page[: page.index(BELOW)] + BELOW + "\n\n" + tables()


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
