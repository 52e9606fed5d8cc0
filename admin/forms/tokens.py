"""One-time tokens: each form carries one, made for its person, case and command, and handed in with it once (K5)."""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac

_RANDOM, _MARK = 20, 20  # hexadecimal digits: unguessable, and its mark


def new_token(secret: str, person: str, case: str, command: str) -> str:
    """A token for one use; ``secret`` is the session's own."""
    number = secrets.token_hex(_RANDOM // 2)
    return number + _mark(number, secret, person, case, command)


def is_genuine(token: str, secret: str, person: str, case: str, command: str) -> bool:
    """Was this token made here, for this person, case and command?"""
    number, mark = token[:_RANDOM], token[_RANDOM:]
    return compare_digest(mark.encode(), _mark(number, secret, person, case, command).encode())


def _mark(number: str, secret: str, person: str, case: str, command: str) -> str:
    said = "\n".join((number, person, case, command)).encode()
    return hmac(secret.encode(), said, sha256).hexdigest()[:_MARK]
