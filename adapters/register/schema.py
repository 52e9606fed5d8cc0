"""The tables' forms over time: Alembic, run by the program itself so that nobody has to remember to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from adapters.register import (
    attachment_tables,
    change_tables,
    draft_tables,
    link_tables,
    list_tables,
    people_tables,
    read_model,
    sign_in_tables,
    tables,
)
from adapters.register.columns import Table
from adapters.register.store import NotMigrated

METADATA = Table.metadata
# imported for the tables they put into the metadata
MODULES = (
    tables, read_model, people_tables, link_tables, sign_in_tables, draft_tables, change_tables, list_tables,
    attachment_tables,
)  # fmt: skip
NEWEST = "0011_tracker"  # the last of migrations/versions; a test holds the two together
_LOCK = 7_204_311

if TYPE_CHECKING:  # importing Alembic takes as long as everything else the shell imports: only migrating needs it
    from alembic.config import Config


def migrate(engine: Engine) -> str:
    """Bring a database to the newest form in one transaction; two processes at once take turns."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _upgrade(connection)
    return NEWEST


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, on a connection that is in a transaction already."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def expect_current(engine: Engine) -> None:
    """Raise :class:`NotMigrated` unless the database has the newest form."""
    with engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        found = connection.scalar(text("SELECT version_num FROM alembic_version")) if there else None
    if found != NEWEST:
        raise NotMigrated(f"the register has form {found or 'none'}, this release expects {NEWEST}: migrate it")
