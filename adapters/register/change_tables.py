"""Tables of a directory that changes: what one person asked for and another has to confirm, and earlier names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Json, Table


class ProposalTable(Table):
    """A change of the directory that waits for a second person; ``sealed`` holds what is personal in it."""

    __tablename__ = "directory_proposals"
    __table_args__ = (Index("ix_directory_proposals_state_at", "state", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    body: Mapped[Any] = mapped_column(Json)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str]  # waiting, confirmed, turned_down
    settled_by: Mapped[str | None]
    settled_at: Mapped[datetime | None] = mapped_column(Instant)


class FormerNameTable(Table):
    """What an agency was called until a date, that day included: an old case prints the old name."""

    __tablename__ = "agency_names"

    agency: Mapped[str] = mapped_column(ForeignKey("agencies.ref"), primary_key=True)
    until_on: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
