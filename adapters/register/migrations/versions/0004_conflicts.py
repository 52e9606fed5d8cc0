"""Who is walled off from which case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_conflicts"
down_revision = "0003_directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conflicts",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case", "person", name="pk_conflicts"),
    )
    op.create_index("ix_conflicts_person", "conflicts", ["person"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
