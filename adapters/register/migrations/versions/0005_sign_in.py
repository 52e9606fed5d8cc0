"""Accounts, recovery codes, invitations, sessions, interrupted forms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_sign_in"
down_revision = "0004_conflicts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _accounts()
    _sessions()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("second_factor", sa.LargeBinary(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_accounts_person"),
        sa.PrimaryKeyConstraint("person", name="pk_accounts"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_recovery_codes_person"),
        sa.PrimaryKeyConstraint("code", name="pk_recovery_codes"),
    )
    op.create_index("ix_recovery_codes_person", "recovery_codes", ["person"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_invitations_person"),
        sa.PrimaryKeyConstraint("token", name="pk_invitations"),
    )
    op.create_index("ix_invitations_person", "invitations", ["person"], unique=False)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_sessions_person"),
        sa.PrimaryKeyConstraint("secret", name="pk_sessions"),
        sa.UniqueConstraint("number", name="uq_sessions_number"),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"], unique=False)
    op.create_table(
        "interrupted_forms",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_interrupted_forms_person"),
        sa.PrimaryKeyConstraint("token", name="pk_interrupted_forms"),
    )
    op.create_index("ix_interrupted_forms_person", "interrupted_forms", ["person"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
