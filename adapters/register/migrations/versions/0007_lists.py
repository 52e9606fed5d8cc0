"""What lists, searches and saved filters need."""

from __future__ import annotations

revision = "0007_lists"
down_revision = "0006_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
