"""What the register is the authority for: cases, documents, keys, commands, the audit trail, the outbox.

No column here holds a word that people typed: what they typed is in ``documents.body``, sealed (K3).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Json, Table

Serial = BigInteger().with_variant(Integer, "sqlite")


class DataKeyTable(Table):
    """Data keys, wrapped: ``case:<reference>``, ``directory``, ``index``. Destroyed: no wrapped key is left."""

    __tablename__ = "data_keys"

    name: Mapped[str] = mapped_column(primary_key=True)
    key_id: Mapped[str] = mapped_column(unique=True)
    master: Mapped[str] = mapped_column(index=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)
    destroyed_at: Mapped[datetime | None] = mapped_column(Instant)


class CounterTable(Table):
    """Gapless counters: case references by year, versions of the calendar."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


class CaseTable(Table):
    """What a case was opened with (N1, N2): references and codes."""

    __tablename__ = "cases"

    reference: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    opened_at: Mapped[datetime] = mapped_column(Instant, index=True)
    notified_at: Mapped[datetime] = mapped_column(Instant)
    policy: Mapped[str]
    referrer: Mapped[str | None]
    presenter: Mapped[str | None]
    opening: Mapped[Any] = mapped_column(Json)


class CaseIdentityTable(Table):
    """Blind indexes by which a probable duplicate is found (N11)."""

    __tablename__ = "case_identities"

    reference: Mapped[str] = mapped_column(primary_key=True)
    basis: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True, index=True)


class DocumentTable(Table):
    """Everything people typed, sealed under the case's key."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("case", "kind", "agency", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case: Mapped[str]
    kind: Mapped[str]
    agency: Mapped[str]
    version: Mapped[int] = mapped_column(Integer)
    key_id: Mapped[str] = mapped_column(ForeignKey("data_keys.key_id"), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    gaps: Mapped[Any] = mapped_column(Json)
    person: Mapped[str]
    role: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)


class CommandTable(Table):
    """Every decision and fact the door took, until its part has answered it."""

    __tablename__ = "commands"
    __table_args__ = (
        Index("ix_commands_state_at", "state", "at"),
        Index("ix_commands_case_part_state", "case", "part", "state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case: Mapped[str]
    part: Mapped[str]
    name: Mapped[str]
    body: Mapped[Any] = mapped_column(Json)
    body_sha256: Mapped[str]
    by: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str]
    outcome: Mapped[Any | None] = mapped_column(Json)


class AuditTable(Table):
    """The audit trail: append-only, chained, gapless (K2). ``at`` and ``detail`` are kept as they were hashed."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("case", "event_id"),
        Index("ix_audit_case_seq", "case", "seq"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[str]
    case: Mapped[str]
    part: Mapped[str]
    at: Mapped[str]
    person: Mapped[str]
    role: Mapped[str]
    partner: Mapped[str | None]
    agency: Mapped[str | None]
    deputy_for: Mapped[str | None]
    action: Mapped[str] = mapped_column(index=True)
    detail: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str | None]
    clause: Mapped[str]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class AuditHeadTable(Table):
    """The one row every writer locks: where the chain ends."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str]


class StandingLogTable(Table):
    """Each standing a part ever reported, from which the read model's standings are rebuilt."""

    __tablename__ = "standing_log"
    __table_args__ = (Index("ix_standing_log_case_part_id", "case", "part", "id"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    case: Mapped[str]
    part: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    standing: Mapped[Any] = mapped_column(Json)


class OutboxTable(Table):
    """Letters to post, once per (case, purpose, recipient, due, about) (E2)."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("case", "purpose", "recipient", "due", "about"),
        Index("ix_outbox_case_state_next_at", "case", "state", "next_at"),
        Index("ix_outbox_state_next_at", "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    case: Mapped[str]
    part: Mapped[str]
    purpose: Mapped[str]
    recipient: Mapped[str]
    due: Mapped[date]
    about: Mapped[str]
    facts: Mapped[Any] = mapped_column(Json)
    any_hour: Mapped[bool]
    written_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str]
    attempt: Mapped[int] = mapped_column(Integer)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[str | None]
    why: Mapped[str | None]
