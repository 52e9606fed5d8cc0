"""What the rooms know of a case, for the forms that begin with it (R9): opened once for each form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from admin.forms import known as _engine  # noqa: F401 - registers first, so that what the rooms know is added to it
from admin.forms.prefill import Prefilling, provides
from admin.rooms.opened import Opened, looked_up

FromRooms = Callable[[Opened, Prefilling], dict[str, Any]]


def prefills(command: str) -> Callable[[FromRooms], FromRooms]:
    """Register what the rooms know for a command; nothing of it for whoever may not read the papers it is from."""

    def register(provider: FromRooms) -> FromRooms:
        @provides(command)
        def known(asked: Prefilling) -> dict[str, Any]:
            if not asked.admission.may("read_papers"):
                return {}
            return provider(looked_up(asked.wiring, asked.admission, "prefill"), asked)

        return provider

    return register


def why(asked: Prefilling) -> str:
    """The code under which the readings for a form go on record (K2)."""
    return f"form:{asked.admission.action}"


def filled(**values: Any) -> dict[str, Any]:
    """The values without blanks, so that a form begins with answers only."""
    return {name: value for name, value in values.items() if value not in (None, "", (), [], {})}
