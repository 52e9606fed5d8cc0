"""Going to an OpenID provider and coming back: what binds the two, and how it fails (ASVS 10.1, 10.2).

Apart from :mod:`admin.provider`, whose libraries take a second to load and are needed only where there is a provider.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Protocol

BACK = "/sign-in/back"


class ProviderAway(Exception):
    """The provider does not answer, or not as one."""


class NotBelieved(Exception):
    """What came back is not to be believed; ``code`` says why, for the security log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Going:
    """What binds somebody's way to the provider to their way back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Going:
        """A new one, of random parts."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(64))


class Provider(Protocol):
    """Who knows who somebody is."""

    def address(self, going: Going, anew: bool) -> str:
        """Where to send somebody; ``anew``: they are to show who they are even if they are signed in there."""

    def email(self, code: str, going: Going, anew: bool) -> str:
        """The checked e-mail address of whoever came back. Raises NotBelieved, ProviderAway."""
