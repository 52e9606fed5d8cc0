"""How a process that spoke to Temporal ends: everything written, then at once.

The interpreter's own way out sometimes crashes while the SDK's threads still run, which spoils the exit code.
"""

import contextlib
import logging
import os
import sys
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """Flushes what was written and ends the process with this exit code."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)
