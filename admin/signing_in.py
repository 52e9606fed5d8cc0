"""The steps of signing in: whose password it is, what is asked next, and where it leads (ASVS 6.3).

Every refusal says the same, takes as long, and is on record by reference only.
"""

from __future__ import annotations

import secrets
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.accounts import AccountRow
from adapters.register.directory import RoleNotHeld, UnknownPerson
from adapters.register.sessions import SessionRow, Stage
from adapters.settings import Profile
from admin.after import own_path
from admin.limits import ADDRESS, PASSWORDS, address_of, tries_of
from admin.passwords import checked
from admin.rendering import page
from admin.sessions import Beginning, Found, State, begin
from admin.wiring import Wiring
from models.people import SERVICE
from models.record import Event

log = structlog.get_logger("admin")
NEXT = {Stage.CODE: "/sign-in/code", Stage.SET_UP: "/sign-in/set-up"}


def with_password(wiring: Wiring, request: Request, email: str, password: str) -> AccountRow | None:
    """The account these open; None for a wrong password as for no account. Raises TooOften."""
    address, tries = address_of(request), tries_of(request)
    who = f"{email.strip()} {address}"
    tries.take((ADDRESS, address), (PASSWORDS, who))
    person = wiring.register.person_at(email.strip())
    account = wiring.register.account(person) if person else None
    kept = account.password if account is not None and account.closed_at is None else None
    right, newer = checked(password, kept)
    if account is None or kept is None or not right:
        refused(wiring, person or "", "password")
        return None
    if newer is not None:
        wiring.register.keep_rehashed(account.person, kept, newer)
    tries.forget(PASSWORDS, who)
    return account


def right_password(account: AccountRow | None, password: str) -> bool:
    """Is this the account's password?"""
    return checked(password, account.password if account is not None else None)[0]


def needs_second_factor(wiring: Wiring) -> bool:
    """Must everybody with a local account have a second factor? Only the demo goes without."""
    return wiring.settings.profile is Profile.PRODUCTION


def stage_after_password(wiring: Wiring, account: AccountRow) -> Stage:
    """What is asked of somebody whose password was right."""
    if account.second_factor is not None:
        return Stage.CODE
    return Stage.SET_UP if needs_second_factor(wiring) else Stage.OPEN


def enter(wiring: Wiring, request: Request, beginning: Beginning, after: str) -> Response:
    """Begin the session and go on: to the next step, or where the person was going. Without an office it ends here."""
    try:
        by = wiring.register.offices(beginning.person, wiring.today())[0]
    except (RoleNotHeld, UnknownPerson):
        refused(wiring, beginning.person, "no_office")
        return page(request, "sign_in/no_office.html", 403)
    step = NEXT.get(beginning.stage)
    answer = RedirectResponse(f"{step}?after={quote(own_path(after), safe='/')}" if step else own_path(after), 303)
    begin(wiring, request, answer, beginning, by)
    if beginning.stage is Stage.OPEN:
        log.info("signed_in", person=beginning.person, method=beginning.method)
    return answer


def refused(wiring: Wiring, person: str, why: str) -> None:
    """Put a refused attempt into the security log and on record: of whom, where that is known, and a code."""
    log.warning("sign_in_refused", person=person, code=why)
    number = f"sign-in/{secrets.token_hex(12)}"
    detail = {"of": person, "why": why}
    event = Event(id=number, at=wiring.now(), action="sign_in_refused", by=SERVICE, detail=detail, clause="K4")
    wiring.register.enter("", event)


def on_the_way(request: Request, stage: Stage) -> SessionRow | None:
    """The session of somebody who has come this far in signing in, and not taken too long over it."""
    found: Found | None = getattr(request.state, "session", None)
    holds = found is not None and found.state is State.HOLDS and found.row.stage is stage
    return found.row if found is not None and holds else None
