"""The tables of signing in: accounts, recovery codes, invitations, sessions, forms that were interrupted (ASVS 6, 7).

Nothing here lets anybody in who reads it: passwords are Argon2 hashes, tokens and codes SHA-256 of long random ones,
and a second factor's secret and an interrupted form are sealed under the directory's key.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Table


class AccountTable(Table):
    """How a person of the directory signs in here; whoever signs in elsewhere needs a row only to be shut out."""

    __tablename__ = "accounts"

    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), primary_key=True)
    password: Mapped[str | None]
    second_factor: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(BigInteger)  # of the last one-time code: none works twice
    changed_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class RecoveryCodeTable(Table):
    """Codes for a lost second factor, each for one use."""

    __tablename__ = "recovery_codes"

    code: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class InvitationTable(Table):
    """A way to set a password once: for a new account, or one whose password was forgotten."""

    __tablename__ = "invitations"

    token: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SessionTable(Table):
    """A person signed in, or on the way to it, in one browser."""

    __tablename__ = "sessions"

    secret: Mapped[str] = mapped_column(primary_key=True)  # SHA-256 of what the browser's cookie holds
    number: Mapped[str] = mapped_column(unique=True)  # how pages and the trail call it
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    stage: Mapped[str]
    method: Mapped[str]
    device: Mapped[str]
    signed_in_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    fresh_at: Mapped[datetime] = mapped_column(Instant)  # when the person last showed who they are
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class InterruptedFormTable(Table):
    """A form that was posted when its session had ended, or when the person had to show again who they are."""

    __tablename__ = "interrupted_forms"

    token: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
