"""Invitations: the one way to a password, for a new account and for a forgotten one; made here and at the shell."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from adapters.register import Register
from admin.secret import hashed
from models.people import Actor

HOLDS = timedelta(days=7)


def invitation(register: Register, address: str, person: str, now: datetime, by: Actor) -> tuple[str, datetime]:
    """Invite somebody; answers the link, told this once, and until when it holds. Raises UnknownPerson."""
    token, until = secrets.token_urlsafe(32), now + HOLDS
    register.invite(person, hashed(token), now, until, by)
    return f"{address}/sign-in/invitation/{token}", until
