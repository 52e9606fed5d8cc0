"""Changes of the directory that wait for a second person; earlier names of agencies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_directory_changes"
down_revision = "0008_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_proposals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_directory_proposals_person"),
        sa.PrimaryKeyConstraint("id", name="pk_directory_proposals"),
    )
    op.create_index("ix_directory_proposals_person", "directory_proposals", ["person"], unique=False)
    op.create_index("ix_directory_proposals_state_at", "directory_proposals", ["state", "at"], unique=False)
    op.create_table(
        "agency_names",
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.ref"], name="fk_agency_names_agency"),
        sa.PrimaryKeyConstraint("agency", "until_on", name="pk_agency_names"),
    )


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
