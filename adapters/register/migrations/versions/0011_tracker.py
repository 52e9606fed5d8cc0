"""What the tracker of all cases' actions is sorted and narrowed by."""

from __future__ import annotations

from alembic import op

revision = "0011_tracker"
down_revision = "0010_attachments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_actions_owner_state", table_name="actions")
    op.create_index("ix_actions_owner_due_case_action", "actions", ["owner", "due", "case", "action"], unique=False)
    op.create_index("ix_actions_state_due_case_action", "actions", ["state", "due", "case", "action"], unique=False)
    op.create_index("ix_actions_due_case_action", "actions", ["due", "case", "action"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")
