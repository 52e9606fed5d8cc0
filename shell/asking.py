"""From the fields of a message to the options of its command: each field is asked for as its marker says (K4)."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import typer
from pydantic.fields import FieldInfo

from models.commands import Told
from models.message import Asks, Form, FromForm, Text
from shell.dates import a_date

DOOR = frozenset(Told.model_fields)  # the door fills these
Question = Text | Form | FromForm | Asks


def question_of(name: str, field: FieldInfo) -> Question:
    """How a field is asked for; one without a marker is asked by its name."""
    found = next((item for item in field.metadata if isinstance(item, Text | Form | FromForm | Asks)), None)
    return found or Asks(name.replace("_", " ").capitalize() + ".")


def asked_fields(kind: type[Told]) -> Iterator[tuple[str, FieldInfo, Question]]:
    """The fields a person is asked for, in the order of the message."""
    for name, field in kind.model_fields.items():
        question = question_of(name, field)
        if name not in DOOR and not isinstance(question, FromForm):
            yield name, field, question


def option_of(name: str, field: FieldInfo, question: Question) -> inspect.Parameter:
    """The option of a command that asks for a field."""
    required = field.is_required()
    annotation, more = _answer(field.annotation, question)
    help_text = getattr(question, "asks", "")
    if isinstance(question, Form):
        help_text += f" A file of JSON, or - for standard input; `template {question.kind}` prints an empty one."
    flag = f"--{name.replace('_', '-')}"
    decls = [f"{flag}/--no-{flag[2:]}"] if annotation is bool else [flag]
    option = typer.Option(*decls, help=help_text, show_default=False, **more)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if required else None,
        annotation=Annotated[annotation if required else annotation | None, option],
    )


def _answer(annotation: Any, question: Question) -> tuple[Any, dict[str, Any]]:
    if isinstance(question, Text):
        return str, {"parser": a_text, "metavar": "TEXT|@FILE|-"}
    if isinstance(question, Form):
        return dict, {"parser": a_form, "metavar": "FILE.json|-"}
    return _typed(_only(annotation))


def _typed(kind: Any) -> tuple[Any, dict[str, Any]]:
    if get_origin(kind) is tuple:
        inner, more = _typed(get_args(kind)[0])
        return list.__class_getitem__(inner), more
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind, {"case_sensitive": False}
    if kind is date:
        return date, {"parser": a_date, "metavar": "YYYY-MM-DD"}
    if kind in (bool, int):
        return kind, {}
    if kind is str:
        return str, {"metavar": "TEXT"}
    return datetime, {"parser": an_instant, "metavar": "YYYY-MM-DDTHH:MM+00:00"}


def _only(annotation: Any) -> Any:
    """What an annotation holds, without "or nothing" and without its marks."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _only(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _only(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation


def an_instant(text: str) -> datetime:
    """The instant typed, with its offset from UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or "T" not in text:
        raise typer.BadParameter("is not an instant with its offset, such as 2026-12-14T10:30+00:00")
    return found


def a_text(typed: str) -> str:
    """The text typed; ``@FILE`` reads a file, ``-`` standard input, ``@@...`` is a text that begins with @."""
    if typed == "-":
        return sys.stdin.read()
    if typed.startswith("@@"):
        return typed[1:]
    return file_text(typed[1:]) if typed.startswith("@") else typed


def a_form(typed: str) -> dict[str, Any]:
    """The form in a file of JSON, or on standard input."""
    text = sys.stdin.read() if typed == "-" else file_text(typed)
    try:
        form = json.loads(text)
    except RecursionError:
        raise typer.BadParameter("is nested too deeply to be a form") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise typer.BadParameter(f"is not JSON at {where}: {error.msg}") from None
    if not isinstance(form, dict):
        raise typer.BadParameter('is not a form: give its boxes by name, {"box": answer, ...}')
    return {name: without_notes(value) for name, value in form.items() if not name.startswith("_")}


def without_notes(data: Any) -> Any:
    """An answer without the notes that ``template`` prints beside it, and without rows nobody filled."""
    if isinstance(data, list):
        return [without_notes(row) for row in data if not _is_untouched(row)]
    if not isinstance(data, dict):
        return data
    return {name: without_notes(value) for name, value in data.items() if not name.startswith("_")}


def _is_untouched(row: Any) -> bool:
    if not isinstance(row, dict) or not any(name.startswith("_") for name in row):
        return False
    return not any(_says_something(value) for name, value in row.items() if not name.startswith("_"))


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_says_something(each) for name, each in value.items() if not name.startswith("_"))
    if isinstance(value, list):
        return any(_says_something(each) for each in value)
    return value not in (None, "")


def file_text(name: str) -> str:
    """What a file says, as UTF-8."""
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise typer.BadParameter(f"{name} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{name} is not UTF-8 text: save it as UTF-8") from None
