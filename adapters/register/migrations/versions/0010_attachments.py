"""Files attached to cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_attachments"
down_revision = "0009_directory_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_attachments_document"),
        sa.PrimaryKeyConstraint("document", name="pk_attachments"),
    )
    op.create_index("ix_attachments_case", "attachments", ["case"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
