"""Having a file looked through for viruses by clamd, over its socket (INSTREAM). Fails closed (ASVS 5.4.3).

A file of which clamd does not say in so many words that nothing was found counts as not looked through.
"""

from __future__ import annotations

import re
import socket
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 64 * 1024
PATIENCE = 30.0  # seconds, for each step of the talk
LONGEST_ANSWER = 1000  # bytes
_FOUND = re.compile(r"stream: \S.* FOUND")
_CLEAN = "stream: OK"


class ScannerAway(Exception):
    """The file could not be looked through: nobody answers, or not in words that are known."""


@dataclass(frozen=True)
class Clamd:
    """A clamd at ``tcp://HOST:PORT`` or ``unix:///PATH``."""

    address: str

    def finds_virus_in(self, content: bytes) -> bool:
        """Is there one? Raises ScannerAway where that cannot be said."""
        try:
            with closing(_connected(self.address)) as there:
                answer = _asked(there, content)
        except (OSError, ValueError) as problem:
            raise ScannerAway(type(problem).__name__) from None
        if _FOUND.fullmatch(answer):
            return True
        if answer != _CLEAN:
            raise ScannerAway("another answer")
        return False


def is_address(text: str) -> bool:
    """Can a clamd be asked there?"""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    is_host = parts.scheme == "tcp" and bool(parts.hostname) and port is not None and not parts.path
    return is_host or (parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc)


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 0), PATIENCE)
    there = socket.socket(socket.AF_UNIX)
    there.settimeout(PATIENCE)
    try:
        there.connect(parts.path)
    except OSError:
        there.close()
        raise
    return there


def _asked(there: socket.socket, content: bytes) -> str:
    there.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        piece = content[start : start + CHUNK]
        there.sendall(len(piece).to_bytes(4, "big") + piece)
    there.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        more = there.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer.removesuffix(b"\0").decode("ascii", "replace")
