"""Sessions: the browser holds a random secret and nothing else; what it stands for is in the register (ASVS 7).

A session ends after half an hour without use, after half a day in any case, when its person signs out, is shut out, or
holds no office any more. Signing in and showing again who one is give it a new secret.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from adapters.clock import Clock
from adapters.register import Register
from adapters.register.directory import RoleNotHeld, UnknownPerson
from adapters.register.sessions import SessionRow, Stage
from adapters.settings import Settings
from admin.cookies import cookie_of, set_cookie
from admin.devices import device_of
from admin.fragments import looks_by_itself
from admin.secret import hashed
from admin.visitor import Visitor
from admin.wiring import Wiring
from models.london import london_date
from models.people import SERVICE, Actor

COOKIE = "review"
SEEN_EVERY = timedelta(seconds=60)  # a session's use is written down at most so often
ON_THE_WAY = timedelta(minutes=15)  # how long somebody may take between password and code


class State(StrEnum):
    """How a session stands."""

    HOLDS = "holds"
    IDLE = "idle"  # nobody used it for too long
    OLD = "old"  # it began too long ago
    ENDED = "ended"


@dataclass(frozen=True)
class Found:
    """The session a request came with."""

    row: SessionRow
    state: State


class RegisterSessions:
    """Says whose request this is, by the register's sessions."""

    def __init__(self, register: Register, clock: Clock, settings: Settings) -> None:
        self._register, self._clock, self._settings = register, clock, settings

    def visitor(self, request: Request) -> Visitor | None:
        """The person signed in; None where nobody is, or not any more."""
        found = self.found(request)
        request.state.session = found
        if found is None or found.state is not State.HOLDS or found.row.stage is not Stage.OPEN:
            return None
        now, row = self._clock.now(), found.row
        try:
            offices = self._register.offices(row.person, london_date(now))
        except (RoleNotHeld, UnknownPerson):
            self._register.end_sessions_of(row.person, now, SERVICE)
            return None
        if now - row.seen_at >= SEEN_EVERY and not looks_by_itself(request):
            self._register.see_session(row.number, now)
        return Visitor(row.person, row.name, offices, row.form_token, row.number, row.fresh_at, row.own_key)

    def found(self, request: Request) -> Found | None:
        """The session a request came with, whether it still holds or not."""
        secret = cookie_of(self._settings, request, COOKIE)
        row = self._register.session_of(hashed(secret)) if secret else None
        return Found(row, state_of(row, self._settings, self._clock.now())) if row is not None else None


def state_of(row: SessionRow, settings: Settings, now: datetime) -> State:
    """How a session stands at an instant."""
    if row.ended_at is not None or row.is_shut_out:
        return State.ENDED
    if now - row.signed_in_at >= timedelta(hours=settings.session_hours):
        return State.OLD
    idle = timedelta(minutes=settings.session_idle_minutes) if row.stage is Stage.OPEN else ON_THE_WAY
    return State.IDLE if now - row.seen_at >= idle else State.HOLDS


@dataclass(frozen=True)
class Beginning:
    """A session about to begin: whose, how far they have come, by which means."""

    person: str
    stage: Stage
    method: str


def begin(wiring: Wiring, request: Request, response: Response, beginning: Beginning, by: Actor) -> None:
    """Begin a session in this browser under a new secret; the one it had ends, so that no planted secret lives on."""
    now, before = wiring.now(), cookie_of(wiring.settings, request, COOKIE)
    row = SessionRow(
        number=secrets.token_hex(6),
        person=beginning.person,
        name="",
        stage=beginning.stage,
        method=beginning.method,
        device=device_of(request.headers.get("user-agent", "")),
        signed_in_at=now,
        seen_at=now,
        fresh_at=now,
    )
    secret = _give_secret(wiring, response)
    wiring.register.begin_session(secret, row, by, replaces=hashed(before) if before else "")


def renew(wiring: Wiring, response: Response, number: str, by: Actor) -> None:
    """The person has shown again who they are: the session goes on under a new secret, its forms stay good."""
    wiring.register.renew_session(number, _give_secret(wiring, response), wiring.now(), by)


def _give_secret(wiring: Wiring, response: Response) -> str:
    secret = secrets.token_urlsafe(32)
    set_cookie(wiring.settings, response, COOKIE, secret)
    return hashed(secret)
