"""Signing in with a local account: password, then code; and signing out (ASVS 6.3, 7.4)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.sessions import Stage
from admin.admission import Admitted, Needs, Wired
from admin.after import own_path
from admin.cookies import drop_cookie
from admin.door import Door
from admin.posting import answers
from admin.rendering import page
from admin.second_factor import is_right_code
from admin.sessions import COOKIE, Beginning
from admin.sign_in_page import sign_in_page
from admin.signing_in import enter, on_the_way, stage_after_password, with_password

door = Door()
CLEARED = '"cache", "storage"'  # not "cookies": that would take those of every site of this domain


@door.see("/sign-in", Needs.NOBODY)
def ask(request: Request, after: str = "", as_: str = "") -> Response:
    """The sign-in page; whoever is signed in goes on."""
    if request.state.visitor is not None:
        return RedirectResponse(own_path(after), 303)
    return sign_in_page(request, after=after, person=request.query_params.get("as", ""))


@door.act("/sign-in", Needs.NOBODY)
async def sign_in(request: Request, wiring: Wired) -> Response:
    """On to the next step, or the page again: with the same words whatever was wrong."""
    typed = await answers(request)
    email, after = typed.get("email", ""), typed.get("after", "")

    def decide() -> Response:
        if not wiring.settings.local_accounts:
            return sign_in_page(request, 403, after=after)
        account = with_password(wiring, request, email, typed.get("password", ""))
        if account is None:
            return sign_in_page(request, 422, after=after, email=email, wrong=True)
        beginning = Beginning(account.person, stage_after_password(wiring, account), "password")
        return enter(wiring, request, beginning, after)

    return await run_in_threadpool(decide)


@door.see("/sign-in/code", Needs.NOBODY)
def ask_code(request: Request, after: str = "") -> Response:
    """The page that asks for the code."""
    if on_the_way(request, Stage.CODE) is None:
        return RedirectResponse("/sign-in", 303)
    return page(request, "sign_in/code.html", after=own_path(after), errors=[])


@door.act("/sign-in/code", Needs.NOBODY)
async def enter_code(request: Request, wiring: Wired) -> Response:
    """Signed in by an app's code or a recovery code, or the page again."""
    typed = await answers(request)
    after = own_path(typed.get("after"))

    def decide() -> Response:
        half = on_the_way(request, Stage.CODE)
        account = wiring.register.account(half.person) if half else None
        if half is None or account is None:
            return RedirectResponse("/sign-in", 303)
        method = is_right_code(wiring, request, account, typed.get("code", ""))
        if not method:
            errors = [{"text": "This code is not right, or it was used before. Wait for the next one", "href": "#code"}]
            return page(request, "sign_in/code.html", 422, after=after, errors=errors)
        return enter(wiring, request, Beginning(half.person, Stage.OPEN, f"{half.method}+{method}"), after)

    return await run_in_threadpool(decide)


@door.act("/sign-out", Needs.SIGNED_IN)
def sign_out(wiring: Wired, at: Admitted) -> Response:
    """This session ends, here and in the register."""
    wiring.register.end_session(at.visitor.person, at.visitor.session, wiring.now(), at.by)
    answer = RedirectResponse("/sign-in", 303)
    answer.headers["Clear-Site-Data"] = CLEARED
    drop_cookie(wiring.settings, answer, COOKIE)
    return answer
