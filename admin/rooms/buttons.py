"""What can be done in a room: a button for each decision that makes sense now and that this person may take (K1)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from admin.admission import Admission
from models.authority import MAY
from models.to_do import to_do
from models.wording import ROLES, listed, words


@dataclass(frozen=True)
class Button:
    """A link that looks like a button. ``kind``: blank, ``secondary`` or ``warning``."""

    text: str
    href: str
    kind: str = ""

    @property
    def classes(self) -> str:
        """The button's classes."""
        return f"govuk-button--{self.kind}" if self.kind else ""


def form_path(case: str, command: str, **known: object) -> str:
    """Where the form of a decision is, with what is known already."""
    told = {name: _spelled(value) for name, value in known.items() if value not in (None, "")}
    query = f"?{urlencode(told)}" if told else ""
    return f"/cases/{case}/do/{command.replace('_', '-')}{query}"


def _spelled(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def offer(
    at: Admission, command: str, text: str = "", *, when: bool = True, kind: str = "", **known: object
) -> list[Button]:
    """The button for a decision; nothing where it makes no sense now or is not this person's."""
    if not when or not at.may(command):
        return []
    return [Button(text or to_do(command), form_path(at.row.reference, command, **known), kind)]


def whose(command: str) -> str:
    """Whose a decision is: ``the Business Manager or the QiiP Chair``; blank for a decision nobody takes by itself."""
    roles = [f"the {words(ROLES, role)}" for role in MAY.get(command, ())]
    return listed(roles).replace(" and ", " or ")
