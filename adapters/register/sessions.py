"""Sessions kept here and not in the browser: what one is, when it was last seen, and its end (ASVS 7).

The register knows a session by the SHA-256 of the browser's secret; how long one lasts is the pages' to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from adapters.encryption import Place
from adapters.register import audit
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.people_tables import PersonTable
from adapters.register.sign_in_tables import AccountTable, SessionTable
from adapters.register.store import Store
from models.people import Actor


class Stage(StrEnum):
    """How far somebody has come in signing in."""

    CODE = "code"  # the password was right, the one-time code is awaited
    SET_UP = "set_up"  # a second factor must be set up first
    OPEN = "open"  # signed in


@dataclass(frozen=True)
class SessionRow:
    """A session with the name of its person; ``is_shut_out``: their account was closed.

    ``form_token`` is what every form of the session carries; it outlives a change of the secret, the session does not.
    ``own_key`` is the person's, the same in all their sessions.
    """

    number: str
    person: str
    name: str
    stage: Stage
    method: str
    device: str
    signed_in_at: datetime
    seen_at: datetime
    fresh_at: datetime
    ended_at: datetime | None = None
    is_shut_out: bool = False
    form_token: str = ""
    own_key: str = ""


class Sessions:
    """The sessions."""

    _store: Store

    def begin_session(self, secret: str, row: SessionRow, by: Actor, replaces: str = "") -> None:
        """Keep a new session under the hash of its secret; the one it replaces ends in the same transaction.

        An open one is on record as ``signed_in``.
        """
        with self._store.writing() as session:
            values = {name: getattr(row, name) for name in _KEPT}
            session.add(SessionTable(secret=secret, **values))
            if replaces:
                _end(session, row.signed_in_at, SessionTable.secret == replaces)
            if row.stage is Stage.OPEN:
                audit.note(session, "", "signed_in", by, row.signed_in_at, method=row.method, browser=row.number)

    def session_of(self, secret: str) -> SessionRow | None:
        """The session of this hashed secret, ended or not; None where there is none."""
        with self._store.reading() as session:
            row = session.get(SessionTable, secret)
            return _opened(session, self._store, row) if row is not None else None

    def sessions_of(self, person: str) -> list[SessionRow]:
        """A person's sessions that have not ended, the latest first; the pages know which of them are too old."""
        with self._store.reading() as session:
            query = select(SessionTable).where(SessionTable.person == person, SessionTable.ended_at.is_(None))
            rows = session.scalars(query.order_by(SessionTable.seen_at.desc()))
            return [_opened(session, self._store, row) for row in rows]

    def see_session(self, number: str, at: datetime) -> None:
        """The session was used at this instant."""
        with self._store.unlocked() as session:
            session.execute(update(SessionTable).where(SessionTable.number == number).values(seen_at=at))

    def renew_session(self, number: str, secret: str, at: datetime, by: Actor) -> None:
        """The person has shown again who they are: the session goes on under a new hashed secret."""
        with self._store.writing() as session:
            renewed = update(SessionTable).where(SessionTable.number == number, SessionTable.ended_at.is_(None))
            session.execute(renewed.values(secret=secret, fresh_at=at, seen_at=at))
            audit.note(session, "", "identity_confirmed", by, at, browser=number)

    def end_session(self, person: str, number: str, at: datetime, by: Actor) -> bool:
        """End one session of a person; answers whether it was still there. On record as ``signed_out``."""
        with self._store.writing() as session:
            ended = _end(session, at, SessionTable.person == person, SessionTable.number == number)
            if ended:
                audit.note(session, "", "signed_out", by, at, browser=number)
            return bool(ended)

    def end_sessions_of(self, person: str, at: datetime, by: Actor, but: str = "") -> int:
        """End all sessions of a person, but one if wished; answers how many. On record as ``signed_out``."""
        with self._store.writing() as session:
            ended = _end(session, at, SessionTable.person == person, SessionTable.number != but)
            if ended:
                audit.note(session, "", "signed_out", by, at, of=person, sessions=ended)
            return ended


_KEPT = ("number", "person", "stage", "method", "device", "signed_in_at", "seen_at", "fresh_at", "ended_at")


def _end(session: Session, at: datetime, *which: ColumnElement[bool]) -> int:
    query = update(SessionTable).where(SessionTable.ended_at.is_(None), *which).values(ended_at=at)
    return len(session.execute(query.returning(SessionTable.number)).all())


def _opened(session: Session, store: Store, row: SessionTable) -> SessionRow:
    account = session.get(AccountTable, row.person)
    person = session.get_one(PersonTable, row.person)
    key = key_for_opening(session, store, DIRECTORY)
    return SessionRow(
        name=key.unseal(person.name, Place("people", "name", person.ref)).decode(),
        is_shut_out=account is not None and account.closed_at is not None,
        form_token=key.mac("sessions/form", row.number.encode()),
        own_key=key.mac("sessions/own", row.person.encode()),
        stage=Stage(row.stage),
        **{name: getattr(row, name) for name in _KEPT if name != "stage"},
    )
