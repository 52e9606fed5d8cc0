"""One's own account, and other people's: the app, the password, invitations, closing (ASVS 6, 7.4.5)."""

from __future__ import annotations

import re

import pyotp
import pytest

from adapters.mail.mailbox import KeptLetter
from admin.passwords import EASY
from models.people import SERVICE
from tests.adapters.book import look
from tests.admin.conftest import Pages
from tests.admin.entrance import PASSWORD, ROBIN, Browser, Entrance, entrance, real_service, secret_shown

__all__ = ["entrance"]
NEW = "seven quiet herons fishing"


def test_one_s_own_app_is_set_up_changed_and_taken_off_and_one_is_told_by_letter(entrance: Entrance) -> None:
    browser = entrance.signed_in()
    browser.open("/account")
    browser.send("/account/second-factor")
    app = pyotp.TOTP(secret_shown(browser.shows))
    browser.send("/account/second-factor/check", code=entrance.code(app))
    browser.open("/account")
    has_one = "recovery codes left" in browser.shows

    browser.send("/account/second-factor/remove")

    account = entrance.register.account("P-0002")
    assert account is not None
    assert has_one
    assert account.second_factor is None
    assert [letter.to for letter in entrance.letters()] == [ROBIN, ROBIN]
    assert not [letter for letter in entrance.letters() if "Testcase" in letter.text + letter.subject]


def test_in_a_real_service_the_app_cannot_be_taken_off(pages: Pages) -> None:
    service_ = real_service(pages)
    app, browser = service_.give_app("P-0002"), service_.browser()
    browser.sign_in()
    browser.follow()
    browser.send("/sign-in/code", code=service_.code(app))
    token = next(iter(service_.register.sessions_of("P-0002"))).form_token

    browser.client.post("/account/second-factor/remove", data={"_csrf": token})

    account = service_.register.account("P-0002")
    assert account is not None
    assert account.second_factor == app.secret


@pytest.mark.parametrize(
    ("new", "says"),
    [("too short", "15 characters or more"), ("x9!" * 50, "128 characters or fewer"), ("Password12345678", EASY[:30]),
     ("RobinTestcase2026!", EASY[:30]), ("Gloucestershire 2026!", EASY[:30]), ("", "15 characters or more")],
)  # fmt: skip
def test_a_password_that_will_not_do_is_refused_with_the_reason(entrance: Entrance, new: str, says: str) -> None:
    browser = entrance.signed_in()
    browser.open("/account/password")

    browser.send("/account/password", current=PASSWORD, new=new)

    assert browser.status == 422
    assert says in browser.shows
    assert 'href="#new"' in browser.shows
    assert entrance.browser().sign_in().status_code == 303


@pytest.mark.parametrize(
    "new",
    [
        NEW,
        "孩子们在湖边的小屋里读书写字画画唱歌跳舞",
        "p w " * 3 + "ñ€🙂 dusk",
        " leading and trailing ",
        "a1b2 zq!kd<%>'\"&",
    ],
)
def test_any_characters_will_do(entrance: Entrance, new: str) -> None:
    browser = entrance.signed_in()
    browser.open("/account/password")

    browser.send("/account/password", current=PASSWORD, new=new)

    assert browser.status == 303
    assert entrance.browser().sign_in(ROBIN, new).status_code == 303


def test_without_the_present_password_it_is_not_changed(entrance: Entrance) -> None:
    browser = entrance.signed_in()
    browser.open("/account/password")

    browser.send("/account/password", current="not the password at all", new=NEW)

    assert browser.status == 422
    assert 'href="#current"' in browser.shows


def invited(entrance: Entrance, person: str) -> str:
    """The path of the invitation in the letter that reached them."""
    robin = entrance.signed_in()
    robin.open(f"/account/of/{person}")
    robin.send(f"/account/of/{person}/invite")
    robin.follow()
    assert "The invitation is on its way" in robin.shows
    assert "/sign-in/invitation/" not in robin.shows
    return path_in(entrance.letters()[-1])


def path_in(letter: KeptLetter) -> str:
    found = re.search(r"https?://[^/\s]+(/sign-in/invitation/[\w-]+)\n", letter.text)
    assert found, letter.text
    return found[1]


def test_an_invitation_reaches_only_its_person_and_opens_an_account_once(entrance: Entrance) -> None:
    path = invited(entrance, "P-0004")
    alex, thief = entrance.browser(), entrance.browser()
    for _ in range(3):
        alex.open(path)  # as scanners of mail do

    alex.send(path, new=NEW)
    thief.open(path)

    assert alex.goes_to == "/work"
    assert alex.is_in
    assert thief.status == 404
    assert entrance.browser().sign_in("alex.sample@social-care.example", NEW).status_code == 303
    assert path.rpartition("/")[2] not in str(look(entrance.register, "SELECT * FROM invitations"))


def test_an_invitation_holds_a_week(entrance: Entrance) -> None:
    path, alex = invited(entrance, "P-0004"), entrance.browser()

    entrance.later(days=6, hours=23)
    before = alex.open(path).status_code
    entrance.later(hours=1)
    after = alex.open(path).status_code

    assert (before, after) == (200, 404)


def test_a_newer_invitation_ends_the_one_before_and_a_closed_account_any(entrance: Entrance) -> None:
    first = invited(entrance, "P-0004")
    entrance.later(minutes=1)
    second, alex = invited(entrance, "P-0004"), entrance.browser()

    superseded, holds = alex.open(first).status_code, alex.open(second).status_code
    entrance.register.shut_out("P-0004", entrance.clock.now(), SERVICE)

    assert (superseded, holds, alex.open(second).status_code) == (404, 200, 404)


def test_an_invitation_asks_for_a_good_password_too(entrance: Entrance) -> None:
    path, alex = invited(entrance, "P-0004"), entrance.browser()
    alex.open(path)

    alex.send(path, new="AlexSample123456")
    refused = alex.status
    alex.send(path, new=NEW)

    assert (refused, alex.status) == (422, 303)


def test_in_a_real_service_an_invitation_leads_to_setting_up_the_app(pages: Pages) -> None:
    service = real_service(pages)
    app, robin = service.give_app("P-0002"), service.browser()
    robin.sign_in()
    robin.follow()
    robin.send("/sign-in/code", code=service.code(app))
    robin.open("/account/of/P-0004")
    robin.send("/account/of/P-0004/invite")
    [letter] = service.letters()
    alex = service.browser()
    alex.open(path_in(letter))

    alex.send(path_in(letter), new=NEW)

    assert alex.goes_to == "/sign-in/set-up?after=/work"
    assert not alex.is_in


def test_the_business_unit_signs_somebody_out_and_closes_their_account(entrance: Entrance) -> None:
    entrance.give_account("P-0003")
    robin, casey = entrance.signed_in(), entrance.signed_in("casey.placeholder@partnership.example")
    robin.open("/account/of/P-0003")

    robin.send("/account/of/P-0003/sign-out")
    signed_out = casey.is_in
    casey.sign_in("casey.placeholder@partnership.example")
    robin.follow()
    robin.send("/account/of/P-0003/close")

    assert not signed_out
    assert not casey.is_in
    assert casey.sign_in("casey.placeholder@partnership.example").status_code == 422


def test_nobody_else_reaches_other_people_s_accounts(entrance: Entrance) -> None:
    entrance.give_account("P-0004")
    alex: Browser = entrance.signed_in("alex.sample@social-care.example")

    assert alex.open("/account/of/P-0002").status_code == 403
