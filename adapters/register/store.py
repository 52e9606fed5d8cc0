"""The database under the register: SQLite or PostgreSQL, and the one way to write to either.

Writers are serial on both: SQLite by ``BEGIN IMMEDIATE``, PostgreSQL by locking the head of the audit chain
first. So the chain has no gap, no two writers wait for each other, and what a writer has read is still true
when it writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from adapters.clock import Clock
from adapters.encryption import MasterKeys
from adapters.register.tables import AuditHeadTable

BUSY_SECONDS = 15.0
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class RegisterError(Exception):
    """Something the register refuses. Says what to do; never holds a personal value."""


_REFERENCE = re.compile(r"[A-Za-z0-9._:/#-]{1,200}")


def is_reference(text: str) -> bool:
    """Can this be a reference of the register's? What is not is not even looked for (K4)."""
    return _REFERENCE.fullmatch(text) is not None


class NotMigrated(RegisterError):
    """The database has no register in it yet."""


# how it shows that the database cannot be reached, or is not the register, just now
AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, NoConnectionFree, NotMigrated)


class OfficeHours(Protocol):
    """When letters may go (E3)."""

    def next_open(self, at: datetime) -> datetime:
        """The instant itself when the office is open, else when it opens next."""


@dataclass
class Store:
    """The engine, the keys, the clock and the office hours every part of the register works with."""

    engine: Engine
    keys: MasterKeys
    clock: Clock
    hours: OfficeHours | None = None
    _session: ContextVar[Session | None] = field(default_factory=lambda: ContextVar("register_session", default=None))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it or nothing. Inside another it joins that one. No ``await`` inside."""
        current = self._session.get()
        if current is not None:
            yield current
            return
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            self._lock_head(session)
            token = self._session.set(session)
            try:
                yield session
            finally:
                self._session.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look; inside a transaction it sees that transaction's own writes."""
        current = self._session.get()
        if current is not None:
            yield current
            return
        with Session(self.engine.execution_options(reading=True)) as session:
            yield session

    @contextmanager
    def unlocked(self) -> Iterator[Session]:
        """A short write that appends nothing to the audit trail and need not wait for those who do."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def in_transaction(self) -> bool:
        """Is a transaction of this thread or task open?"""
        return self._session.get() is not None

    def forget_old_pages(self, *tables: str) -> None:
        """Remove what the database itself still keeps of rows that were overwritten or deleted."""
        if self.is_sqlite:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")

    def office_hours(self) -> OfficeHours:
        """The office hours; without them no letter may be written."""
        if self.hours is None:
            raise RegisterError("the register was opened without office hours: no letter can be written")
        return self.hours

    def _lock_head(self, session: Session) -> None:
        if not self.is_sqlite:
            session.execute(select(AuditHeadTable.seq).with_for_update())


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///FILE`` or any PostgreSQL URL; statements never show their values in errors."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return create_engine(address, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=10)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise RegisterError("the register's address is not a database URL such as sqlite:///register.db") from None
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise RegisterError(f"the register runs on SQLite or PostgreSQL, not on {address.get_backend_name()}")
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise RegisterError("the register needs a file: sqlite:///PATH (a database in memory is nobody's record)")
    return address


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: see _begin
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")

    return engine
