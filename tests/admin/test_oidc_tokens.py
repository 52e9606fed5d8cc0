"""Tokens that a provider must not get away with, and answers that are none: asked over HTTP, all refused."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from pydantic import SecretStr

from tests.admin.conftest import Pages
from tests.admin.entrance import ROBIN, Browser, Entrance

CLIENT, SECRET = "the-pages", "s3cret-s3cret-s3cret-s3cret-s3cret"
OWN = RSAKey.generate_key(2048, {"kid": "own"})
OTHER = RSAKey.generate_key(2048, {"kid": "own"})
ELLIPTIC = ECKey.generate_key("P-256", {"kid": "elliptic"})


class Forger:
    """A provider that says what a test tells it to."""

    def __init__(self) -> None:
        self.issuer = ""
        self.token = ""
        self.answers: dict[str, tuple[int, Any]] = {}
        forger = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(forger.said(self.path))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", "0")))
                self._answer(forger.said(self.path))

            def _answer(self, said: tuple[int, Any]) -> None:
                body = json.dumps(said[1]).encode() if not isinstance(said[1], bytes) else said[1]
                self.send_response(said[0])
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}).start()

    def said(self, path: str) -> tuple[int, Any]:
        keys = [key.as_dict(private=False) for key in (OWN, ELLIPTIC)]
        well = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/who",
        }
        usual: dict[str, tuple[int, Any]] = {
            "/.well-known/openid-configuration": (200, well),
            "/keys": (200, {"keys": keys}),
            "/token": (200, {"access_token": "a", "token_type": "Bearer", "id_token": self.token}),
            "/who": (200, {"sub": "robin", "email": ROBIN, "email_verified": True}),
        }
        return self.answers.get(path) or usual.get(path, (404, {}))

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def forger() -> Iterator[Forger]:
    forger = Forger()
    yield forger
    forger.stop()


@pytest.fixture
def entrance(pages: Pages, forger: Forger) -> Entrance:
    pages.clock.at = datetime.now(UTC)
    return Entrance(pages, oidc_issuer=forger.issuer, oidc_client_id=CLIENT, oidc_client_secret=SecretStr(SECRET))


def returned(browser: Browser, forger: Forger, header: dict[str, Any], key: Any, **changes: Any) -> Browser:
    """Back from the provider with a token of these claims, signed so."""
    browser.open("/sign-in/with")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(browser.goes_to).query).items()}
    now = int(datetime.now(UTC).timestamp())
    claims = {
        "iss": forger.issuer, "aud": CLIENT, "sub": "robin", "iat": now, "exp": now + 300, "nonce": asked["nonce"],
        "email": ROBIN, "email_verified": True,
    }  # fmt: skip
    said = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    signed = by_hand if isinstance(key, bytes) else jwt.encode
    forger.token = signed(header, said, key, [header["alg"]])
    browser.open(f"/sign-in/back?code=c&state={asked['state']}")
    return browser


def by_hand(header: dict[str, Any], claims: dict[str, Any], secret: bytes, _: list[str]) -> str:
    """A token no library would make: not signed at all, or with a public key taken for a secret."""
    head, body = (encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{head}.{body}.{encoded(hmac.digest(secret, f'{head}.{body}'.encode(), 'sha256')) if secret else ''}"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.mark.parametrize("header", [{"alg": "RS256", "kid": "own"}, {"alg": "PS256", "kid": "own"}])
def test_a_token_as_it_should_be_is_believed(entrance: Entrance, forger: Forger, header: dict[str, str]) -> None:
    browser = returned(entrance.browser(), forger, header, OWN)

    assert browser.goes_to == "/work"


def test_so_is_one_signed_with_an_elliptic_curve(entrance: Entrance, forger: Forger) -> None:
    browser = returned(entrance.browser(), forger, {"alg": "ES256", "kid": "elliptic"}, ELLIPTIC)

    assert browser.goes_to == "/work"


def test_an_address_the_token_does_not_say_is_asked_for(entrance: Entrance, forger: Forger) -> None:
    browser = returned(entrance.browser(), forger, {"alg": "RS256", "kid": "own"}, OWN, email=None, email_verified=None)

    assert browser.goes_to == "/work"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"}, {"iss": None}, {"aud": "another-client"}, {"aud": None}, {"exp": 1},
        {"exp": None}, {"aud": ["another-client", "the-pages"], "azp": "another-client"}, {"nonce": "another"},
        {"nonce": None}, {"sub": None}, {"iat": None}, {"nbf": 4_000_000_000}, {"at_hash": "wrong"},
    ],
)  # fmt: skip
def test_a_token_for_somebody_or_something_else_or_of_another_time_is_not(
    entrance: Entrance, forger: Forger, changes: dict[str, Any]
) -> None:
    browser = returned(entrance.browser(), forger, {"alg": "RS256", "kid": "own"}, OWN, **changes)

    assert browser.status == 403
    assert entrance.register.sessions_of("P-0002") == []


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "none"}, b""),
        ({"alg": "RS256", "kid": "own"}, OTHER),
        ({"alg": "RS256", "kid": "unknown"}, OTHER),
        ({"alg": "HS256"}, OctKey.import_key(SECRET)),
        ({"alg": "HS256", "kid": "own"}, OWN.as_pem(private=False)),
        ({"alg": "RS512", "kid": "own"}, OWN),
    ],
)
@pytest.mark.filterwarnings("ignore")  # the library warns of keys a forger would not mind
def test_a_token_the_provider_did_not_sign_as_we_ask_is_not(
    entrance: Entrance, forger: Forger, header: dict[str, str], key: Any
) -> None:
    browser = returned(entrance.browser(), forger, header, key)

    assert browser.status == 403
    assert [entry["why"] for entry in entrance.recorded("sign_in_refused")] == ["token_signature"]


def test_an_address_of_somebody_else_s_userinfo_is_not_taken(entrance: Entrance, forger: Forger) -> None:
    forger.answers["/who"] = (200, {"sub": "another", "email": ROBIN, "email_verified": True})

    browser = returned(entrance.browser(), forger, {"alg": "RS256", "kid": "own"}, OWN, email=None, email_verified=None)

    assert browser.status == 403


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("/token", (500, {}), 503), ("/token", (200, b"not JSON"), 503), ("/token", (200, {"access_token": "a"}), 403),
        ("/token", (400, {"error": "invalid_grant"}), 403), ("/token", (200, []), 503), ("/keys", (500, {}), 503),
        ("/keys", (200, {"keys": []}), 403), ("/keys", (200, {"keys": [{"kty": "?"}]}), 403), ("/keys", (302, {}), 503),
        ("/keys", (200, b"{"), 503), ("/who", (401, {}), 403), ("/who", (200, b"<html>"), 503), 
        ("/keys", (200, {}), 403), ("/who", (200, []), 403),
    ],
)  # fmt: skip
def test_a_provider_that_answers_nonsense_lets_nobody_in_and_breaks_nothing(
    entrance: Entrance, forger: Forger, path: str, said: tuple[int, Any], status: int
) -> None:
    forger.answers[path] = said

    browser = returned(entrance.browser(), forger, {"alg": "RS256", "kid": "own"}, OWN, email=None, email_verified=None)

    assert browser.status == status
    assert "You are not signed in" in browser.shows
    assert entrance.register.sessions_of("P-0002") == []


@pytest.mark.parametrize("said", [(500, {}), (200, []), (200, {"issuer": "x"}), (302, {}), (200, b"")])
def test_nobody_is_sent_to_a_provider_that_cannot_be_discovered(
    entrance: Entrance, forger: Forger, said: tuple[int, Any]
) -> None:
    forger.answers["/.well-known/openid-configuration"] = said

    assert entrance.browser().open("/sign-in/with").status_code == 503


def test_a_provider_s_pages_must_be_reached_as_it_is(entrance: Entrance, forger: Forger) -> None:
    _, well = forger.said("/.well-known/openid-configuration")
    forger.answers["/.well-known/openid-configuration"] = (200, {**well, "token_endpoint": "ftp://elsewhere/token"})

    assert entrance.browser().open("/sign-in/with").status_code == 503
