"""One's own account: who one is here, where one is signed in, the password, the second factor (ASVS 6.2, 7.4, 7.5)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.sessions import Stage
from admin.account_letters import with_letter
from admin.admission import Admission, Admitted, Wired
from admin.cookies import drop_cookie
from admin.door import Door
from admin.fresh import insist_on_fresh_sign_in
from admin.limits import CODES, address_of, tries_of
from admin.passwords import fault_in, hash_of
from admin.posting import answers
from admin.rendering import page
from admin.second_factor import hashed_code, new_recovery_codes
from admin.sessions import COOKIE, State, state_of
from admin.setting_up import SettingUp, prove, show_codes
from admin.setting_up import ask as ask_for_code
from admin.signing_in import needs_second_factor, refused, right_password
from admin.wiring import Wiring

door = Door()
HERE = "/account"
NOTICES = {
    "password": "Your password is changed. You are signed out everywhere else.",
    "ended": "That session has ended.",
    "removed": "The authenticator app is taken off your account.",
}


@door.see(HERE, "see_account")
def see(request: Request, wiring: Wired, at: Admitted, done: str = "") -> Response:
    """The account."""
    open_ones = [each for each in wiring.register.sessions_of(at.visitor.person) if each.stage is Stage.OPEN]
    return page(
        request,
        "account/account.html",
        account=wiring.register.account(at.visitor.person),
        sessions=[each for each in open_ones if state_of(each, wiring.settings, wiring.now()) is State.HOLDS],
        must_have_second_factor=needs_second_factor(wiring),
        notice=NOTICES.get(done, ""),
    )


@door.see("/account/still-here", "see_account")
def still_here() -> Response:
    """Somebody who types is there though nothing is sent: being asked is use enough."""
    return Response(status_code=204)


@door.act("/account/sessions/{number}/end", "see_account")
def end_one(number: str, wiring: Wired, at: Admitted) -> Response:
    """One of one's own sessions ends."""
    wiring.register.end_session(at.visitor.person, number, wiring.now(), at.by)
    return RedirectResponse("/sign-in" if number == at.visitor.session else f"{HERE}?done=ended", 303)


@door.act("/account/sign-out-everywhere", "see_account")
def sign_out_everywhere(wiring: Wired, at: Admitted) -> Response:
    """All of one's sessions end, this one too."""
    wiring.register.end_sessions_of(at.visitor.person, wiring.now(), at.by)
    answer = RedirectResponse("/sign-in", 303)
    drop_cookie(wiring.settings, answer, COOKIE)
    return answer


@door.see("/account/password", "see_account")
def ask_password(request: Request) -> Response:
    """The page for a new password."""
    return _password_page(request, {})


@door.act("/account/password", "see_account")
async def change_password(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Changed, and signed out everywhere else; or the page again."""
    typed = await answers(request)
    faults = await run_in_threadpool(_changed, request, wiring, at, typed)
    if faults:
        return _password_page(request, faults)
    return with_letter(RedirectResponse(f"{HERE}?done=password", 303), wiring, at.visitor.person, "password")


@door.act("/account/second-factor", "see_account")
def begin_second_factor(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The picture for a first or another app."""
    insist_on_fresh_sign_in(request, wiring)
    return ask_for_code(request, wiring, _setting_up(at))


@door.act("/account/second-factor/check", "see_account")
async def check_second_factor(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Set up, and the recovery codes; or the page again."""
    typed, setting_up = await answers(request), _setting_up(at)
    sealed = typed.get("sealed", "")
    codes = await run_in_threadpool(prove, wiring, setting_up, sealed, typed.get("code", ""), at.by)
    if codes is None:
        return await run_in_threadpool(ask_for_code, request, wiring, setting_up, sealed, True)
    return with_letter(show_codes(request, codes, HERE), wiring, at.visitor.person, "second_factor")


@door.act("/account/second-factor/remove", "see_account")
def remove_second_factor(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Taken off, where an account may be without."""
    insist_on_fresh_sign_in(request, wiring)
    if needs_second_factor(wiring):
        return RedirectResponse(HERE, 303)
    wiring.register.set_second_factor(at.visitor.person, None, wiring.now(), at.by)
    return with_letter(RedirectResponse(f"{HERE}?done=removed", 303), wiring, at.visitor.person, "no_second_factor")


@door.act("/account/recovery-codes", "see_account")
def make_recovery_codes(request: Request, wiring: Wired, at: Admitted) -> Response:
    """New recovery codes in place of the old."""
    insist_on_fresh_sign_in(request, wiring)
    person, codes = at.visitor.person, new_recovery_codes()
    kept = [hashed_code(person, each) for each in codes]
    wiring.register.replace_recovery_codes(person, kept, wiring.now(), at.by)
    return with_letter(show_codes(request, codes, HERE), wiring, person, "recovery_codes")


def _changed(request: Request, wiring: Wiring, at: Admission, typed: dict[str, str]) -> dict[str, str]:
    """Change the password, or say by field what is wrong. Raises TooOften."""
    person, now = at.visitor.person, wiring.now()
    tries_of(request).take((CODES, f"{person} {address_of(request)}"))
    if not right_password(wiring.register.account(person), typed.get("current", "")):
        refused(wiring, person, "current_password")
        return {"current": "This is not your password"}
    around = (at.visitor.name, person, wiring.policy().name)
    if fault := fault_in(typed.get("new", ""), around):
        return {"new": fault}
    with wiring.register.transaction():
        wiring.register.set_password(person, hash_of(typed["new"]), now, at.by, action="password_changed")
        wiring.register.end_sessions_of(person, now, at.by, but=at.visitor.session)
    return {}


def _password_page(request: Request, faults: dict[str, str]) -> Response:
    errors = [{"text": says, "href": f"#{field}"} for field, says in faults.items()]
    return page(request, "account/password.html", 422 if faults else 200, faults=faults, errors=errors)


def _setting_up(at: Admission) -> SettingUp:
    return SettingUp(at.visitor.person, at.visitor.session, "/account/second-factor/check", HERE)
