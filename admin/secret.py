"""What the register keeps of a secret that a browser or a letter holds."""

from __future__ import annotations

from hashlib import sha256


def hashed(secret: str) -> str:
    """SHA-256, in hexadecimal: long random secrets need no salt and no slow hash."""
    return sha256(secret.encode()).hexdigest()
