"""Signing in with the account one has at work: to the provider and back (ASVS 10).

On the way a sealed note stays in the browser: whoever comes back without it, with another's, twice, or late, was not
sent by us. Going there changes nothing here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.sessions import Stage
from admin.admission import Needs, Wired
from admin.after import CONTINUE, own_path
from admin.cookies import cookie_of, drop_cookie, set_cookie
from admin.door import Door
from admin.going import BACK, Going, NotBelieved, Provider, ProviderAway
from admin.limits import ADDRESS, address_of, tries_of
from admin.posting import is_token
from admin.rendering import page
from admin.sessions import Beginning, renew
from admin.signing_in import enter, refused
from admin.visitor import Visitor
from admin.wiring import Wiring, wiring_of

log = structlog.get_logger("admin")
door = Door()
NOTE, PURPOSE = "with", "to the provider and back"
HOLDS = timedelta(minutes=10)


@dataclass(frozen=True)
class Errand:
    """What somebody went to the provider for."""

    going: Going
    after: str
    confirms: str  # the form that waits for its person to show again who they are; blank: signing in
    until: str

    def text(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Errand:
        """As it was sealed."""
        said = json.loads(text)
        return cls(Going(**said["going"]), said["after"], said["confirms"], said["until"])


@door.see("/sign-in/with", Needs.NOBODY)
def go(request: Request, wiring: Wired, after: str = "", confirm: str = "") -> Response:
    """To the provider."""
    if not wiring.settings.oidc_issuer:
        return RedirectResponse("/sign-in", 303)
    going, until = Going.new(), wiring.now() + HOLDS
    try:
        answer = RedirectResponse(provider_of(request).address(going, anew=bool(confirm)), 303)
    except ProviderAway:
        return _failed(request, wiring, "away")
    errand = Errand(going, own_path(after), confirm, until.isoformat())
    sealed = wiring.register.seal_note(PURPOSE, errand.text())
    set_cookie(wiring.settings, answer, NOTE, sealed, int(HOLDS.total_seconds()))
    return answer


@door.see(BACK, Needs.NOBODY)
def come_back(request: Request, wiring: Wired) -> Response:
    """Signed in, or why not. The note is used up either way."""
    if not wiring.settings.oidc_issuer:
        return RedirectResponse("/sign-in", 303)
    tries_of(request).take((ADDRESS, address_of(request)))
    try:
        errand = _errand(request, wiring)
        code = _code(request, wiring, errand)
        person = _person(wiring, provider_of(request).email(code, errand.going, anew=bool(errand.confirms)))
        finish = _confirmed if errand.confirms else _entered
        answer = finish(request, wiring, person, errand)
    except NotBelieved as refusal:
        refused(wiring, "", refusal.code)
        answer = _failed(request, wiring, refusal.code)
    except ProviderAway:
        answer = _failed(request, wiring, "away")
    drop_cookie(wiring.settings, answer, NOTE)
    return answer


def provider_of(request: Request) -> Provider:
    """The provider of the application that serves this request; its libraries are loaded when it is first asked."""
    if request.app.state.provider is None:
        from admin.provider import OpenIdProvider

        wiring = wiring_of(request)
        request.app.state.provider = OpenIdProvider(wiring.settings, wiring.clock)
    provider: Provider = request.app.state.provider
    return provider


def _errand(request: Request, wiring: Wiring) -> Errand:
    text = wiring.register.open_note(PURPOSE, cookie_of(wiring.settings, request, NOTE))
    if text is None:
        raise NotBelieved("not_sent")
    errand = Errand.read(text)
    if not is_token(request.query_params.get("state", ""), errand.going.state):
        raise NotBelieved("state")
    if wiring.now() >= datetime.fromisoformat(errand.until):
        raise NotBelieved("late")
    return errand


def _code(request: Request, wiring: Wiring, errand: Errand) -> str:
    said = request.query_params
    if said.get("iss", wiring.settings.oidc_issuer) != wiring.settings.oidc_issuer:
        raise NotBelieved("issuer")
    if "error" in said or not said.get("code"):
        raise NotBelieved("not_finished")
    return said["code"]


def _person(wiring: Wiring, email: str) -> str:
    person = wiring.register.person_at(email)
    account = wiring.register.account(person) if person else None
    if person is None or (account is not None and account.closed_at is not None):
        raise NotBelieved("unknown_person")
    return person


def _entered(request: Request, wiring: Wiring, person: str, errand: Errand) -> Response:
    return enter(wiring, request, Beginning(person, Stage.OPEN, "provider"), errand.after)


def _confirmed(request: Request, wiring: Wiring, person: str, errand: Errand) -> Response:
    visitor: Visitor | None = request.state.visitor
    if visitor is None or visitor.person != person:
        raise NotBelieved("another_person")
    answer = RedirectResponse(f"{CONTINUE}{errand.confirms}", 303)
    renew(wiring, answer, visitor.session, visitor.offices[0])
    return answer


def _failed(request: Request, wiring: Wiring, code: str) -> Response:
    log.warning("provider_refused", code=code)
    status = 503 if code == "away" else 403
    return page(request, "sign_in/with_failed.html", status, code=code, provider=wiring.settings.oidc_name)
