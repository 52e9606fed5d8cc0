"""Drafts of forms, sealed."""

from __future__ import annotations

revision = "0006_drafts"
down_revision = "0005_sign_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
