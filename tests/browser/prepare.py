"""`make browser`: the browser and the Java the browser tests need: found, else installed where this user may.

Both are programs of the machine, not of Python: Debian's Chromium (or one named by CHROMIUM), and a Java for the
checker of HTML (vnu), whose jar comes with the locked Python packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program of the machine: what it is, the variable that names one's own, its usual names, Debian's package."""

    what: str
    variable: str
    names: tuple[str, ...]
    package: str

    def found(self) -> Path | None:
        """Where it is; one that was named must be there."""
        if named := os.environ.get(self.variable):
            return Path(named) if os.access(named, os.X_OK) else None
        places = (shutil.which(name) for name in self.names)
        return next((Path(place) for place in places if place), None)

    @property
    def advice(self) -> str:
        """What somebody is told who has to install it."""
        if named := os.environ.get(self.variable):
            return f"{self.variable} names {named}, and there is no program there that may be run."
        return (
            f"The browser tests need {self.what}, and none was found ({', '.join(self.names)}).\n"
            f"On Debian and Ubuntu:  sudo apt-get install {self.package}\n"
            f"Elsewhere install it as the system does, or name it:  make {self.variable}=/path/to/it ..."
        )


CHROMIUM = Program(
    what="Chromium or Chrome",
    variable="CHROMIUM",
    names=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    package="chromium",
)
JAVA = Program(what="Java, version 11 or newer", variable="JAVA", names=("java",), package="default-jre-headless")


def prepare(program: Program) -> Path | None:
    """Where the program is, installed now if it has to be and can be."""
    if program.found() is None and program.variable not in os.environ:
        _install(program)
    return program.found()


def _install(program: Program) -> None:
    """Debian's package, by root or by whoever may be root without being asked; what cannot be done is left undone."""
    before = _as_root()
    if before is None or shutil.which("apt-get") is None:
        return
    sys.stdout.write(f"Installing {program.package} with apt-get (once; a minute or two) ...\n")
    sys.stdout.flush()
    install = [*before, "apt-get", "install", "--yes", "--no-install-recommends", "-qq", program.package]
    if not _runs(install):
        _runs([*before, "apt-get", "update", "-qq"])
        _runs(install)


def _as_root() -> Sequence[str] | None:
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _runs(["sudo", "-n", "true"]) else None


def _runs(command: Sequence[str]) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.returncode == 0


def main() -> int:
    """The exit code: 0 all is there, 1 something has to be installed by hand, which standard error tells."""
    missing = [program for program in (CHROMIUM, JAVA) if prepare(program) is None]
    for program in missing:
        sys.stderr.write(f"\n{program.advice}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
