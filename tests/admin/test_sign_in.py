"""Signing in with a password: whoever is right comes in, whoever is wrong learns nothing, and nobody is locked out."""

from __future__ import annotations

import re
import tomllib

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from adapters.settings import Profile
from models.people import SERVICE
from shell.groundwork import DEMO_DIRECTORY
from tests.admin.conftest import Pages
from tests.admin.entrance import NEXT, PASSWORD, ROBIN, Entrance, entrance, without_tokens

__all__ = ["entrance"]


def test_a_right_password_leads_to_my_work_and_is_on_record_without_a_name(entrance: Entrance) -> None:
    browser = entrance.browser()

    browser.sign_in()

    assert (browser.status, browser.goes_to) == (303, "/work")
    assert browser.is_in
    [entry] = entrance.recorded("signed_in")
    assert (entry["by"], entry["method"]) == ("P-0002", "password")


def test_whoever_wanted_a_page_is_led_to_it_after_signing_in(entrance: Entrance) -> None:
    browser = entrance.browser()

    browser.open("/cases/new?kind=sin")
    browser.follow()
    browser.send("/sign-in", email=ROBIN, password=PASSWORD)

    assert browser.goes_to == "/cases/new?kind=sin"


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
     "/%2F/evil.example", "/%5Cevil.example", "javascript:alert(1)", "/work\r\nSet-Cookie: a=b",
     "/work" + "/..//evil.example", "%2F%2Fevil.example", "/\t/evil.example", "http://testserver@evil.example",
     "/sign-in", "/sign-out", "x" * 600,
     "///evil.example", "/@evil.example", "/;evil", "/work#x", "data:text/html,x"],
)  # fmt: skip
def test_an_address_that_is_not_ours_leads_to_my_work(entrance: Entrance, asked: str) -> None:
    browser = entrance.browser()

    browser.client.get("/sign-in", params={"after": asked})
    browser.open("/sign-in")
    browser.send("/sign-in", email=ROBIN, password=PASSWORD, after=asked)

    assert browser.goes_to == "/work"


@pytest.mark.parametrize(
    ("email", "password"),
    [(ROBIN, "not the password at all"), ("nobody@partnership.example", PASSWORD), ("P-0002", PASSWORD), ("", ""),
     ("morgan.testcase@partnership.example", PASSWORD), (ROBIN, PASSWORD + "x"), (ROBIN, "x" * 5_000)],
)  # fmt: skip
def test_whatever_is_wrong_the_answer_is_the_same(entrance: Entrance, email: str, password: str) -> None:
    reference, browser = entrance.browser(), entrance.browser()
    reference.sign_in("somebody.else@partnership.example", "some other password")

    browser.sign_in(email, password)

    asked, expected = without_tokens(browser.shows), without_tokens(reference.shows)
    assert (browser.status, reference.status) == (422, 422)
    assert asked.replace(f'value="{email}"', "") == expected.replace('value="somebody.else@partnership.example"', "")
    assert set(browser.cookies) == set(reference.cookies) == {"door"}
    assert not browser.is_in


def test_a_refusal_is_on_record_by_reference_and_code_never_by_what_was_typed(entrance: Entrance) -> None:
    browser = entrance.browser()

    browser.sign_in(ROBIN, "not the password at all")
    browser.sign_in("nobody@partnership.example", "not the password at all")

    refusals = entrance.recorded("sign_in_refused")
    assert [(entry["of"], entry["why"], entry["by"]) for entry in refusals] == [
        ("P-0002", "password", "service"),
        ("", "password", "service"),
    ]


def test_a_closed_account_opens_nothing_and_answers_as_a_wrong_password(entrance: Entrance) -> None:
    wrong, browser = entrance.browser(), entrance.browser()
    wrong.sign_in(ROBIN, "not the password at all")
    entrance.register.shut_out("P-0002", entrance.clock.now(), SERVICE)

    browser.sign_in()

    assert browser.status == 422
    assert without_tokens(browser.shows) == without_tokens(wrong.shows)


def test_whoever_holds_no_office_today_is_told_so_and_not_let_in(pages: Pages) -> None:
    entrance = Entrance(pages)
    everything = tomllib.loads(DEMO_DIRECTORY.read_text("utf-8"))
    others = [line for line in everything["appointments"] if line["person"] != "P-0002"]
    entrance.register.load_directory({**everything, "appointments": others}, entrance.clock.now())
    browser = entrance.browser()

    browser.sign_in()

    assert browser.status == 403
    assert "You hold no office today" in browser.shows
    assert not browser.is_in


def test_a_password_kept_with_older_parameters_is_hashed_anew_when_it_is_used(entrance: Entrance) -> None:
    older = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),)).hash(PASSWORD)
    entrance.register.set_password("P-0002", older, entrance.clock.now(), SERVICE, action="password_chosen")

    entrance.signed_in()

    account = entrance.register.account("P-0002")
    assert account is not None
    assert account.password is not None
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", account.password)
    assert entrance.signed_in().is_in


def test_a_form_from_another_site_or_without_its_token_signs_nobody_in(entrance: Entrance) -> None:
    browser = entrance.browser()
    browser.open("/sign-in")
    typed = {"email": ROBIN, "password": PASSWORD}

    without = browser.client.post("/sign-in", data=typed)
    of_another = browser.client.post("/sign-in", data={**typed, "_csrf": "0" * 64})
    browser.client.headers["sec-fetch-site"] = "cross-site"
    elsewhere = browser.send("/sign-in", **typed)
    browser.client.headers["sec-fetch-site"] = "same-origin"
    browser.client.headers["origin"] = "https://evil.example"
    browser.open("/sign-in")
    by_origin = browser.send("/sign-in", **typed)

    assert [answer.status_code for answer in (without, of_another, elsewhere, by_origin)] == [403] * 4
    assert not browser.is_in


def test_the_demo_names_its_invented_people_and_no_other_installation_does(pages: Pages) -> None:
    demo, production = (
        Entrance(pages),
        Entrance(pages, profile=Profile.PRODUCTION, public_url="https://reviews.example"),
    )

    named, not_named = demo.browser().open("/sign-in"), production.browser().open("/sign-in")
    chosen = demo.browser().open("/sign-in?as=P-0002")

    assert "Robin Testcase" in named.text
    assert "Testcase" not in not_named.text
    assert f'value="{ROBIN}"' in chosen.text


def test_people_who_may_be_real_are_never_named(pages: Pages) -> None:
    entrance = Entrance(pages)
    everything = tomllib.loads(DEMO_DIRECTORY.read_text("utf-8"))
    agencies = [*everything["agencies"], {"ref": "A-900", "name": "An agency that nobody marked as invented"}]
    entrance.register.load_directory({**everything, "agencies": agencies}, entrance.clock.now())

    answer = entrance.browser().open("/sign-in")

    assert "Testcase" not in answer.text


def test_whoever_is_signed_in_need_not_sign_in(entrance: Entrance) -> None:
    browser = entrance.signed_in()

    browser.open(f"/sign-in?after={NEXT}")

    assert (browser.status, browser.goes_to) == (303, NEXT)


def test_whoever_cannot_sign_in_is_told_whom_to_ring(pages: Pages) -> None:
    entrance = Entrance(pages, telephone="01632 960000 <b>")

    shown = entrance.browser().open("/sign-in").text

    assert "<p>Ask the Business Unit (telephone 01632 960000 &lt;b&gt;)." in shown
