"""The table of drafts: what people have begun to write and not yet handed in, sealed (K3, K4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Table


class DraftTable(Table):
    """A form somebody is filling in: theirs alone. Its id is the one-time token it will be handed in with."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    case: Mapped[str]  # empty: the form is to open a case
    command: Mapped[str]
    version: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant)
