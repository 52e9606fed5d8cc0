"""Signing in with an OpenID provider: a real one on this machine, asked over HTTP, with all that can go wrong."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest
from pydantic import SecretStr

from admin.rendering import environment
from models.people import SERVICE
from tests.admin.conftest import Pages
from tests.admin.entrance import NEXT, ROBIN, Browser, Entrance
from tests.admin.openid_provider import Provider

# the provider's own library calls what it uses old
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CLIENT = "the-pages"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.asked.clear()
    running.knows("robin", email=ROBIN, email_verified=True, auth_time=int(datetime.now(UTC).timestamp()))
    return running


@pytest.fixture
def entrance(pages: Pages, provider: Provider) -> Entrance:
    pages.clock.at = datetime.now(UTC)  # the provider's clock is this machine's
    return Entrance(
        pages,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr("s3cret"),
        oidc_name="your council account",
        public_url="",
        pages_port=80,
    )


def sent(browser: Browser, path: str = "/sign-in/with") -> dict[str, str]:
    """What the provider is asked when this browser goes there."""
    browser.open(path)
    return {name: values[0] for name, values in parse_qs(urlsplit(browser.goes_to).query).items()}


def there_and_back(browser: Browser, path: str = "/sign-in/with", sub: str = "robin") -> Any:
    """To the provider, consent there as that person, and back."""
    browser.open(path)
    answer = httpx.post(browser.goes_to, data={"sub": sub})
    back = urlsplit(answer.headers["location"])
    return browser.open(f"{back.path}?{back.query}")


def test_whoever_the_provider_vouches_for_comes_in_and_goes_where_they_were_going(entrance: Entrance) -> None:
    browser = entrance.browser()

    there_and_back(browser, f"/sign-in/with?after={NEXT}")

    assert browser.goes_to == NEXT
    assert browser.is_in
    assert [entry["method"] for entry in entrance.recorded("signed_in")] == ["provider"]


def test_the_way_there_has_state_nonce_and_a_challenge_whose_answer_goes_to_the_token_endpoint_only(
    entrance: Entrance, provider: Provider
) -> None:
    browser = entrance.browser()

    asked = sent(browser)
    answer = httpx.post(browser.goes_to, data={"sub": "robin"})
    back = urlsplit(answer.headers["location"])
    browser.open(f"{back.path}?{back.query}")

    [token_request] = provider.asked
    challenge = base64.urlsafe_b64encode(sha256(token_request["code_verifier"].encode()).digest()).rstrip(b"=")
    assert asked["code_challenge"] == challenge.decode()
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", CLIENT)
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 43
    assert asked["redirect_uri"] == "http://127.0.0.1:80/sign-in/back"
    assert "code_verifier" not in asked
    assert "with" not in browser.cookies


def test_going_there_changes_nothing_here(entrance: Entrance) -> None:
    before = len(entrance.register.audit_of(""))

    sent(entrance.browser())

    assert len(entrance.register.audit_of("")) == before
    assert entrance.register.sessions_of("P-0002") == []


def test_what_the_browser_keeps_meanwhile_says_nothing(entrance: Entrance) -> None:
    browser = entrance.browser()

    asked = sent(browser, f"/sign-in/with?after={NEXT}")

    kept = base64.urlsafe_b64decode(browser.cookies["with"])
    assert not [value for value in (asked["state"], asked["nonce"], NEXT) if value.encode() in kept]


@pytest.mark.parametrize(
    ("query", "note", "minutes"),
    [
        ({"state": "guessed"}, "own", 0),
        ({"state": ""}, "own", 0),
        ({}, "none", 0),
        ({}, "another's", 0),
        ({}, "altered", 0),
        ({}, "own", 10),
        ({"iss": "https://evil.example"}, "own", 0),
        ({"error": "access_denied"}, "own", 0),
        ({"code": ""}, "own", 0),
    ],
)
def test_whoever_was_not_sent_by_us_a_moment_ago_is_not_believed(
    entrance: Entrance, query: dict[str, str], note: str, minutes: int
) -> None:
    browser, other = entrance.browser(), entrance.browser()
    asked = {"code": "c", "state": sent(browser)["state"], **query}
    sent(other)
    own = browser.cookies["with"]
    browser.client.cookies.clear()
    notes = {"own": own, "none": "", "another's": other.cookies["with"], "altered": own[:-6] + "AAAAA="}
    entrance.later(minutes=minutes)

    browser.answer = browser.client.get("/sign-in/back", params=asked, headers={"cookie": f"with={notes[note]}"})

    assert browser.status == 403
    assert "You are not signed in" in browser.shows
    assert 'with=""; ' in browser.answer.headers["set-cookie"]
    assert entrance.register.sessions_of("P-0002") == []


def test_coming_back_a_second_time_is_not_believed(entrance: Entrance) -> None:
    browser = entrance.browser()
    browser.open("/sign-in/with")
    back = urlsplit(httpx.post(browser.goes_to, data={"sub": "robin"}).headers["location"])
    browser.open(f"{back.path}?{back.query}")

    again = browser.open(f"{back.path}?{back.query}").status_code

    assert again == 403
    assert len(entrance.register.sessions_of("P-0002")) == 1


def test_a_code_the_provider_did_not_give_is_not_believed(entrance: Entrance) -> None:
    browser = entrance.browser()
    state = sent(browser)["state"]

    browser.open(f"/sign-in/back?code=made-up&state={state}")

    assert browser.status == 403
    assert [entry["why"] for entry in entrance.recorded("sign_in_refused")] == ["provider_invalid_grant"]


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"email": "nobody@partnership.example", "email_verified": True}, "has nobody with the e-mail address"),
        ({"email": ROBIN, "email_verified": False}, "has not checked it"),
        ({"email": ROBIN}, "has not checked it"),
        ({"email": ROBIN, "email_verified": "true"}, "has not checked it"),
        ({"email_verified": True}, "did not say which e-mail address"),
    ],
)
def test_an_address_that_is_unknown_or_unchecked_opens_nothing(
    entrance: Entrance, provider: Provider, claims: dict[str, Any], says: str
) -> None:
    provider.knows("other", **claims)
    browser = entrance.browser()

    there_and_back(browser, sub="other")

    assert browser.status == 403
    assert says in browser.shows
    assert not browser.is_in


def test_a_closed_account_closes_this_way_in_too(entrance: Entrance) -> None:
    entrance.register.shut_out("P-0002", entrance.clock.now(), SERVICE)
    browser = entrance.browser()

    there_and_back(browser)

    assert browser.status == 403
    assert not browser.is_in


def test_what_binds_is_confirmed_with_the_provider_who_must_ask_anew(entrance: Entrance, provider: Provider) -> None:
    browser = entrance.browser()
    there_and_back(browser)
    browser.open("/account/of/P-0004")
    entrance.later(minutes=6)
    entrance.register.set_second_factor("P-0002", None, entrance.clock.now(), SERVICE)
    browser.send("/account/of/P-0004/invite")
    confirm = browser.goes_to.rpartition("/")[2]

    stale = there_and_back(browser, f"/sign-in/with?confirm={confirm}").status_code
    asked = sent(browser, f"/sign-in/with?confirm={confirm}")
    provider.knows("robin", email=ROBIN, email_verified=True, auth_time=int(entrance.clock.now().timestamp()))
    there_and_back(browser, f"/sign-in/with?confirm={confirm}")
    went_to = browser.goes_to
    browser.follow()
    browser.send("/account/of/P-0004/invite")

    assert stale == 403
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    assert went_to == f"/sign-in/continue/{confirm}"
    assert browser.goes_to == "/account/of/P-0004?done=invited"


def test_a_token_stays_one_token_in_the_link_to_the_provider() -> None:
    template = environment().get_template("pages/sign_in/confirm.html")
    known = {"by": "provider", "provider": "your work account", "token": "a&after=b", "errors": []}

    shown = "".join(template.blocks["body"](template.new_context(known)))

    assert 'href="/sign-in/with?confirm=a%26after%3Db"' in shown
