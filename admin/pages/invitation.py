"""The invitation: choosing a password, once (ASVS 6.4). Looking uses nothing up: mail scanners look at links."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from admin.account_letters import with_letter
from admin.admission import Needs, Wired
from admin.door import Door
from admin.limits import ADDRESS, address_of, tries_of
from admin.passwords import fault_in, hash_of
from admin.posting import answers
from admin.rendering import page
from admin.secret import hashed
from admin.sessions import Beginning
from admin.signing_in import enter, stage_after_password
from admin.wiring import Wiring
from models.people import SERVICE

door = Door()


@door.see("/sign-in/invitation/{token}", Needs.NOBODY)
def ask(request: Request, token: str, wiring: Wired) -> Response:
    """The page for the new password."""
    return _page(request, token) if _invited(request, wiring, token) else _over(request)


@door.act("/sign-in/invitation/{token}", Needs.NOBODY)
async def accept(request: Request, token: str, wiring: Wired) -> Response:
    """On with signing in; or the page again."""
    typed = (await answers(request)).get("new", "")

    def decide() -> Response:
        person = _invited(request, wiring, token)
        if person is None:
            return _over(request)
        own = wiring.register.addresses(f"person:{person}", "", wiring.today())
        if fault := fault_in(typed, (person, wiring.policy().name, *(each.name for each in own))):
            return _page(request, token, fault)
        if not wiring.register.use_invitation(hashed(token), wiring.now()):
            return _over(request)
        return _accepted(request, wiring, person, typed)

    return await run_in_threadpool(decide)


def _invited(request: Request, wiring: Wiring, token: str) -> str | None:
    address = address_of(request)
    tries_of(request).take((ADDRESS, address))
    return wiring.register.invited(hashed(token), wiring.now())


def _accepted(request: Request, wiring: Wiring, person: str, password: str) -> Response:
    now, register = wiring.now(), wiring.register
    with register.transaction():
        register.set_password(person, hash_of(password), now, SERVICE, action="password_chosen")
        register.end_sessions_of(person, now, SERVICE)
    account = register.account(person)
    if account is None:
        return _over(request)
    answer = enter(wiring, request, Beginning(person, stage_after_password(wiring, account), "password"), "")
    return with_letter(answer, wiring, person, "password")


def _page(request: Request, token: str, fault: str = "") -> Response:
    faults = {"new": fault} if fault else {}
    errors = [{"text": fault, "href": "#new"}] if fault else []
    status = 422 if fault else 200
    return page(request, "sign_in/invitation.html", status, token=token, faults=faults, errors=errors)


def _over(request: Request) -> Response:
    return page(request, "sign_in/invitation_over.html", 404)
