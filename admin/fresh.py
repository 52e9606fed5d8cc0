"""What decides most asks its person to have shown who they are within the last five minutes (R1, P2, ASVS 7.5.3)."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request

from admin.visitor import Visitor
from admin.wiring import Wiring

WITHIN = timedelta(minutes=5)
FRESH = frozenset(
    {
        "sign_report",
        "sign_in_place",
        "approve_pending_submission",
        "sign_off_lcspr",
        "publish_report",
        "withdraw_report",
        "change_directory",
        "confirm_directory",
    }
)


class ConfirmFirst(Exception):
    """The person must show again who they are; what they posted is kept meanwhile."""


def insist_on_fresh_sign_in(request: Request, wiring: Wiring) -> None:
    """Raise ConfirmFirst unless the visitor has shown who they are within the last five minutes."""
    visitor: Visitor = request.state.visitor
    if not is_fresh(visitor, wiring):
        raise ConfirmFirst


def is_fresh(visitor: Visitor, wiring: Wiring) -> bool:
    """Has the visitor shown who they are within the last five minutes?"""
    return visitor.fresh_at is not None and wiring.now() - visitor.fresh_at <= WITHIN
