"""One thing to do, as a list shows it: what, in which case, by when, why by this person (E4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.register.work import WaitRow
from admin.risk import Risk, RiskCode, risk_of
from admin.work.next_commands import command_of, form_of
from desk.words import Left, Wordbook, task_words
from models import authority
from models.awaited_tasks import BY_HAND
from models.people import Actor
from models.to_do import to_do

_ABOUT = {
    "complete_action": "Complete learning action {about}, with evidence",
    "confirm_immediate_action": "Confirm that immediate action {about} is done",
    "release_lcspr": "Look again at hold {about}: release it or extend it",
    "release_publication": "Look again at hold {about}: release it or extend it",
}
_OUTSIDE = {
    "panel_acknowledged": "Record the National Panel's acknowledgement when it comes, or chase it",
    "panel_replied": "Record the National Panel's reply when it comes, or chase it",
    "record_alte_outcome": "Record what the CDOP decided when it is known",
    "national_review_ended": "Record the end of the national review when it comes",
}


@dataclass(frozen=True)
class Item:
    """One thing to do. ``href``: the form that does it, or None where this person cannot do it on a form."""

    case: str
    part: str
    what: str
    href: str | None
    due: datetime | None
    left: Left | None
    risk: Risk | None
    reason: str
    outside: bool
    task: str  # to be ticked off by hand; empty where a form ends it
    principal: str | None = None

    @property
    def is_pressing(self) -> bool:
        """Is it late, or due today?"""
        return self.risk is not None and self.risk.code in (RiskCode.LATE, RiskCode.TODAY)


def item_of(
    row: WaitRow, due: datetime | None, now: datetime, book: Wordbook, *, by: Actor | None = None, reason: str = ""
) -> Item:
    """A wait as a list shows it, to somebody who would do it in this capacity."""
    left = book.left(due, now, row.policy) if due is not None and row.policy else None
    return Item(
        case=row.case,
        part=row.part,
        what=what(row, book),
        href=_href(row, by),
        due=due,
        left=left,
        risk=risk_of(left, waiting=row.outside) if left is not None or row.outside else None,
        reason=reason,
        outside=row.outside,
        task=row.task if row.action in BY_HAND else "",
    )


def what(row: WaitRow, book: Wordbook) -> str:
    """What is to be done, the verb first."""
    if row.action in BY_HAND:
        return task_words(row.task, book)
    if row.outside and row.action in _OUTSIDE:
        return _OUTSIDE[row.action]
    return _ABOUT[row.action].format(about=row.about) if row.action in _ABOUT else to_do(row.action)


def _href(row: WaitRow, by: Actor | None) -> str | None:
    if row.action == "post_not_delivered":  # ends by itself once letters go again
        return f"/cases/{row.case}/letters"
    command = command_of(row.action)
    if command is None or by is None or authority.refuses(command, by) is not None:
        return None
    if command == "agency_return_received" and authority.refuses("read_own_request", by) is None:
        return f"/cases/{row.case}/request"  # what to search for, and the short way of No Records, come first (R4)
    return form_of(row)
