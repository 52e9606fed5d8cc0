"""The directory and the calendar's own days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_directory"
down_revision = "0002_read_model"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _agencies()
    _bodies()
    _appointments()
    _absences()
    _calendar_days()


def downgrade() -> None:
    raise NotImplementedError("the register only goes forward: restore a backup instead")


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("telephone", sa.LargeBinary(), nullable=False),
        sa.Column("email_index", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_people"),
        sa.UniqueConstraint("email_index", name="uq_people_email_index"),
    )


def _agencies() -> None:
    op.create_table(
        "agencies",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name="pk_agencies"),
    )


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("telephone", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_bodies"),
    )


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=True),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.ref"], name="fk_appointments_agency"),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_appointments_person"),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
    )
    op.create_index("ix_appointments_person", "appointments", ["person"], unique=False)
    op.create_index("ix_appointments_role_partner_agency", "appointments", ["role", "partner", "agency"], unique=False)


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.ref"], name="fk_absences_person"),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_person", "absences", ["person"], unique=False)


def _calendar_days() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proclaimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_calendar_days"),
    )
    op.create_index("ix_calendar_days_on", "calendar_days", ["on"], unique=False)
