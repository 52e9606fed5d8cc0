"""The pages with real sessions, and a browser that signs in: cookies kept, a page's forms filled in and sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from fastapi.testclient import TestClient

from adapters.mail.mailbox import KeptLetter, kept_letters
from adapters.register.accounts import SecondFactor
from adapters.settings import Profile
from admin.app import create_app
from admin.passwords import hash_of
from admin.second_factor import STEP, hashed_code
from admin.sessions import RegisterSessions
from models.people import SERVICE
from tests.admin.conftest import Pages
from tests.admin.forms_of_pages import forms_of

PASSWORD = "otter biscuit lantern quay"
HASH = hash_of(PASSWORD)  # hashing is slow on purpose: once for all tests
ROBIN = "robin.testcase@partnership.example"  # P-0002, the Coordinator
NEXT = "/cases/new"  # a page everybody here may see
RECOVERY = "aaaa bbbb cccc dddd"


class Entrance:
    """The pages; P-0002 has an account with PASSWORD."""

    def __init__(self, pages: Pages, **changes: Any) -> None:
        self.register, self.clock = pages.register, pages.clock
        settings = pages.wiring.settings.model_copy(update=changes)
        sessions = RegisterSessions(self.register, self.clock, settings)
        self.wiring = replace(pages.wiring, settings=settings, sessions=sessions)
        self.app = create_app(self.wiring)
        self.give_account("P-0002")

    def give_account(self, person: str) -> None:
        """An account with PASSWORD."""
        self.register.set_password(person, HASH, self.clock.now(), SERVICE, action="password_chosen")

    def give_app(self, person: str) -> pyotp.TOTP:
        """An authenticator app for them, and RECOVERY."""
        app = pyotp.TOTP(pyotp.random_base32())
        kept = SecondFactor(app.secret, 0, (hashed_code(person, RECOVERY),))
        self.register.set_second_factor(person, kept, self.clock.now(), SERVICE)
        return app

    def code(self, app: pyotp.TOTP) -> str:
        """What the app shows now."""
        return app.generate_otp(int(self.clock.now().timestamp()) // STEP)

    def browser(self, address: str = "203.0.113.7", **headers: str) -> Browser:
        """A browser in which nobody has signed in."""
        base = self.wiring.settings.public_url or "http://testserver"
        client = TestClient(self.app, base_url=base, follow_redirects=False, headers=headers, client=(address, 50000))
        return Browser(client)

    def signed_in(self, email: str = ROBIN) -> Browser:
        """A browser in which somebody has signed in with PASSWORD."""
        browser = self.browser()
        browser.sign_in(email)
        return browser

    def later(self, **by: float) -> None:
        """The clock goes on."""
        self.clock.at += timedelta(**by)

    def letters(self) -> list[KeptLetter]:
        """What the mail system was handed."""
        return kept_letters(self.wiring.mail.folder)

    def recorded(self, *actions: str) -> list[dict[str, Any]]:
        """What the trail says of these actions outside cases."""
        return [
            {**entry.detail, "by": entry.by.person} for entry in self.register.audit_of("") if entry.action in actions
        ]


class Browser:
    """A browser: ``answer`` is what it shows."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.answer: Any = None

    @property
    def shows(self) -> str:
        """The page's words and tags."""
        return str(self.answer.text)

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    @property
    def goes_to(self) -> str:
        """Where the answer leads."""
        return str(self.answer.headers.get("location", ""))

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.client.cookies.jar}

    def open(self, path: str, **headers: str) -> Any:
        """Look at a page."""
        self.answer = self.client.get(path, headers=headers)
        return self.answer

    def send(self, action: str, **typed: str) -> Any:
        """Fill in the form on the page that posts there, and send it."""
        form = forms_of(self.shows)[action]
        self.answer = self.client.post(form.action, data={**form.fields, **typed})
        return self.answer

    def follow(self) -> Any:
        """Go where the answer leads."""
        return self.open(self.goes_to)

    def sign_in(self, email: str = ROBIN, password: str = PASSWORD, after: str = "") -> Any:
        """Open the sign-in page, fill it in, send it."""
        self.open(f"/sign-in?after={after}" if after else "/sign-in")
        return self.send("/sign-in", email=email, password=password)

    @property
    def is_in(self) -> bool:
        """Does this browser's cookie open the account's page?"""
        return self.client.get("/account").status_code == 200


def real_service(pages: Pages) -> Entrance:
    """A real service: by HTTPS, where everybody must have a second factor."""
    return Entrance(pages, profile=Profile.PRODUCTION, public_url="https://reviews.example")


def secret_shown(html: str) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", html)
    assert found, "the page shows no key"
    return found[1].replace(" ", "")


def without_tokens(html: str) -> str:
    """A page without what differs on every page: the form's token."""
    return re.sub(r'name="_csrf" value="[0-9a-f]*"', "", html)


@pytest.fixture
def entrance(pages: Pages) -> Entrance:
    return Entrance(pages)
