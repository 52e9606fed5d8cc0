"""The second factor: one-time codes of an authenticator app, each good once, and codes for its loss (ASVS 6.5).

An app's codes change every 30 seconds; the one before and the one after count too, for clocks differ.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import pyotp
import segno
from starlette.requests import Request

from adapters.register.accounts import AccountRow
from admin.limits import ADDRESS, CODES, CODES_OF_PERSON, address_of, tries_of
from admin.signing_in import refused
from admin.wiring import Wiring

STEP = 30  # seconds a code holds
RECOVERY_CODES = 10
_GROUP = 4


def new_secret() -> str:
    """A new secret of 160 bits, as apps take it."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, of the three that count now; None for a wrong code."""
    app, given = pyotp.TOTP(secret, interval=STEP), "".join(code.split()).encode()
    middle = int(now.timestamp()) // STEP
    steps = (middle - 1, middle, middle + 1)
    right = [step for step in steps if secrets.compare_digest(app.generate_otp(step).encode(), given)]
    return right[-1] if right else None


def in_groups(text: str) -> str:
    """A secret or code as people read it out: in groups of four."""
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def address_for_app(secret: str, person: str, partnership: str) -> str:
    """What the picture says to the app: the secret, and under which name to keep it; no name of a person."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=person, issuer_name=partnership)


@dataclass(frozen=True)
class Picture:
    """A QR code for a page to draw: how many squares wide and high, and the dark ones as the path of an SVG."""

    size: int
    path: str


def picture(text: str) -> Picture:
    """The text as a QR code, with the white border that cameras need."""
    rows = [bytes(row) for row in segno.make(text, error="m").matrix_iter(border=4)]
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, square in enumerate(row) if square)
    return Picture(len(rows), "".join(dark))


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 bits."""
    return [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]


def hashed_code(person: str, code: str) -> str:
    """What is kept of a recovery code, however it was typed."""
    bare = "".join(sign for sign in code.lower() if sign.isalnum())
    return sha256(f"{person}:{bare}".encode()).hexdigest()


def looks_like_recovery(code: str) -> bool:
    """Is this a recovery code rather than an app's?"""
    return sum(sign.isalnum() for sign in code) > 8


def is_right_code(wiring: Wiring, request: Request, account: AccountRow, typed: str) -> str:
    """``code`` for an app's code, ``recovery`` for a recovery code, now used; blank for a wrong one. TooOften."""
    address, tries = address_of(request), tries_of(request)
    who = f"{account.person} {address}"
    tries.take((ADDRESS, address), (CODES, who), (CODES_OF_PERSON, account.person))
    method = _used(wiring, account, typed)
    if not method:
        refused(wiring, account.person, "code")
        return ""
    tries.forget(CODES, who)
    return method


def _used(wiring: Wiring, account: AccountRow, typed: str) -> str:
    if looks_like_recovery(typed):
        code = hashed_code(account.person, typed)
        return "recovery" if wiring.register.use_recovery_code(account.person, code, wiring.now()) else ""
    step = step_of(account.second_factor or "", typed, wiring.now()) if account.second_factor else None
    return "code" if step is not None and wiring.register.use_step(account.person, step) else ""
