"""What lists, searches and saved filters need; what cases wait for is drawn anew from the record afterwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_lists"
down_revision = "0006_drafts"
branch_labels = None
depends_on = None

_INDICES = {
    "ix_overviews_closed_kind_urgency_case": ["closed", "kind", "urgency", "case"],
    "ix_overviews_closed_number_case": ["closed", "number", "case"],
    "ix_overviews_closed_notified_at_case": ["closed", "notified_at", "case"],
    "ix_overviews_closed_stage_order_urgency_case": ["closed", "stage_order", "urgency", "case"],
    "ix_overviews_number_case": ["number", "case"],
    "ix_overviews_notified_at_case": ["notified_at", "case"],
    "ix_overviews_stage_order_urgency_case": ["stage_order", "urgency", "case"],
    "ix_overviews_independent_chair": ["independent_chair"],
    "ix_overviews_lead_reviewer": ["lead_reviewer"],
}


def upgrade() -> None:
    _waits()
    _saved()
    _overviews()


def _waits() -> None:
    op.create_table(
        "waits",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("urgency", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case", "part", "recipient", "action", "about", name="pk_waits"),
    )
    op.create_index("ix_waits_recipient_urgency_case", "waits", ["recipient", "urgency", "case"], unique=False)
    op.create_index("ix_waits_recipient_stage_urgency", "waits", ["recipient", "stage", "urgency"], unique=False)
    op.create_index("ix_waits_stage_urgency_case", "waits", ["stage", "urgency", "case"], unique=False)
    op.create_index("ix_waits_urgency_case", "waits", ["urgency", "case"], unique=False)
    op.create_table(
        "done_tasks",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case", "part", "task", name="pk_done_tasks"),
    )
    op.create_index("ix_requests_agency_case", "requests", ["agency", "case"], unique=False)


def _saved() -> None:
    op.create_table(
        "saved_lists",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_lists"),
    )
    op.create_index("ix_saved_lists_person", "saved_lists", ["person"], unique=False)


def _overviews() -> None:
    with op.batch_alter_table("overviews") as batch:
        batch.add_column(sa.Column("kind", sa.String(), nullable=True))
        batch.add_column(sa.Column("policy", sa.String(), nullable=True))
        batch.add_column(sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("number", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("stage_order", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("clock_paused", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name, columns in _INDICES.items():
        op.create_index(name, "overviews", columns, unique=False)


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
