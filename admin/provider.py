"""Signing in with an OpenID provider: where to send somebody, and who the provider says came back (ASVS 9, 10).

Authorization code with PKCE, state and nonce. A token is believed if a key of the provider signed it by an algorithm we
named, for this client, for this sign-in, not long ago. Whether the provider asks for a second factor is its duty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from adapters.clock import Clock
from adapters.settings import Settings
from admin.going import BACK, Going, NotBelieved, ProviderAway

ALGORITHMS = ["RS256", "PS256", "ES256"]  # what signs; never none, never a shared secret
SECONDS = 5.0  # how long to wait for the provider
LEEWAY = 60  # seconds two clocks may differ
JUST_NOW = 300  # seconds since somebody showed the provider who they are, where that must be anew
DISCOVERED_FOR = timedelta(hours=1)


class OpenIdProvider:
    """The provider of the settings, discovered when first needed."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._found: tuple[datetime, dict[str, Any]] | None = None

    def address(self, going: Going, anew: bool) -> str:
        """Where to send somebody; ``anew``: they are to show who they are even if they are signed in there."""
        asked = {"prompt": "login", "max_age": "0"} if anew else {}
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._discovered()["authorization_endpoint"],
                state=going.state,
                nonce=going.nonce,
                code_verifier=going.verifier,
                **asked,
            )
        return str(url)

    def email(self, code: str, going: Going, anew: bool) -> str:
        """The checked e-mail address of whoever came back. Raises NotBelieved, ProviderAway."""
        with self._client() as client:
            token = self._token(client, code, going)
            claims = self._claims(token, going)
            if anew:
                self._insist_on_now(claims)
            if "email" not in claims:
                claims = {**self._asked(client, claims["sub"]), "sub": claims["sub"]}
        return self._checked_address(claims)

    def _token(self, client: OAuth2Client, code: str, going: Going) -> dict[str, Any]:
        endpoint = self._discovered()["token_endpoint"]

        def fetch() -> Any:
            return client.fetch_token(endpoint, code=code, code_verifier=going.verifier)

        token = _answered(fetch)
        if not isinstance(token, dict) or not isinstance(token.get("id_token"), str):
            raise NotBelieved("no_token")
        return token

    def _claims(self, token: dict[str, Any], going: Going) -> dict[str, Any]:
        said = self._decoded(token["id_token"])
        expected = {
            "iss": {"essential": True, "value": self._settings.oidc_issuer},
            "aud": {"essential": True, "value": self._settings.oidc_client_id},
            "exp": {"essential": True},
            "sub": {"essential": True},
        }
        own = {
            "nonce": going.nonce,
            "client_id": self._settings.oidc_client_id,
            "access_token": token.get("access_token"),
        }
        try:
            claims = CodeIDToken(said.claims, said.header, expected, own)
            claims.validate(now=int(self._clock.now().timestamp()), leeway=LEEWAY)
        except (JoseError, OAuthError) as refusal:
            raise NotBelieved(f"token_{getattr(refusal, 'claim', None) or type(refusal).__name__}") from None
        return dict(claims)

    def _decoded(self, token: str) -> jwt.Token:
        said: Any = _json(self._discovered()["jwks_uri"])
        try:
            return jwt.decode(token, KeySet.import_key_set(said), algorithms=ALGORITHMS)
        except (JoseError, ValueError, KeyError):
            raise NotBelieved("token_signature") from None

    def _insist_on_now(self, claims: dict[str, Any]) -> None:
        at = claims.get("auth_time")
        if not isinstance(at, int) or self._clock.now().timestamp() - at > LEEWAY + JUST_NOW:
            raise NotBelieved("not_anew")

    def _asked(self, client: OAuth2Client, sub: str) -> dict[str, Any]:
        endpoint = self._discovered().get("userinfo_endpoint", "")
        answer = _answered(lambda: client.get(endpoint)) if endpoint else None
        said = _answered(answer.json) if answer is not None and answer.status_code == 200 else None
        if not isinstance(said, dict) or said.get("sub") != sub:
            raise NotBelieved("no_address")
        return said

    def _checked_address(self, claims: dict[str, Any]) -> str:
        email, checked = claims.get("email"), claims.get("email_verified", self._settings.oidc_trusts_email)
        if not isinstance(email, str) or "@" not in email:
            raise NotBelieved("no_address")
        if checked is not True:
            raise NotBelieved("address_not_checked")
        return email

    def _discovered(self) -> dict[str, Any]:
        now = self._clock.now()
        if self._found is None or now - self._found[0] > DISCOVERED_FOR:
            self._found = (now, self._discover())
        return self._found[1]

    def _discover(self) -> dict[str, Any]:
        issuer = self._settings.oidc_issuer
        said = _json(issuer.rstrip("/") + "/.well-known/openid-configuration")
        endpoints = [said.get(name, "") for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        scheme = urlsplit(issuer).scheme
        if said.get("issuer") != issuer or any(
            urlsplit(str(each)).scheme not in ("https", scheme) for each in endpoints
        ):
            raise ProviderAway("the provider calls itself something else")
        return said

    def _client(self) -> OAuth2Client:
        secret = self._settings.oidc_client_secret.get_secret_value()
        return OAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=secret or None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope="openid email",
            redirect_uri=self._settings.pages_address + BACK,
            code_challenge_method="S256",
            timeout=SECONDS,
            follow_redirects=False,
        )


def _json(url: str) -> dict[str, Any]:
    answer = _answered(lambda: httpx2.get(url, timeout=SECONDS, follow_redirects=False))
    said = _answered(answer.json) if answer.status_code == 200 else None
    if not isinstance(said, dict):
        raise ProviderAway("the provider does not answer as one")
    return said


def _answered(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except OAuthError as refusal:
        raise NotBelieved(f"provider_{refusal.error}"[:60]) from None
    except (httpx2.HTTPError, ValueError) as away:
        raise ProviderAway(type(away).__name__) from None
