"""What takes long to make is made once in a test run, by whichever process asks first; the others read it."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RUN, WORKER = "PYTEST_XDIST_TESTRUNUID", "PYTEST_XDIST_WORKER"


@contextmanager
def once(name: str, folder: Path) -> Iterator[dict[str, Any]]:
    """A dictionary of one process at a time: empty for the first, who fills it; full for all who come later.

    ``folder``: a temporary one of the caller's; what is kept lies where every process of this test run finds it.
    """
    kept = _home(folder) / f"{name}-{os.environ.get(RUN, 'alone')}"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held: dict[str, Any] = pickle.loads(kept.read_bytes()) if kept.exists() else {}  # noqa: S301 - this run's own
        was_empty = not held
        yield held
        if was_empty:
            kept.write_bytes(pickle.dumps(held))


def _home(folder: Path) -> Path:
    """The test run's own temporary folder: each process has one of its own in it."""
    return folder.parent.parent if WORKER in os.environ else folder.parent
