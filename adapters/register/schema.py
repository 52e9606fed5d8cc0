"""The tables' forms over time: Alembic, run by the program itself so that nobody has to remember to."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from adapters.register import people_tables, read_model, tables
from adapters.register.columns import Table
from adapters.register.store import NotMigrated

METADATA = Table.metadata
MODULES = (tables, read_model, people_tables)  # imported for the tables they put into the metadata
_LOCK = 7_204_311


def migrate(engine: Engine) -> str:
    """Bring a database to the newest form in one transaction; two processes at once take turns."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(configuration(connection), "head")
    return newest()


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, on a connection that is in a transaction already."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The newest form's name."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    if head is None:
        raise NotMigrated("the program has no migrations")
    return head


def expect_current(engine: Engine) -> None:
    """Raise :class:`NotMigrated` unless the database has the newest form."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest():
        raise NotMigrated(f"the register has form {found or 'none'}, this release expects {newest()}: migrate it")
