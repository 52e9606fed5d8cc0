"""Other people's accounts, for the Business Unit: invite, close, sign out (K1, ASVS 7.4.5).

An invitation goes to its person's own address and is shown to nobody: who may invite others must not be able to become
them.
"""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.addresses import Address
from adapters.register.sessions import Stage
from admin.account_letters import AccountLetters
from admin.admission import Admitted, NotAdmitted, Wired
from admin.door import Door
from admin.invitations import invitation
from admin.rendering import page
from admin.viewing import note_view
from admin.wiring import Wiring

door = Door()
NOTICES = {
    "invited": "The invitation is on its way to their e-mail address. It holds for a week.",
    "not-sent": "The invitation could not be sent. Try again later, or check the e-mail address in the directory.",
    "closed": "The account is closed, and its person signed out everywhere.",
    "signed-out": "They are signed out everywhere.",
}


@door.see("/account/of/{person}", "change_directory")
def see(request: Request, person: str, wiring: Wired, at: Admitted, done: str = "") -> Response:
    """How somebody signs in, and whether they are signed in now."""
    whom = _whom(wiring, person)
    note_view(wiring, at, "account", of=person)
    return page(
        request,
        "account/of.html",
        whom=whom,
        account=wiring.register.account(person),
        sessions=[each for each in wiring.register.sessions_of(person) if each.stage is Stage.OPEN],
        notice=NOTICES.get(done, ""),
    )


@door.act("/account/of/{person}/invite", "change_directory")
async def invite(person: str, wiring: Wired, at: Admitted) -> Response:
    """An invitation goes to them; older ones no longer work."""
    await run_in_threadpool(_whom, wiring, person)
    now, address = wiring.now(), wiring.settings.pages_address
    link, until = await run_in_threadpool(invitation, wiring.register, address, person, now, at.by)
    letters = AccountLetters(wiring.register, wiring.letters, wiring.mail)
    is_sent = await letters.invite(person, link, until, now)
    return _back(person, "invited" if is_sent else "not-sent")


@door.act("/account/of/{person}/close", "change_directory")
def close(person: str, wiring: Wired, at: Admitted) -> Response:
    """Nobody signs in with it any more, until it is invited again."""
    _whom(wiring, person)
    wiring.register.shut_out(person, wiring.now(), at.by)
    wiring.register.end_sessions_of(person, wiring.now(), at.by)
    return _back(person, "closed")


@door.act("/account/of/{person}/sign-out", "change_directory")
def sign_out(person: str, wiring: Wired, at: Admitted) -> Response:
    """Their sessions end."""
    _whom(wiring, person)
    wiring.register.end_sessions_of(person, wiring.now(), at.by)
    return _back(person, "signed-out")


def _whom(wiring: Wiring, person: str) -> Address:
    found = wiring.register.addresses(f"person:{person}", "", wiring.today())
    if not found:
        raise NotAdmitted("unknown_person", "The directory has nobody under this reference.", hides=True)
    return found[0]


def _back(person: str, done: str) -> Response:
    return RedirectResponse(f"/account/of/{person}?done={done}", 303)
