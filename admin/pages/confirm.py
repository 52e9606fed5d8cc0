"""Showing again who one is, and going on with a form that was interrupted (ASVS 7.5.3)."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.accounts import AccountRow
from admin.admission import Admission, Admitted, Needs, Wired
from admin.after import CONTINUE
from admin.door import Door
from admin.fresh import is_fresh
from admin.interrupted import kept
from admin.limits import CODES, address_of, tries_of
from admin.posting import answers
from admin.rendering import page
from admin.second_factor import is_right_code
from admin.sessions import renew
from admin.signing_in import refused, right_password
from admin.wiring import Wiring

door = Door()
WRONG_PASSWORD = "This is not your password"  # noqa: S105 - words for a person
WRONG_CODE = "This code is not right, or it was used before. Wait for the next one"


@door.see("/sign-in/confirm/{token}", Needs.SIGNED_IN)
def ask(request: Request, token: str, wiring: Wired, at: Admitted) -> Response:
    """The page that asks; whoever has just shown it goes on."""
    if is_fresh(at.visitor, wiring):
        return RedirectResponse(f"{CONTINUE}{token}", 303)
    return _page(request, wiring, at, token)


@door.act("/sign-in/confirm/{token}", Needs.SIGNED_IN)
async def confirm(request: Request, token: str, wiring: Wired, at: Admitted) -> Response:
    """On with the form, under a new secret; or the page again."""
    typed = (await answers(request)).get("proof", "")

    def decide() -> Response:
        account = wiring.register.account(at.visitor.person)
        if not _is_proof(wiring, request, account, typed):
            return _page(request, wiring, at, token, is_wrong=True)
        answer = RedirectResponse(f"{CONTINUE}{token}", 303)
        renew(wiring, answer, at.visitor.session, at.by)
        return answer

    return await run_in_threadpool(decide)


@door.see("/sign-in/continue/{token}", Needs.SIGNED_IN)
def go_on(request: Request, token: str, wiring: Wired, at: Admitted) -> Response:
    """The form that was interrupted, as it was left, to be sent now; nobody but who wrote it sees it."""
    form = kept(wiring, token, at.visitor.person)
    if form is None:
        return page(request, "sign_in/nothing_kept.html", 404)
    return page(request, "sign_in/continue.html", form=form)


def _is_proof(wiring: Wiring, request: Request, account: AccountRow | None, typed: str) -> bool:
    if account is None:
        return False
    if account.second_factor is not None:
        return bool(is_right_code(wiring, request, account, typed))
    who, tries = f"{account.person} {address_of(request)}", tries_of(request)
    tries.take((CODES, who))
    if not right_password(account, typed):
        refused(wiring, account.person, "confirmation")
        return False
    tries.forget(CODES, who)
    return True


def _page(request: Request, wiring: Wiring, at: Admission, token: str, is_wrong: bool = False) -> Response:
    account = wiring.register.account(at.visitor.person)
    by_code = account is not None and account.second_factor is not None
    wrong = WRONG_CODE if by_code else WRONG_PASSWORD
    return page(
        request,
        "sign_in/confirm.html",
        422 if is_wrong else 200,
        token=token,
        by="code" if by_code else "password" if account is not None and account.password else "provider",
        provider=wiring.settings.oidc_name,
        errors=[{"text": wrong, "href": "#proof"}] if is_wrong else [],
    )
