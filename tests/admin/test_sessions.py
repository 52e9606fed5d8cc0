"""Sessions: what the browser holds, when they end, and that an old cookie opens nothing (ASVS 7)."""

from __future__ import annotations

import tomllib
from http.cookies import SimpleCookie

import pytest

from admin.secret import hashed
from admin.sessions import COOKIE
from models.people import SERVICE
from shell.groundwork import DEMO_DIRECTORY
from tests.adapters.book import look
from tests.admin.conftest import Pages
from tests.admin.entrance import PASSWORD, ROBIN, Entrance, entrance

__all__ = ["entrance"]


def test_by_https_the_cookie_belongs_to_this_host_alone_and_no_script_reads_it(pages: Pages) -> None:
    browser = Entrance(pages, public_url="https://reviews.example").browser()

    answer = browser.sign_in()

    [cookie] = SimpleCookie(answer.headers["set-cookie"]).values()
    assert cookie.key == "__Host-review"
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"].lower()) == (True, True, "lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"], cookie["expires"]) == ("/", "", "", "")


def test_on_this_machine_without_https_the_cookie_is_the_same_but_for_that(entrance: Entrance) -> None:
    answer = entrance.browser().sign_in()

    [cookie] = SimpleCookie(answer.headers["set-cookie"]).values()
    assert (cookie.key, cookie["secure"], cookie["httponly"]) == ("review", "", True)


def test_the_secret_is_long_and_is_not_in_the_register(entrance: Entrance) -> None:
    secret = entrance.signed_in().cookies[COOKIE]

    kept = look(entrance.register, "SELECT * FROM sessions")

    assert len(secret) >= 43  # 256 bits
    assert hashed(secret) in str(kept)
    assert secret not in str(kept)


def test_a_secret_planted_before_signing_in_is_worth_nothing_after(entrance: Entrance) -> None:
    victim, attacker = entrance.browser(), entrance.browser()
    planted = entrance.signed_in("robin.testcase@partnership.example").cookies[COOKIE]
    victim.client.cookies.set(COOKIE, planted)
    victim.client.cookies.set("door", "planted-too")
    entrance.register.end_sessions_of("P-0002", entrance.clock.now(), SERVICE)

    victim.sign_in()

    attacker.client.cookies.set(COOKIE, planted)
    assert victim.cookies[COOKIE] != planted
    assert victim.is_in
    assert not attacker.is_in


def test_signing_in_again_in_the_same_browser_ends_the_session_before(entrance: Entrance) -> None:
    browser, other = entrance.browser(), entrance.browser()
    browser.sign_in()
    first = browser.cookies[COOKIE]
    browser.open("/sign-in/code")
    entrance.later(minutes=31)

    browser.sign_in()

    other.client.cookies.set(COOKIE, first)
    assert browser.is_in
    assert not other.is_in


def test_after_signing_out_the_old_cookie_opens_nothing_and_the_browser_is_told_to_forget(entrance: Entrance) -> None:
    browser, thief = entrance.signed_in(), entrance.browser()
    thief.client.cookies.set(COOKIE, browser.cookies[COOKIE])
    browser.open("/account")

    answer = browser.send("/sign-out")

    assert (browser.status, browser.goes_to) == (303, "/sign-in")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert COOKIE not in browser.cookies
    assert not thief.is_in
    assert [entry["by"] for entry in entrance.recorded("signed_out")] == ["P-0002"]


def test_signing_out_takes_the_forms_own_token(entrance: Entrance) -> None:
    browser = entrance.signed_in()

    answer = browser.client.post("/sign-out", data={"_csrf": "0" * 64})

    assert answer.status_code == 403
    assert browser.is_in


def test_a_session_nobody_uses_for_half_an_hour_ends_and_says_so(entrance: Entrance) -> None:
    browser = entrance.signed_in()

    entrance.later(minutes=29, seconds=59)
    before = browser.is_in
    entrance.later(minutes=30)
    browser.open("/account")
    browser.follow()

    assert before
    assert "You were signed out after 30 minutes without use." in browser.shows


def test_a_page_that_looks_by_itself_keeps_no_session_alive_and_is_asked_for_anew_when_it_has_ended(
    entrance: Entrance,
) -> None:
    browser, by_itself = entrance.signed_in(), {"HX-Request": "true", "HX-Trigger": "outcome"}

    entrance.later(minutes=20)
    held = browser.open("/account", **by_itself).status_code
    entrance.later(minutes=10)
    ended = browser.open("/account", **by_itself)

    assert held == 200
    assert (ended.status_code, ended.headers["HX-Refresh"]) == (401, "true")
    assert not browser.is_in


def test_a_session_that_is_used_lasts_half_a_day_and_no_longer(entrance: Entrance) -> None:
    browser = entrance.signed_in()

    seen = []
    for _ in range(36):
        entrance.later(minutes=20)
        seen.append(browser.is_in)

    assert seen == [True] * 35 + [False]
    browser.open("/sign-in")
    assert "You were signed out after 12 hours." in browser.shows


def test_that_a_session_is_used_is_written_down_once_a_minute_at_most(entrance: Entrance) -> None:
    browser = entrance.signed_in()
    began = look(entrance.register, "SELECT seen_at FROM sessions")

    entrance.later(seconds=59)
    browser.open("/account")
    not_yet = look(entrance.register, "SELECT seen_at FROM sessions")
    entrance.later(seconds=1)
    browser.open("/account")

    assert not_yet == began
    assert look(entrance.register, "SELECT seen_at FROM sessions") != began


@pytest.mark.parametrize("how", ["closed", "no office"])
def test_whoever_may_no_longer_is_out_with_the_next_request(entrance: Entrance, how: str) -> None:
    browser = entrance.signed_in()

    if how == "closed":
        entrance.register.shut_out("P-0002", entrance.clock.now(), SERVICE)
    else:
        everything = tomllib.loads(DEMO_DIRECTORY.read_text("utf-8"))
        others = [line for line in everything["appointments"] if line["person"] != "P-0002"]
        entrance.register.load_directory({**everything, "appointments": others}, entrance.clock.now())

    browser.open("/account")
    assert browser.goes_to.startswith("/sign-in")


def test_an_office_taken_away_is_gone_with_the_next_request(entrance: Entrance) -> None:
    browser = entrance.signed_in()
    before = browser.open("/account/of/P-0004").status_code
    everything = tomllib.loads(DEMO_DIRECTORY.read_text("utf-8"))
    lines = [
        {**line, "role": "scrutineer"} if line["person"] == "P-0002" else line for line in everything["appointments"]
    ]
    entrance.register.load_directory({**everything, "appointments": lines}, entrance.clock.now())

    after = browser.open("/account/of/P-0004").status_code

    assert (before, after) == (200, 403)


def test_one_s_sessions_are_listed_and_each_can_be_ended(entrance: Entrance) -> None:
    here = entrance.signed_in()
    there = entrance.browser()
    there.client.headers["user-agent"] = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    )
    there.sign_in()
    [number] = [row.number for row in entrance.register.sessions_of("P-0002") if row.device == "Firefox on Windows"]

    here.open("/account")
    here.send(f"/account/sessions/{number}/end")

    assert here.is_in
    assert not there.is_in


def test_nobody_ends_another_person_s_session_this_way(entrance: Entrance) -> None:
    entrance.give_account("P-0003")
    robin, casey = entrance.signed_in(), entrance.signed_in("casey.placeholder@partnership.example")
    [of_casey] = entrance.register.sessions_of("P-0003")
    [of_robin] = entrance.register.sessions_of("P-0002")
    robin.open("/account")

    robin.client.post(f"/account/sessions/{of_casey.number}/end", data={"_csrf": of_robin.form_token})

    assert casey.is_in


def test_signing_out_everywhere_is_everywhere(entrance: Entrance) -> None:
    browsers = [entrance.signed_in() for _ in range(3)]

    browsers[0].open("/account")
    browsers[0].send("/account/sign-out-everywhere")

    assert [browser.is_in for browser in browsers] == [False] * 3


def test_a_new_password_ends_every_other_session(entrance: Entrance) -> None:
    here, there = entrance.signed_in(), entrance.signed_in()
    here.open("/account/password")

    here.send("/account/password", current=PASSWORD, new="seven quiet herons fishing")

    assert here.is_in
    assert not there.is_in
    assert not entrance.signed_in().is_in
    assert entrance.browser().sign_in(ROBIN, "seven quiet herons fishing").status_code == 303
