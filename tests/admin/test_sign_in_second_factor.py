"""The second factor: asked of everybody in a real service, each code good once, lost telephones replaced by codes."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from admin.second_factor import address_for_app, picture, step_of
from tests.adapters.book import look
from tests.admin.conftest import Pages
from tests.admin.entrance import NEXT, PASSWORD, RECOVERY, ROBIN, Entrance, entrance, real_service, secret_shown

__all__ = ["entrance"]


def test_the_password_alone_opens_nothing(entrance: Entrance) -> None:
    entrance.give_app("P-0002")
    browser = entrance.browser()

    browser.sign_in(after=NEXT)

    assert browser.goes_to == f"/sign-in/code?after={NEXT}"
    assert not browser.is_in
    assert entrance.recorded("signed_in") == []


def test_the_code_leads_where_the_person_was_going_under_a_new_secret(entrance: Entrance) -> None:
    app, browser = entrance.give_app("P-0002"), entrance.browser()
    browser.sign_in(after=NEXT)
    half = browser.cookies["review"]
    browser.follow()

    browser.send("/sign-in/code", code=entrance.code(app))

    assert browser.goes_to == NEXT
    assert browser.is_in
    assert browser.cookies["review"] != half
    assert [entry["method"] for entry in entrance.recorded("signed_in")] == ["password+code"]


def test_a_code_is_good_once(entrance: Entrance) -> None:
    app = entrance.give_app("P-0002")
    code, statuses = entrance.code(app), []

    for _ in range(2):
        browser = entrance.browser()
        browser.sign_in()
        browser.follow()
        statuses.append(browser.send("/sign-in/code", code=code).status_code)

    assert statuses == [303, 422]
    assert "it was used before" in browser.shows


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_codes_beside_the_present_one_count_too_for_clocks_differ(
    entrance: Entrance, steps: int, counts: bool
) -> None:
    app, now = pyotp.TOTP(pyotp.random_base32()), entrance.clock.now()
    code = app.generate_otp(int(now.timestamp()) // 30 + steps)

    found = step_of(app.secret, f" {code[:3]} {code[3:]} ", now)

    assert (found is not None) is counts


@pytest.mark.parametrize("code", ["", "000000", "12345", "１２３４５６", "a" * 6, "no code at all", "0" * 5000])
def test_a_wrong_code_opens_nothing_and_is_on_record(entrance: Entrance, code: str) -> None:
    entrance.give_app("P-0002")
    browser = entrance.browser()
    browser.sign_in()
    browser.follow()

    browser.send("/sign-in/code", code=code)

    assert browser.status == 422
    assert not browser.is_in
    assert [entry["why"] for entry in entrance.recorded("sign_in_refused")] == ["code"]


def test_a_recovery_code_does_instead_once(entrance: Entrance) -> None:
    entrance.give_app("P-0002")
    statuses = []

    for typed in (RECOVERY.upper(), RECOVERY.replace(" ", "-")):
        browser = entrance.browser()
        browser.sign_in()
        browser.follow()
        statuses.append(browser.send("/sign-in/code", code=typed).status_code)

    assert statuses == [303, 422]
    account = entrance.register.account("P-0002")
    assert account is not None
    assert account.recovery_codes == 0


def test_whoever_takes_too_long_over_the_code_begins_anew(entrance: Entrance) -> None:
    app, browser = entrance.give_app("P-0002"), entrance.browser()
    browser.sign_in()
    browser.follow()

    entrance.later(minutes=15)
    browser.send("/sign-in/code", code=entrance.code(app))

    assert browser.goes_to == "/sign-in"
    assert not browser.is_in


def test_the_way_in_is_not_open_to_whoever_has_not_given_the_password(entrance: Entrance) -> None:
    browser = entrance.browser()

    led = [browser.open(path).headers["location"] for path in ("/sign-in/code", "/sign-in/set-up")]

    assert led == ["/sign-in", "/sign-in"]


def test_in_a_real_service_nobody_comes_in_before_an_app_is_set_up(pages: Pages) -> None:
    service_ = real_service(pages)
    browser = service_.browser()

    browser.sign_in(after=NEXT)
    led = browser.goes_to
    browser.follow()
    app = pyotp.TOTP(secret_shown(browser.shows))
    before = browser.is_in
    browser.send("/sign-in/set-up", code=service_.code(app))

    assert led == f"/sign-in/set-up?after={NEXT}"
    assert not before
    assert "Keep your recovery codes" in browser.shows
    assert f'href="{NEXT}"' in browser.shows
    assert browser.is_in


def test_the_key_set_up_is_sealed_in_the_register_and_the_codes_are_kept_as_hashes(pages: Pages) -> None:
    service_ = real_service(pages)
    browser = service_.browser()
    browser.sign_in()
    browser.follow()
    secret = secret_shown(browser.shows)
    browser.send("/sign-in/set-up", code=service_.code(pyotp.TOTP(secret)))

    codes = re.findall(r"<code>([a-z2-7 ]+)</code>", browser.shows)

    kept = [look(service_.register, f"SELECT * FROM {table}") for table in ("accounts", "recovery_codes")]  # noqa: S608
    assert len(codes) == 10
    assert secret not in str(kept)
    assert not [code for code in codes if code in str(kept) or code.replace(" ", "") in str(kept)]


def test_the_code_that_proved_the_app_does_not_sign_in_again(pages: Pages) -> None:
    service_ = real_service(pages)
    browser, thief = service_.browser(), service_.browser()
    browser.sign_in()
    browser.follow()
    code = service_.code(pyotp.TOTP(secret_shown(browser.shows)))
    browser.send("/sign-in/set-up", code=code)

    thief.sign_in()
    thief.follow()
    thief.send("/sign-in/code", code=code)

    assert not thief.is_in


def test_a_wrong_first_code_shows_the_same_picture_again(pages: Pages) -> None:
    browser = real_service(pages).browser()
    browser.sign_in()
    browser.follow()
    first = secret_shown(browser.shows)

    browser.send("/sign-in/set-up", code="000000")

    assert browser.status == 422
    assert secret_shown(browser.shows) == first


def test_a_key_of_another_person_s_page_is_not_taken(pages: Pages) -> None:
    service_ = real_service(pages)
    service_.give_account("P-0003")
    robin, casey = service_.browser(), service_.browser()
    for browser, email in ((robin, ROBIN), (casey, "casey.placeholder@partnership.example")):
        browser.sign_in(email)
        browser.follow()
    sealed = re.search(r'name="sealed" value="([^"]+)"', robin.shows)
    assert sealed
    code = service_.code(pyotp.TOTP(secret_shown(robin.shows)))

    casey.send("/sign-in/set-up", sealed=sealed[1], code=code)

    assert casey.status == 422
    assert not casey.is_in


def test_what_the_app_is_given_names_nobody() -> None:
    address = address_for_app("A" * 32, "P-0002", "Severn Partnership")

    said = urlsplit(address)
    assert (said.scheme, said.netloc, parse_qs(said.query)["secret"]) == ("otpauth", "totp", ["A" * 32])
    assert said.path == "/Severn%20Partnership:P-0002"
    assert "P-0002" in address


def test_the_picture_on_the_page_says_the_key_beside_it(pages: Pages) -> None:
    service = real_service(pages)
    browser = service.browser()
    browser.sign_in()

    browser.follow()

    drawn = re.search(r'<path d="([Mhvz0-9 -]+)" fill="#000000"/>', browser.shows)
    assert drawn
    expected = picture(address_for_app(secret_shown(browser.shows), "P-0002", service.wiring.policy().name))
    assert drawn[1] == expected.path


def test_the_password_is_no_way_round_the_code(entrance: Entrance) -> None:
    entrance.give_app("P-0002")
    browser = entrance.browser()
    browser.sign_in(ROBIN, PASSWORD)

    reached = [browser.open(path).status_code for path in ("/account", "/cases/new", "/account/password")]

    assert reached == [303, 303, 303]
