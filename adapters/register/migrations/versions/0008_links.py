"""Links for agencies."""

from __future__ import annotations

revision = "0008_links"
down_revision = "0007_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
