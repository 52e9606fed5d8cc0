"""Alembic's entry: runs inside the transaction that :mod:`adapters.register.schema` opened."""

from __future__ import annotations

from alembic import context

from adapters.register.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
