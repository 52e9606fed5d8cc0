"""Setting up a second factor: a new secret as a picture, proved by its first code, then the recovery codes (ASVS 6.5).

Until the first code proves that the app has it, the secret is nowhere but on the page, sealed in its form.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.accounts import SecondFactor
from admin.rendering import page
from admin.second_factor import (
    address_for_app,
    hashed_code,
    in_groups,
    new_recovery_codes,
    new_secret,
    picture,
    step_of,
)
from admin.wiring import Wiring
from models.people import Actor

WRONG = "This code is not right. Wait for the next one in the app, and enter that"


@dataclass(frozen=True)
class SettingUp:
    """Who sets up a second factor, in which session, where the page posts to, and where it leads."""

    person: str
    session: str
    action: str
    after: str

    @property
    def purpose(self) -> str:
        """What the sealed secret is for: this person in this session, nobody else."""
        return f"second factor of {self.person} in {self.session}"


def ask(request: Request, wiring: Wiring, setting_up: SettingUp, sealed: str = "", is_wrong: bool = False) -> Response:
    """The page with the picture, for a new secret or the one on the page already."""
    secret = (wiring.register.open_note(setting_up.purpose, sealed) if sealed else None) or new_secret()
    return page(
        request,
        "sign_in/set_up.html",
        422 if is_wrong else 200,
        action=setting_up.action,
        after=setting_up.after,
        sealed=wiring.register.seal_note(setting_up.purpose, secret),
        secret=in_groups(secret),
        picture=picture(address_for_app(secret, setting_up.person, wiring.policy().name)),
        errors=[{"text": WRONG, "href": "#code"}] if is_wrong else [],
    )


def prove(wiring: Wiring, setting_up: SettingUp, sealed: str, code: str, by: Actor) -> list[str] | None:
    """Keep the secret if this is its code; answers new recovery codes. None: the code is not right."""
    secret = wiring.register.open_note(setting_up.purpose, sealed)
    now = wiring.now()
    step = step_of(secret, code, now) if secret else None
    if secret is None or step is None:
        return None
    codes = new_recovery_codes()
    kept = SecondFactor(secret, step, tuple(hashed_code(setting_up.person, each) for each in codes))
    wiring.register.set_second_factor(setting_up.person, kept, now, by)
    return codes


def show_codes(request: Request, codes: list[str], after: str) -> Response:
    """The recovery codes, this once."""
    return page(request, "sign_in/recovery_codes.html", codes=[in_groups(code) for code in codes], after=after)
