"""Turning what was typed into a message: texts and forms become documents, the message carries references (K3, K4).

Documents bear ids made from the command's, so that the same thing handed in twice is kept once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from adapters.register import Register
from models.commands import Told
from models.forms import FieldError, FormRefused, file_form
from models.message import Asks, Form, FromForm, Text
from models.people import Actor

LONGEST_TEXT = 20_000  # characters
CODE = re.compile(r"\S{1,500}")  # what travels in clear is one word: a story or a full name is not (N15)
DOOR_FIELDS = ("version", "command_id", "case", "at", "by")


@dataclass(frozen=True)
class Slip:
    """Who hands in what, when, under which one-time token."""

    command_id: str
    case: str
    by: Actor
    at: datetime
    today: date  # the London date at the door


def marker_of(field: FieldInfo) -> Text | Form | FromForm | Asks | None:
    """How a message's field is asked for."""
    kinds = (Text, Form, FromForm, Asks)
    return next((item for item in field.metadata if isinstance(item, kinds)), None)


def draft(kind: type[Told], values: Mapping[str, Any], slip: Slip, register: Register) -> Told:
    """The message for these values; raises :class:`FormRefused` naming every field to mend.

    Call inside a register transaction: documents are stored as a side effect.
    """
    _refuse_unknown(kind, values)
    filled: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name in DOOR_FIELDS or name not in values or values[name] in (None, ""):
            continue
        filled |= _filled(kind, name, marker_of(field), values[name], slip, register)
    door = {"command_id": slip.command_id, "case": slip.case, "at": slip.at, "by": slip.by}
    try:
        return kind.model_validate({**filled, **door})
    except ValidationError as error:
        raise FormRefused(kind.name, _field_errors(kind, error)) from None


def _filled(kind: type[Told], name: str, marker: object, value: Any, slip: Slip, register: Register) -> dict[str, Any]:
    if isinstance(marker, FromForm):
        return {}
    if isinstance(marker, Text):
        return {name: _keep_text(kind, name, value, slip, register)}
    if isinstance(marker, Form):
        return _keep_form(kind, name, marker, value, slip, register)
    if kind.model_fields[name].annotation is str and isinstance(value, str) and not CODE.fullmatch(value):
        mend = "Give a code, a reference or an address without spaces; what is to be told belongs into a text."
        raise FormRefused(kind.name, [FieldError(name, asked(kind, name), "is more than a code", mend)])
    return {name: value}


def _keep_text(kind: type[Told], name: str, value: Any, slip: Slip, register: Register) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        mend = f"Write a text of at most {LONGEST_TEXT:,} characters."
        raise FormRefused(kind.name, [FieldError(name, asked(kind, name), "is not a text that can be kept", mend)])
    document = register.store_document(
        slip.case, "text", value.strip(), slip.by, slip.at, id=f"{slip.command_id}.{name}"
    )
    return document.id


def _keep_form(kind: type[Told], name: str, marker: Form, value: Any, slip: Slip, register: Register) -> dict[str, Any]:
    filed = file_form(marker.kind, value, slip.today)
    document = register.store_document(
        slip.case,
        marker.kind,
        filed.as_filed(),
        slip.by,
        slip.at,
        gaps=filed.gaps(),
        id=f"{slip.command_id}.{name}",
    )
    brief = filed.brief()
    told = {key: brief[key] for key, field in kind.model_fields.items() if key in brief and _comes_from_form(field)}
    return {**told, name: document}


def _comes_from_form(field: FieldInfo) -> bool:
    return isinstance(marker_of(field), FromForm)


def asked(kind: type[Told], name: str) -> str:
    """The question a field puts, for errors and help."""
    marker = marker_of(kind.model_fields[name]) if name in kind.model_fields else None
    return getattr(marker, "asks", name)


def _refuse_unknown(kind: type[Told], values: Mapping[str, Any]) -> None:
    open_fields = [name for name in kind.model_fields if name not in DOOR_FIELDS]
    unknown = [name for name in values if name not in open_fields]
    if unknown:
        known = ", ".join(open_fields) or "none"
        errors = [FieldError(name, name, "is not asked for here", f"Fields here: {known}.") for name in unknown]
        raise FormRefused(kind.name, errors)


def _field_errors(kind: type[Told], error: ValidationError) -> list[FieldError]:
    found = []
    for each in error.errors(include_url=False, include_input=False, include_context=False):
        name = str(each["loc"][0]) if each["loc"] else kind.name
        problem = "is missing" if each["type"] == "missing" else "cannot be used"
        found.append(FieldError(name, asked(kind, name), problem, f"{each['msg']}."))
    return found
