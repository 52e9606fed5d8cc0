"""Migrations make the tables the code expects, on both databases, whatever interrupts them (fault 47)."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from adapters.encryption import MasterKeys
from adapters.register import Register, schema
from adapters.register.store import RegisterError, open_engine
from tests.adapters.book import StoppedClock, engine_of, look

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(empty_database: str) -> Any:
    book = Register.open(empty_database, MasterKeys.generate(), StoppedClock())
    yield book
    book.close()


def test_migrations_make_the_tables_the_code_expects(empty: Register) -> None:
    empty.migrate()

    with engine_of(empty).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.METADATA) == []


def test_migrating_again_changes_nothing(empty: Register) -> None:
    first = empty.migrate()

    assert empty.migrate() == first
    empty.ping()
    assert look(empty, "SELECT seq FROM audit_head") == [(0,)]


def test_two_processes_may_migrate_at_once(empty: Register) -> None:
    with ThreadPoolExecutor(4) as pool:
        forms = list(pool.map(lambda _: empty.migrate(), range(4)))

    assert len(set(forms)) == 1
    empty.ping()


def test_a_migration_killed_half_way_leaves_nothing_and_can_be_repeated(empty: Register, empty_database: str) -> None:
    script = (
        "import os, signal, sys\n"
        "from sqlalchemy import event\n"
        "from adapters.register.store import open_engine\n"
        "from adapters.register.schema import migrate\n"
        "engine = open_engine(sys.argv[1])\n"
        "@event.listens_for(engine, 'before_cursor_execute')\n"
        "def stop(connection, cursor, statement, *_):\n"
        "    if 'CREATE TABLE votes' in statement:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "migrate(engine)\n"
    )

    ended = subprocess.run([sys.executable, "-c", script, empty_database], cwd=PROJECT, env=dict(os.environ))

    assert ended.returncode == -signal.SIGKILL
    assert inspect(engine_of(empty)).get_table_names() == []
    empty.migrate()
    empty.ping()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql://root:secret@x/y", "not on mysql"),
        ("secret nonsense", "not a database URL"),
    ],
)
def test_an_address_that_will_not_do_says_so_without_repeating_it(url: str, says: str) -> None:
    with pytest.raises(RegisterError, match=says) as refused:
        open_engine(url)

    assert "secret" not in str(refused.value)


def test_any_postgresql_url_means_the_driver_there_is(postgresql: str) -> None:
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        engine = open_engine(postgresql.replace("postgresql", scheme, 1))
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        engine.dispose()


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'register.db'}")

    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }

    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 15000,
    }


def test_the_program_expects_the_last_migration_there_is() -> None:
    assert ScriptDirectory.from_config(schema.configuration()).get_current_head() == schema.NEWEST


def test_opening_a_register_does_not_load_what_only_migrating_needs() -> None:
    asked = "import sys; import adapters.register; print('alembic' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"
