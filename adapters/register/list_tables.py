"""The tables behind people's lists: what is waited for and from whom, tasks ticked off, lists people have saved."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Json, Table


class WaitTable(Table):
    """One thing a case waits for, from one recipient reference (the read model's row of ``models.awaited``)."""

    __tablename__ = "waits"
    __table_args__ = (
        Index("ix_waits_recipient_urgency_case", "recipient", "urgency", "case"),
        Index("ix_waits_recipient_stage_urgency", "recipient", "stage", "urgency"),
        Index("ix_waits_stage_urgency_case", "stage", "urgency", "case"),
        Index("ix_waits_urgency_case", "urgency", "case"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str]
    since: Mapped[datetime] = mapped_column(Instant)
    due: Mapped[datetime | None] = mapped_column(Instant)
    due_on: Mapped[date | None]
    due_day: Mapped[int | None] = mapped_column(Integer)
    outside: Mapped[bool]
    task: Mapped[str]
    urgency: Mapped[datetime] = mapped_column(Instant)


class DoneTaskTable(Table):
    """A task that no message ends and a person has ticked off, such as a telephone call (E5)."""

    __tablename__ = "done_tasks"

    case: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class SavedListTable(Table):
    """Filters somebody has saved under a name. The name is sealed: people type what they like (K3)."""

    __tablename__ = "saved_lists"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    query: Mapped[Any] = mapped_column(Json)
    saved_at: Mapped[datetime] = mapped_column(Instant)
