"""The sign-in page, wherever it is shown: asked for, after a wrong password, or in place of what needs a session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.made_up import MadeUpPerson
from adapters.settings import Profile
from admin.after import own_path
from admin.rendering import page
from admin.sessions import Found, State
from admin.wiring import Wiring, wiring_of

WRONG = "Your e-mail address or your password is not right"
KEPT = "Sign in, and your form is as you left it."


def sign_in_page(
    request: Request, status: int = 200, *, after: str = "", email: str = "", person: str = "", wrong: bool = False,
    is_kept: bool = False,
) -> Response:  # fmt: skip
    """The page. ``wrong``: these did not open an account; ``is_kept``: a form waits for its person."""
    wiring = wiring_of(request)
    people = people_of_the_demo(wiring)
    chosen = next((each.email for each in people if each.ref == person), email)
    return page(
        request,
        "sign_in/sign_in.html",
        status,
        after=own_path(after),
        email=chosen,
        errors=[{"text": WRONG, "href": "#email"}] if wrong else [],
        lapsed=why_signed_out(wiring, request, is_kept),
        provider=wiring.settings.oidc_name if wiring.settings.oidc_issuer else "",
        has_local=wiring.settings.local_accounts,
        telephone=wiring.settings.telephone,
        people=people,
    )


def people_of_the_demo(wiring: Wiring) -> list[MadeUpPerson]:
    """Whose part one may take; nobody's but in a demo whose people are all made up."""
    is_demo = wiring.settings.profile is Profile.DEMO and wiring.settings.local_accounts
    return wiring.register.made_up_people(wiring.today()) if is_demo else []


def why_signed_out(wiring: Wiring, request: Request, is_kept: bool) -> str:
    """Why the session this browser had has ended, in words; blank where it had none, or ended it itself."""
    found: Found | None = getattr(request.state, "session", None)
    settings = wiring.settings
    says = {
        State.IDLE: f"You were signed out after {settings.session_idle_minutes:g} minutes without use.",
        State.OLD: f"You were signed out after {settings.session_hours:g} hours.",
        State.ENDED: "You were signed out.",
    }
    words = says.get(found.state, "") if found is not None else ""
    return f"{words} {KEPT}" if is_kept else words
