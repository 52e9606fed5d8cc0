"""How a workflow refuses: an ApplicationError with a type the door can branch on, never a plain exception.

A plain exception in a handler would wedge the case; a refusal in a validator leaves no trace in history.
"""

from __future__ import annotations

from temporalio.exceptions import ApplicationError

from models import authority
from models.commands import Told
from models.message import Refusal


def insist(*refusals: Refusal | None) -> None:
    """Raise the first refusal there is; the last word of a validator."""
    for refusal in refusals:
        if refusal is not None:
            raise ApplicationError(refusal.says, refusal.code, type=refusal.code, non_retryable=True)


def entitled(told: Told, this_case: str) -> Refusal | None:
    """Is this message for this case, from somebody entitled to send it?"""
    if told.case != this_case:
        return Refusal(code="wrong_case", says=f"case: this was sent to {this_case}.")
    return authority.refuses(told.name, told.by)
