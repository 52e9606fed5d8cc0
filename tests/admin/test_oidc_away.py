"""The provider alone, no provider, and a provider that is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.admin.conftest import Pages
from tests.admin.entrance import ROBIN, Entrance
from tests.admin.openid_provider import Provider

# the provider's own library calls what it uses old
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CLIENT = "the-pages"


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


def test_without_local_accounts_there_is_only_the_provider(pages: Pages, provider: Provider) -> None:
    entrance = Entrance(pages, oidc_issuer=provider.issuer, oidc_client_id=CLIENT, local_accounts=False)
    browser = entrance.browser()

    browser.open("/sign-in")
    shown = browser.shows
    token = shown.partition('name="_csrf" value="')[2].partition('"')[0]
    posted = browser.client.post("/sign-in", data={"email": ROBIN, "_csrf": token}).status_code

    assert "/sign-in/with" in shown
    assert 'type="password"' not in shown
    assert posted == 403


def test_a_provider_that_is_away_is_said_to_be(pages: Pages) -> None:
    entrance = Entrance(pages, oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT)
    browser = entrance.browser()

    browser.open("/sign-in/with")

    assert browser.status == 503
    assert "does not answer at the moment" in browser.shows


def test_a_provider_that_calls_itself_something_else_is_not_used(pages: Pages, provider: Provider) -> None:
    entrance = Entrance(pages, oidc_issuer=f"{provider.issuer}/", oidc_client_id=CLIENT)

    answer = entrance.browser().open("/sign-in/with")

    assert answer.status_code == 503


def test_without_a_provider_there_is_no_such_way(pages: Pages) -> None:
    browser = Entrance(pages).browser()

    led = [browser.open(path).headers["location"] for path in ("/sign-in/with", "/sign-in/back?code=c&state=s")]

    assert led == ["/sign-in", "/sign-in"]
