"""The read model."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_read_model"
down_revision = "0001_record"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _standings()
    _overviews()
    _votes()
    _requests()
    _returns()
    _signatures()
    _attendance()
    _actions()
    _milestones()


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")


def _standings() -> None:
    op.create_table(
        "standings",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("case", "part", name="pk_standings"),
    )
    op.create_index("ix_standings_ended_holder_due", "standings", ["ended", "holder", "due"], unique=False)
    op.create_index("ix_standings_ended_stage_due", "standings", ["ended", "stage", "due"], unique=False)


def _overviews() -> None:
    op.create_table(
        "overviews",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("next_action", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("urgency", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tasks", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("independent_chair", sa.String(), nullable=True),
        sa.Column("lead_reviewer", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("case", name="pk_overviews"),
    )
    for columns in (
        ["urgency", "case"],
        ["closed", "urgency", "case"],
        ["closed", "stage", "urgency", "case"],
        ["closed", "holder", "urgency", "case"],
    ):
        op.create_index(f"ix_overviews_{'_'.join(columns)}", "overviews", columns)


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("proceed", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("deputy_for", sa.String(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_votes"),
    )
    op.create_index("ix_votes_case", "votes", ["case"], unique=False)


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("short_notice", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("case", "agency", name="pk_requests"),
    )


def _returns() -> None:
    op.create_table(
        "returns",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("nominated", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_returns"),
    )
    op.create_index("ix_returns_agency", "returns", ["agency"], unique=False)
    op.create_index("ix_returns_case", "returns", ["case"], unique=False)


def _signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("report_version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", "capacity", name="pk_signatures"),
    )
    op.create_index("ix_signatures_case", "signatures", ["case"], unique=False)


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("attendance", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", "agency", name="pk_attendance"),
    )
    op.create_index("ix_attendance_case", "attendance", ["case"], unique=False)


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("immediate", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("impact", sa.String(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("case", "action", name="pk_actions"),
    )
    op.create_index("ix_actions_owner_state", "actions", ["owner", "state"], unique=False)


def _milestones() -> None:
    op.create_table(
        "milestones",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_milestones"),
    )
    op.create_index("ix_milestones_action_at", "milestones", ["action", "at"], unique=False)
    op.create_index("ix_milestones_case", "milestones", ["case"], unique=False)
