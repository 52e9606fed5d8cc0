"""Temporal's development server, started so that a case is safe on it (E5): one server per file, loopback only, no
door for web pages, and a database that keeps what it has acknowledged through a power cut.
"""

import fcntl
import os
import secrets
import signal
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from temporalio.common import SearchAttributeKey

LOOPBACK = "127.0.0.1"
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON")
LARGEST_UPDATES_IN_FLIGHT = 1_500_000
SEARCH_ATTRIBUTE_TYPES = {1: "Text", 2: "Keyword", 3: "Int", 4: "Double", 5: "Bool", 6: "Datetime", 7: "KeywordList"}


class AlreadyRunning(Exception):
    """Another server holds the database file; two on one file lose work. The text names its process."""


class PortTaken(Exception):
    """Something else listens where the server should; the text says which port and which variable changes it."""


@dataclass(frozen=True)
class EmbeddedPlan:
    """What to start: the program, the folder it keeps its file in, and where it listens (always on loopback)."""

    binary: Path
    state: Path
    port: int
    web_port: int
    search_attributes: Sequence[SearchAttributeKey[Any]] = ()
    namespace: str = "default"
    beside: Sequence[tuple[int, str]] = ()  # ports of what begins beside it, each with the variable that names it

    @property
    def database(self) -> Path:
        """The server's SQLite file."""
        return self.state / "temporal.db"

    @property
    def address(self) -> str:
        """Where workers and clients connect."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def web(self) -> str:
        """Where a browser on this machine finds Temporal Web."""
        return f"http://{LOOPBACK}:{self.web_port}"


def command(plan: EmbeddedPlan) -> list[str]:
    """The command line of the server.

    The HTTP API cannot be switched off and takes orders from any web page open on this machine, so the one host name
    it answers to is random and told to nobody.
    """
    only_host = f'frontend.httpAllowedHosts=["{secrets.token_hex(16)}.invalid"]'
    largest = f"history.maxInFlightUpdatePayloads={LARGEST_UPDATES_IN_FLIGHT}"
    where = ["--ip", LOOPBACK, "--port", str(plan.port), "--ui-ip", LOOPBACK, "--ui-port", str(plan.web_port)]
    store = ["--db-filename", str(plan.database), "--namespace", plan.namespace]
    pragmas = [part for pragma in SQLITE_PRAGMAS for part in ("--sqlite-pragma", pragma)]
    limits = ["--dynamic-config-value", only_host, "--dynamic-config-value", largest]
    attributes = [part for key in plan.search_attributes for part in ("--search-attribute", _registration(key))]
    quiet = ["--ui-disable-news-fetch", "--log-level", "warn"]
    return [str(plan.binary), "server", "start-dev", *where, *store, *pragmas, *limits, *attributes, *quiet]


class EmbeddedServer:
    """One running development server; `start` and `stop` it, and it holds its file's lock for as long as it lives."""

    def __init__(self, plan: EmbeddedPlan) -> None:
        self.plan = plan
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The server's process, if started."""
        return self._process.pid if self._process else None

    @property
    def has_ended(self) -> bool:
        """Whether it was started and has stopped by itself."""
        return self._process is not None and self._process.poll() is not None

    def start(self) -> None:
        """Starts the server; raises AlreadyRunning or PortTaken. It serves a moment later (`temporal.is_serving`)."""
        self.plan.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = _locked(self.plan.state / "temporal.lock")
        try:
            own = ((self.plan.port, "REVIEW_TEMPORAL_PORT"), (self.plan.web_port, "REVIEW_WEB_PORT"))
            beside = self.plan.beside if self._process is None else ()  # begun again: what is beside it holds its port
            for port, variable in (*own, *beside):
                require_free(port, variable)
            self._process = self._launch(lock)
            os.pwrite(lock, str(self._process.pid).encode(), 0)
        finally:
            os.close(lock)  # the server inherited it, so the lock lasts exactly as long as the server does

    def stop(self, patience: float = 15.0) -> None:
        """Ends the server: SIGTERM, then SIGKILL after `patience` seconds; what it acknowledged is on disk anyway."""
        if self._process is None or self.has_ended:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _launch(self, lock: int) -> "subprocess.Popen[bytes]":
        logs = self.plan.state / "logs"
        logs.mkdir(exist_ok=True, mode=0o700)
        with (logs / "temporal.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - a list of our own making, no shell
                command(self.plan),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(lock,),
                start_new_session=True,  # Ctrl-C is for the supervisor, which ends the worker first
            )


def require_free(port: int, variable: str) -> None:
    """Raises PortTaken if something listens on this port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            raise PortTaken(f"Port {port} is taken by another program; set {variable} to a free one.") from None


def _registration(key: SearchAttributeKey[Any]) -> str:
    return f"{key.name}={SEARCH_ATTRIBUTE_TYPES[key.indexed_value_type.value]}"


def _locked(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(lock, 20, 0).decode()
        os.close(lock)
        raise AlreadyRunning(_who_holds(path.parent, holder)) from None
    os.ftruncate(lock, 0)
    return lock


def _who_holds(state: Path, holder: str) -> str:
    says = f"A Temporal server already runs on {state}. Stop the other `make up`"
    return f"{says}; if that is gone, end the server it left behind: kill {holder}" if holder else f"{says}."
