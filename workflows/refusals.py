"""How a workflow refuses: an ApplicationError with a type the door can branch on, never a plain exception.

A plain exception in a handler would wedge the case; a refusal in a validator leaves no trace in history.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from temporalio.exceptions import ApplicationError

from models import authority
from models.commands import Told
from models.message import Refusal
from models.people import Role

NOBODY: Mapping[Role, str | None] = MappingProxyType({})


def insist(*refusals: Refusal | None) -> None:
    """Raise the first refusal there is; the last word of a validator."""
    for refusal in refusals:
        if refusal is not None:
            raise ApplicationError(refusal.says, refusal.code, type=refusal.code, non_retryable=True)


def entitled(told: Told, this_case: str, holders: Mapping[Role, str | None] = NOBODY) -> Refusal | None:
    """Is this message for this case, from somebody entitled to send it?

    ``holders``: who holds the case's own offices (its Chair, its reviewer), as far as the part knows; somebody who
    acts in such an office without holding it here is refused as a stranger to the case (K1).
    """
    if told.case != this_case:
        return Refusal(code="wrong_case", says=f"case: this was sent to {this_case}.")
    if told.by.role not in holders:
        return authority.refuses(told.name, told.by)
    is_theirs = holders[told.by.role] == told.by.person
    relations = frozenset({authority.ONLY_OWN[told.by.role]} if is_theirs else ())
    return authority.refuses(told.name, told.by, relations)
