"""The outbox: every letter once per (case, purpose, recipient, due, about), whatever crashes (E2, E3).

A row lives ``pending -> sending (lease, attempt) -> sent | retry (at) | ambiguous | permanent``. A lease that ran
out means that nobody knows whether the letter went: it becomes ambiguous, never pending. An ambiguous letter goes
again only when somebody (or the policy for statutory notices) says so, under the same key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.columns import canonical
from adapters.register.store import Store
from adapters.register.tables import OutboxTable
from models.people import SERVICE
from models.record import Letter, Record

LONDON = ZoneInfo("Europe/London")


class PostState(StrEnum):
    """How far a letter has come."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    AMBIGUOUS = "ambiguous"
    PERMANENT = "permanent"


_WAITING = (str(PostState.PENDING), str(PostState.RETRY))


@dataclass(frozen=True)
class OutboxRow:
    """A letter in the outbox. ``key`` is the same at every attempt: make the Message-ID of it."""

    id: int
    key: str
    case: str
    part: str
    purpose: str
    recipient: str
    due: date
    about: str
    facts: dict[str, str]
    any_hour: bool
    written_at: datetime
    next_at: datetime
    state: PostState
    attempt: int
    sent_at: datetime | None
    message_id: str | None
    why: str | None


class Outbox:
    """The post of all cases."""

    _store: Store

    def claim_due(self, case: str | None, now: datetime, lease_seconds: float, limit: int = 20) -> list[OutboxRow]:
        """Take letters that may go now, for a lease; nobody else gets them meanwhile. Oldest due first.

        Outside office hours only letters that go at any hour are taken; the others wait for the next opening.
        """
        with self._store.unlocked() as session:
            self._wait_for_opening(session, case, now)
            due = self._due(case, now).limit(limit).with_for_update(skip_locked=True)
            claimed = session.scalars(
                update(OutboxTable)
                .where(OutboxTable.id.in_(due))
                .values(
                    state=str(PostState.SENDING),
                    attempt=OutboxTable.attempt + 1,
                    lease_until=now + timedelta(seconds=lease_seconds),
                )
                .returning(OutboxTable)
                .execution_options(synchronize_session=False)
            ).all()
            return sorted((outbox_row(row) for row in claimed), key=lambda row: (row.next_at, row.id))

    def _due(self, case: str | None, now: datetime) -> Select[int]:
        query = select(OutboxTable.id).where(OutboxTable.state.in_(_WAITING), OutboxTable.next_at <= now)
        if case is not None:
            query = query.where(OutboxTable.case == case)
        return query.order_by(OutboxTable.next_at, OutboxTable.id)

    def _wait_for_opening(self, session: Session, case: str | None, now: datetime) -> None:
        opens = self._store.office_hours().next_open(now)
        if opens <= now:
            return
        waiting = self._due(case, now).where(OutboxTable.any_hour.is_(False)).with_for_update(skip_locked=True)
        session.execute(
            update(OutboxTable)
            .where(OutboxTable.id.in_(waiting))
            .values(next_at=opens)
            .execution_options(synchronize_session=False)
        )

    def mark_sent(self, id: int, message_id: str, now: datetime) -> None:
        """The letter went. Also after its lease ran out: then it is known after all."""
        self._mark(id, PostState.SENT, now, message_id=message_id, sent_at=now)

    def mark_retry(self, id: int, at: datetime, why: str, now: datetime | None = None) -> None:
        """The letter certainly did not go: again at an instant. ``why`` is a code."""
        self._mark(id, PostState.RETRY, now or at, next_at=at, why=why)

    def mark_ambiguous(self, id: int, now: datetime, why: str = "answer_lost") -> None:
        """Nobody knows whether the letter went."""
        self._mark(id, PostState.AMBIGUOUS, now, why=why)

    def mark_permanent(self, id: int, why: str, now: datetime) -> None:
        """The letter cannot go: a person must telephone (E5). ``why`` is a code."""
        self._mark(id, PostState.PERMANENT, now, why=why)

    def send_again(self, id: int, now: datetime) -> None:
        """Send a letter again whose fate is unknown or that could not go: under the same key, at once."""
        again = (str(PostState.AMBIGUOUS), str(PostState.PERMANENT))
        self._mark(id, PostState.RETRY, now, since=again, next_at=now, why="sent_again")

    def expire_leases(self, now: datetime) -> int:
        """Letters whose sender did not come back become ambiguous; answers how many."""
        query = select(OutboxTable.id).where(OutboxTable.state == PostState.SENDING, OutboxTable.lease_until <= now)
        with self._store.reading() as session:
            expired = list(session.scalars(query))
        for id in expired:
            self._mark(id, PostState.AMBIGUOUS, now, since=(str(PostState.SENDING),), why="lease_expired", before=now)
        return len(expired)

    def next_post_due(self, case: str) -> datetime | None:
        """When to look at a case's post next: its earliest waiting letter, or the end of a lease."""
        with self._store.reading() as session:
            return next_due(session, case)

    def outbox_of(self, case: str) -> list[OutboxRow]:
        """The letters of a case, in the order they were written."""
        with self._store.reading() as session:
            rows = session.scalars(select(OutboxTable).where(OutboxTable.case == case).order_by(OutboxTable.id))
            return [outbox_row(row) for row in rows]

    def posted_as(self, cases: Iterable[str], message_ids: Iterable[str]) -> dict[str, OutboxRow]:
        """Which letters of these cases went out under these Message-IDs; what did not come from here is left out."""
        with self._store.reading() as session:
            query = select(OutboxTable).where(
                OutboxTable.case.in_(list(cases)), OutboxTable.message_id.in_(list(message_ids))
            )
            return {str(row.message_id): outbox_row(row) for row in session.scalars(query)}

    def _mark(
        self, id: int, state: PostState, now: datetime, *, since: tuple[str, ...] = ("sending", "ambiguous"),
        before: datetime | None = None, **values: Any,
    ) -> None:  # fmt: skip
        with self._store.writing() as session:
            row = session.get(OutboxTable, id, with_for_update=True, populate_existing=True)
            if row is None or row.state not in since or _is_leased(row, before):
                return
            row.state, row.lease_until = str(state), None
            for name, value in values.items():
                setattr(row, name, value)
            audit.note(
                session, row.case, f"letter_{state}", SERVICE, now, part=row.part, clause="E2",
                event_id=f"letter/{outbox_row(row).key}/{row.attempt}/{state}",
                purpose=row.purpose, to=row.recipient, due=row.due.isoformat(), attempt=row.attempt, why=row.why,
            )  # fmt: skip


def _is_leased(row: OutboxTable, before: datetime | None) -> bool:
    return before is not None and row.lease_until is not None and row.lease_until > before


def put(session: Session, store: Store, record: Record, at: datetime) -> None:
    """Put a record's letters into the outbox; those already there stay as they are."""
    if not record.letters:
        return
    insert = sqlite_insert if store.is_sqlite else postgresql_insert
    rows = [_values(store, record, letter, at) for letter in record.letters]
    session.execute(insert(OutboxTable).on_conflict_do_nothing(), rows)


def _values(store: Store, record: Record, letter: Letter, at: datetime) -> dict[str, Any]:
    return {
        "case": record.case,
        "part": str(record.part),
        "purpose": letter.purpose,
        "recipient": letter.to,
        "due": letter.due or at.astimezone(LONDON).date(),
        "about": letter.about,
        "facts": letter.facts,
        "any_hour": letter.any_hour,
        "written_at": letter.meant_for or at,  # when it should have been written
        "next_at": at if letter.any_hour else store.office_hours().next_open(at),
        "state": str(PostState.PENDING),
        "attempt": 0,
    }


def next_due(session: Session, case: str) -> datetime | None:
    """When to look at a case's post next."""
    waiting = session.scalar(
        select(func.min(OutboxTable.next_at)).where(OutboxTable.case == case, OutboxTable.state.in_(_WAITING))
    )
    leased = session.scalar(
        select(func.min(OutboxTable.lease_until)).where(
            OutboxTable.case == case, OutboxTable.state == PostState.SENDING
        )
    )
    return min((instant for instant in (waiting, leased) if instant is not None), default=None)


def key_of(case: str, purpose: str, recipient: str, due: date, about: str) -> str:
    """The letter's key as one opaque word."""
    return sha256(canonical([case, purpose, recipient, due.isoformat(), about]).encode()).hexdigest()[:32]


def outbox_row(row: OutboxTable) -> OutboxRow:
    """A letter as read."""
    return OutboxRow(
        id=row.id,
        key=key_of(row.case, row.purpose, row.recipient, row.due, row.about),
        case=row.case,
        part=row.part,
        purpose=row.purpose,
        recipient=row.recipient,
        due=row.due,
        about=row.about,
        facts=row.facts,
        any_hour=row.any_hour,
        written_at=row.written_at,
        next_at=row.next_at,
        state=PostState(row.state),
        attempt=row.attempt,
        sent_at=row.sent_at,
        message_id=row.message_id,
        why=row.why,
    )
