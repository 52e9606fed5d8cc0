"""Signing in with a local account, and signing out (ASVS 6.3, 7.4)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.sessions import Stage
from admin.admission import Admitted, Needs, Wired
from admin.after import own_path
from admin.cookies import drop_cookie
from admin.door import Door
from admin.passwords import checked
from admin.posting import posted
from admin.rendering import page
from admin.sessions import COOKIE, Beginning, begin

door = Door()
WRONG = "Your e-mail address or your password is not right"


@door.see("/sign-in", Needs.NOBODY)
def ask(request: Request, after: str = "") -> Response:
    """The sign-in page."""
    return page(request, "sign_in/sign_in.html", after=own_path(after), email="", errors=[])


@door.act("/sign-in", Needs.NOBODY)
async def sign_in(request: Request, wiring: Wired) -> Response:
    """Signed in, or not: the same words whatever was wrong."""
    form = await posted(request)
    email, password, after = (str(form.get(name, "")) for name in ("email", "password", "after"))

    def decide() -> Response:
        person = wiring.register.person_at(email.strip())
        account = wiring.register.account(person) if person else None
        right, _ = checked(password, account.password if account else None)
        if not right or person is None:
            errors = [{"text": WRONG, "href": "#email"}]
            return page(request, "sign_in/sign_in.html", 422, after=own_path(after), email=email, errors=errors)
        answer = RedirectResponse(own_path(after), 303)
        by = wiring.register.offices(person, wiring.today())[0]
        begin(wiring, request, answer, Beginning(person, Stage.OPEN, "password"), by)
        return answer

    return await run_in_threadpool(decide)


@door.act("/sign-out", Needs.SIGNED_IN)
def sign_out(wiring: Wired, at: Admitted) -> Response:
    """This session ends, here and in the register."""
    wiring.register.end_session(at.visitor.person, at.visitor.session, wiring.now(), at.by)
    answer = RedirectResponse("/sign-in", 303)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    drop_cookie(wiring.settings, answer, COOKIE)
    return answer
