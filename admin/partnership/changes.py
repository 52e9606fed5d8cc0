"""Changes that wait for a second person, in words: what was asked for, of whom, by whom, and who may settle it (K1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.directory_proposals import ProposalRow
from admin.partnership.offices import dates_of, office_words
from models.offices import ChangeKind, refuses_confirmation
from models.wording import date_words

STATES = {"waiting": "Waits for a second person", "confirmed": "Confirmed", "turned_down": "Turned down"}


@dataclass(frozen=True)
class ChangeLine:
    """One change: what it is, about whom, by whom; why this visitor may not confirm it, if they may not."""

    id: str
    person: str
    name: str
    says: str
    asked_by: str
    asked_at: datetime
    state: str
    settled_by: str
    settled_at: datetime | None
    keeps_from: str
    is_own: bool


def line_of(row: ProposalRow, visitor: str, names: Mapping[str, str], agencies: Mapping[str, str]) -> ChangeLine:
    """A change as this visitor sees it."""
    refusal = refuses_confirmation(row.person, row.by, visitor)
    return ChangeLine(
        id=row.id,
        person=row.person,
        name=names.get(row.person, row.person),
        says=_says(row, agencies),
        asked_by=names.get(row.by, row.by),
        asked_at=row.at,
        state=STATES[row.state],
        settled_by=names.get(row.settled_by or "", row.settled_by or ""),
        settled_at=row.settled_at,
        keeps_from=refusal.says if refusal else "",
        is_own=row.by == visitor,
    )


def _says(row: ProposalRow, agencies: Mapping[str, str]) -> str:
    if row.kind is ChangeKind.CHANGE_EMAIL:
        return "Change of e-mail address"
    body = row.body
    office = office_words(body["role"], body["partner"], body["agency"], body["deputy"], agencies)
    if row.kind is ChangeKind.GIVE_OFFICE:
        return f"New office: {office}, {dates_of(_day(body['from_on']), _day(body['until_on']))}"
    return f"End of office: {office}, last day {date_words(date.fromisoformat(body['last_day']))}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
