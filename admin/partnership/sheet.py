"""A small form of the settings: what was typed is kept, each error leads to its field, it happens once (K4).

Days are asked in three parts (``from_on.day`` …); a field's id is its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import category

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.tokens import ChangeRefused, Signed
from admin.admission import Admission
from admin.forms.tokens import is_genuine, new_token
from admin.forms.typed import Unusable, day, parts_of_day
from admin.posting import posted
from admin.wiring import Wiring
from models.forms import FieldError, FormRefused

TOKEN = "_token"  # noqa: S105 - the name of a field
PARTS = ("day", "month", "year")
ROOM = "settings"
_NOT_TEXT = ("Cc", "Cs")  # control characters, halves of pairs: no database and no letter takes them
STALE = "This page has been open too long, or was opened twice. Check what stands here, and try again."
Again = Callable[["Sheet"], Response]


class Sheet:
    """One form as typed, its errors, and its one-time token."""

    def __init__(self, at: Admission, given: Mapping[str, str]) -> None:
        self.given = dict(given)
        self.errors: list[FieldError] = []
        self.refused = ""
        self._at = at
        self.is_genuine = is_genuine(given.get(TOKEN, ""), at.visitor.signs_with, at.by.person, "", ROOM)
        self.token = given[TOKEN] if self.is_genuine else self._new()

    def _new(self) -> str:
        return new_token(self._at.visitor.signs_with, self._at.by.person, "", ROOM)

    def signed(self, wiring: Wiring) -> Signed:
        """Who makes the change, now, under this form's token."""
        return Signed(self._at.by, wiring.now(), self.token)

    def text(self, name: str) -> str:
        """What was typed, without blanks around it; a control character is a blank."""
        return "".join(" " if category(each) in _NOT_TEXT else each for each in self.given.get(name, "")).strip()

    def chosen(self, name: str, label: str, options: Iterable[str]) -> str:
        """One of the options; an error where none was chosen."""
        choice = self.text(name)
        if choice not in set(options):
            self.errors.append(FieldError(name, label, "has no answer yet", "Choose one."))
        return choice

    def day(self, name: str, label: str, *, needed: bool = True) -> date | None:
        """A day from its three parts; None where it is blank, and an error where it may not be or is none."""
        parts = {part: self.text(f"{name}.{part}") for part in PARTS}
        if not any(parts.values()) and not needed:
            return None
        try:
            return day(parts)
        except Unusable as error:
            self.errors.append(FieldError(f"{name}.{error.part or 'day'}", label, error.problem, error.mend))
            return None

    def take(self, refused: FormRefused) -> None:
        """Show what the register refused beside its fields; a day's error leads to its first part."""
        for error in refused.errors:
            is_day = f"{error.field}.day" in self.given
            self.errors.append(error._replace(field=f"{error.field}.day") if is_day else error)

    def renew(self) -> None:
        """Give the form a new token: what it carried was not done, and the next try is another."""
        self.token = self._new()


def blank(at: Admission, **values: Any) -> Sheet:
    """A form as it is first shown; a date fills the three parts of its day."""
    given: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, date):
            given |= {f"{name}.{part}": text for part, text in parts_of_day(value).items()}
        elif value is not None:
            given[name] = str(value)
    return Sheet(at, given)


async def sheet_of(request: Request, at: Admission) -> Sheet:
    """The form posted with this request."""
    form = await posted(request)
    return Sheet(at, {name: value for name, value in form.items() if isinstance(value, str)})


async def done(sheet: Sheet, act: Callable[[], str], again: Again) -> Response:
    """Make the change and go to the address it answers, or show the form again with what is wrong (422)."""
    return await run_in_threadpool(_done, sheet, act, again)


def _done(sheet: Sheet, act: Callable[[], str], again: Again) -> Response:
    if not sheet.is_genuine:
        sheet.refused = STALE
        return again(sheet)
    try:
        address = act() if not sheet.errors else ""
    except FormRefused as refused:
        sheet.take(refused)
    except ChangeRefused as refused:
        sheet.refused = refused.refusal.says
        sheet.renew()
    else:
        if address:
            return RedirectResponse(address, 303)
    return again(sheet)
