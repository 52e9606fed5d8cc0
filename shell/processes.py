"""The processes `make up` starts: begun, watched, begun again when they die, and ended by their own id."""

import contextlib
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from adapters.settings import PROJECT, Settings, child_environment

LARGEST_LOG = 5_000_000
RELEASE = b"go\n"  # what a process with a parent waits for on its input


class Watched(Protocol):
    """What the supervisor needs of a process."""

    @property
    def has_ended(self) -> bool:
        """Whether it was started and has stopped by itself."""

    def start(self) -> None:
        """Starts it."""

    def stop(self) -> None:
        """Ends it, and returns when it has ended."""


class Child:
    """A program of ours as a process of its own; it also stops by itself when the process that started it is gone."""

    name: str
    program: tuple[str, ...]

    def __init__(self, settings: Settings, address: str) -> None:
        self.log = settings.state.resolve() / "logs" / f"{self.name}.log"
        self._grace = settings.graceful_shutdown_seconds
        self._environment = child_environment(
            TEMPORAL_ADDRESS=address, TEMPORAL_NAMESPACE="default", REVIEW_STATE=str(settings.state.resolve())
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process, if started."""
        return self._process.pid if self._process else None

    @property
    def has_ended(self) -> bool:
        """Whether it was started and has stopped by itself."""
        return self._process is not None and self._process.poll() is not None

    def start(self) -> None:
        """Starts it and lets it work; it says on its log when it does."""
        self.warm_up()
        self.release()

    def warm_up(self) -> None:
        """Starts the process, which loads its code, a matter of seconds, and then waits to be released."""
        begin_log(self.log)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a list of our own making, no shell
                [sys.executable, *self.program, "--with-parent"],
                cwd=PROJECT,
                env=self._environment,
                stdin=subprocess.PIPE,  # its end tells the process that nobody watches it any more
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def release(self) -> None:
        """The ground is prepared: it may open the register and take work."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # it has ended already: `has_ended` tells
                self._process.stdin.write(RELEASE)
                self._process.stdin.flush()

    def ask_to_stop(self) -> None:
        """SIGTERM, so that work under way may finish."""
        if self._process is not None and not self.has_ended:
            self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Asks, waits, and ends it by SIGKILL when the graceful time and ten seconds are over."""
        if self._process is None or self.has_ended:
            return
        self.ask_to_stop()
        try:
            self._process.wait(self._grace + 10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class WorkerProcess(Child):
    """The worker."""

    name, program = "worker", (str(PROJECT / "worker.py"),)

    @property
    def identity(self) -> str:
        """What Temporal calls this worker (see worker.identity)."""
        return f"worker-{self._process.pid}" if self._process else ""


class PagesProcess(Child):
    """The pages."""

    name, program = "pages", ("-m", "shell.page_service")


class Restarts:
    """Begins a dead process again, after a pause that doubles with each death and is forgotten after a good while."""

    def __init__(
        self, name: str, process: Watched, say: Callable[[str], None], *, first: float = 1.0, longest: float = 30.0
    ) -> None:
        self._name, self._process, self._say = name, process, say
        self._first, self._longest = first, longest
        self._pause = first
        self._resume_at: float | None = None
        self._started_at = 0.0

    def look(self, now: float) -> None:
        """One look, at `now` seconds of any steady clock; starts the process again when its pause is over."""
        if not self._process.has_ended:
            if now - self._started_at > 10 * self._longest:
                self._pause = self._first
            return
        if self._resume_at is None:
            self._say(f"{self._name} has stopped; starting it again in {self._pause:g} s")
            self._resume_at = now + self._pause
            self._pause = min(self._pause * 2, self._longest)
        elif now >= self._resume_at:
            self._resume_at, self._started_at = None, now
            self._process.start()
            self._say(f"{self._name} runs again")


def begin_log(path: Path, largest: int = LARGEST_LOG) -> None:
    """Makes the folder, and puts a log that has grown over `largest` bytes aside, over the one put aside before."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > largest:
        path.replace(path.with_suffix(".log.1"))


def last_lines(path: Path, count: int = 15) -> str:
    """The end of a log, to show why something did not start."""
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    return "\n".join(lines[-count:])


def is_answering(url: str) -> bool:
    """Whether something on this machine answers there, and well."""
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
        return bool(answer.status == 200)
    return False


def patience(settings: Settings) -> timedelta:
    """How long a start waits for another process."""
    return timedelta(seconds=settings.connect_seconds)
