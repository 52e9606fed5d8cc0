"""Passwords: long rather than intricate, none that everybody tries first, kept as Argon2id hashes (ASVS 6.2, 11.4).

Checking one takes the same time whether there is an account or not, and whether it has a password or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from admin.guessable import is_guessable

SHORTEST, LONGEST = 15, 128  # characters
EASY = (
    "Choose a password that is harder to guess: this one repeats itself, follows the keyboard, or is made of words "
    "everybody tries first, of your name, or of names around your work"
)


@cache
def hasher() -> PasswordHash:
    """Argon2id with the parameters of RFC 9106 for 64 MiB."""
    return PasswordHash((Argon2Hasher(),))


@cache
def _nobody_s() -> str:
    return hasher().hash("nobody signs in with this")


def composed(password: str) -> str:
    """The password in the one form of its characters, whichever keyboard typed them."""
    return normalize("NFC", password)


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return hasher().hash(composed(password))


def checked(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Is it the one? And its hash under today's parameters, where the one kept is older."""
    given = composed(password)[: LONGEST + 1]  # nobody's password is longer: nobody waits for a megabyte to be hashed
    right, newer = hasher().verify_and_update(given, kept or _nobody_s())
    return (right, newer) if kept is not None else (False, None)


def fault_in(password: str, surroundings: Iterable[str] = ()) -> str:
    """What is wrong with a new password, in words; blank for a good one. Any characters will do, in any mix."""
    if len(composed(password)) < SHORTEST:
        return f"Your password must have {SHORTEST} characters or more"
    if len(composed(password)) > LONGEST:
        return f"Your password must have {LONGEST} characters or fewer"
    if is_guessable(composed(password), surroundings):
        return EASY
    return ""
