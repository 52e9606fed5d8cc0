"""The way in from a shell: open a case from a filed form, look, decide, report. ``python starter.py --help``."""

import os
import sys

from shell.app import run


def main() -> None:
    """Run the command of this process and leave.

    Leaves with ``os._exit`` after everything is written: a short-lived Temporal client can crash the interpreter on
    its way out, which would spoil the exit code.
    """
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:  # whoever read it has read enough
            code = code or 0
    os._exit(code)


if __name__ == "__main__":
    main()
