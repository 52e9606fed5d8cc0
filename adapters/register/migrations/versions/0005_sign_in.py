"""Accounts, sessions, one-time codes."""

from __future__ import annotations

revision = "0005_sign_in"
down_revision = "0004_conflicts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
