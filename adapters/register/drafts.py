"""Drafts: what somebody has begun to write, theirs alone, sealed until it is handed in (K3, K4).

A draft of a case is sealed under the case's key and can no longer be read when that is destroyed; one that is to
open a case, under the directory's. Nothing about drafts is in the audit trail: nothing has been said yet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from adapters.encryption import Place
from adapters.register.case_keys import DIRECTORY, key_for_opening, key_for_sealing, of_case
from adapters.register.columns import canonical
from adapters.register.draft_tables import DraftTable
from adapters.register.store import RegisterError, Store, is_reference

MOST_BYTES = 16 * 1024 * 1024


class UnknownDraft(RegisterError):
    """There is no such draft, or it is somebody else's."""


class DraftMoved(RegisterError):
    """The draft was saved from elsewhere since it was opened; ``version`` is the one that stands."""

    def __init__(self, version: int) -> None:
        super().__init__("the draft was saved from elsewhere since it was opened")
        self.version = version


class DraftRefused(RegisterError):
    """A draft cannot be kept as it is."""


@dataclass(frozen=True)
class DraftRow:
    """What is known of a draft without opening it."""

    id: str
    person: str
    case: str
    command: str
    version: int
    begun_at: datetime
    saved_at: datetime


class Drafts:
    """The drafts."""

    _store: Store

    def save_draft(self, draft: DraftRow, body: dict[str, Any]) -> DraftRow:
        """Keep what somebody has written so far; ``draft.version`` is the one they had open (0: a new draft).

        Answers the draft with its next version. Raises :class:`DraftMoved` when another version stands,
        :class:`UnknownDraft` when it is not theirs or is about something else.
        """
        content = canonical(body).encode("ascii")
        if len(content) > MOST_BYTES or not is_reference(draft.id):
            raise DraftRefused(f"a draft has {MOST_BYTES // (1024 * 1024)} MiB at most")
        with self._store.unlocked() as session:
            row = session.get(DraftTable, draft.id)
            standing = 0 if row is None else _own(row, draft).version
            if standing != draft.version:
                raise DraftMoved(standing)
            row = row or DraftTable(
                id=draft.id, person=draft.person, case=draft.case, command=draft.command, begun_at=draft.begun_at
            )
            key = key_for_sealing(session, self._store, _key_of(draft.case))
            row.version, row.saved_at, row.body = standing + 1, draft.saved_at, key.seal(content, _place(draft.id))
            session.add(row)
            session.flush()
            return _row(row)

    def draft(self, id: str, person: str) -> DraftRow | None:
        """A draft of this person's, unopened; None where there is none."""
        with self._store.reading() as session:
            row = _find(session, id, person)
            return None if row is None else _row(row)

    def read_draft(self, id: str, person: str) -> tuple[DraftRow, dict[str, Any]]:
        """A draft and what it says, for the person who wrote it. Raises :class:`UnknownDraft`."""
        with self._store.reading() as session:
            row = _find(session, id, person)
            if row is None:
                raise UnknownDraft("there is no such draft")
            key = key_for_opening(session, self._store, _key_of(row.case))
            body: dict[str, Any] = json.loads(key.unseal(row.body, _place(row.id)))
            return _row(row), body

    def drafts_of(self, person: str, case: str | None = None) -> list[DraftRow]:
        """What this person has begun (in one case), the newest first."""
        query = select(DraftTable).where(DraftTable.person == person).order_by(DraftTable.saved_at.desc())
        if case is not None:
            query = query.where(DraftTable.case == case)
        with self._store.reading() as session:
            return [_row(row) for row in session.scalars(query)]

    def drop_draft(self, id: str, person: str) -> bool:
        """Throw a draft away: it was handed in, or is not wanted. Answers whether there was one."""
        with self._store.unlocked() as session:
            found = session.execute(delete(DraftTable).where(DraftTable.id == id, DraftTable.person == person))
            return bool(getattr(found, "rowcount", 0))


def _key_of(case: str) -> str:
    return of_case(case) if case else DIRECTORY


def _place(id: str) -> Place:
    return Place("drafts", "body", id)


def _find(session: Session, id: str, person: str) -> DraftTable | None:
    row = session.get(DraftTable, id) if is_reference(id) else None
    return row if row is not None and row.person == person else None


def _own(row: DraftTable, draft: DraftRow) -> DraftTable:
    if (row.person, row.case, row.command) != (draft.person, draft.case, draft.command):
        raise UnknownDraft("there is no such draft")
    return row


def _row(row: DraftTable) -> DraftRow:
    return DraftRow(row.id, row.person, row.case, row.command, row.version, row.begun_at, row.saved_at)
