"""Trying often: whoever guesses waits, and nobody is locked out by somebody else's guessing (ASVS 6.3.1)."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import suppress
from datetime import timedelta

import httpx2 as httpx
import pytest
import uvicorn
from starlette.requests import Request

from admin.limits import ADDRESS, CODES, PASSWORDS, TooOften, Tries, address_of
from shell.page_service import server_of
from tests.adapters.servers import free_port
from tests.admin.entrance import PASSWORD, ROBIN, Entrance, entrance
from tests.desk.conftest import MovedClock

__all__ = ["entrance"]
WRONG = "not the password at all"


def test_the_eleventh_wrong_password_in_a_quarter_of_an_hour_has_to_wait(entrance: Entrance) -> None:
    browser = entrance.browser()

    statuses = [browser.sign_in(ROBIN, WRONG).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]
    assert browser.answer.headers["retry-after"] == "900"
    assert "Too many tries" in browser.shows


def test_so_has_an_address_nobody_has(entrance: Entrance) -> None:
    browser = entrance.browser()

    statuses = [browser.sign_in("nobody@partnership.example", WRONG).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]


def test_meanwhile_the_person_comes_in_from_where_they_are_and_from_there_too_once_it_is_over(
    entrance: Entrance,
) -> None:
    guesser, person = entrance.browser("198.51.100.1"), entrance.browser("203.0.113.7")
    for _ in range(11):
        guesser.sign_in(ROBIN, WRONG)

    person.sign_in()
    entrance.later(minutes=15)
    guesser.sign_in(ROBIN, PASSWORD)

    assert person.is_in
    assert guesser.is_in


def test_other_people_at_the_same_address_come_in_meanwhile(entrance: Entrance) -> None:
    entrance.give_account("P-0003")
    for _ in range(11):
        entrance.browser().sign_in(ROBIN, WRONG)

    assert entrance.signed_in("casey.placeholder@partnership.example").is_in


def test_being_right_forgets_the_tries_before(entrance: Entrance) -> None:
    browser = entrance.browser()

    for _ in range(3):
        for _ in range(9):
            browser.sign_in(ROBIN, WRONG)
        entrance.signed_in()

    assert entrance.signed_in().is_in


def test_who_tries_many_accounts_from_one_address_waits_too() -> None:
    tries = Tries(MovedClock())

    for number in range(100):
        tries.take((ADDRESS, "198.51.100.1"), (PASSWORDS, f"p{number}@x.example 198.51.100.1"))

    with pytest.raises(TooOften):
        tries.take((ADDRESS, "198.51.100.1"), (PASSWORDS, "p101@x.example 198.51.100.1"))


def test_a_code_may_be_tried_five_times_in_ten_minutes(entrance: Entrance) -> None:
    app, browser = entrance.give_app("P-0002"), entrance.browser()
    browser.sign_in()
    browser.follow()

    form = browser.answer
    statuses = []
    for _ in range(6):
        browser.answer = form
        statuses.append(browser.send("/sign-in/code", code="000000").status_code)
    entrance.later(minutes=10)
    browser.answer = form
    browser.send("/sign-in/code", code=entrance.code(app))

    assert statuses == [422] * 5 + [429]
    assert browser.is_in


def test_the_window_moves_with_the_clock() -> None:
    clock = MovedClock()
    tries = Tries(clock)
    waits = {}

    for minute in range(14):
        try:
            tries.take((CODES, "P-0002"))
        except TooOften as too_often:
            waits[minute] = too_often.seconds
        clock.at += timedelta(minutes=1)

    assert waits == {5: 300, 6: 240, 7: 180, 8: 120, 9: 60}


def test_a_wrong_address_takes_as_long_as_a_wrong_password(entrance: Entrance) -> None:
    def median(email: str) -> float:
        times = []
        for number in range(9):
            browser = entrance.browser(f"198.51.100.{number}")
            browser.open("/sign-in")
            began = time.perf_counter()
            browser.send("/sign-in", email=email, password=WRONG)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    ratio = median("nobody@partnership.example") / median(ROBIN)

    assert 0.5 < ratio < 2


@pytest.mark.parametrize(
    ("trusted", "said", "believed"),
    [("", "198.51.100.9", "127.0.0.1"), ("192.0.2.1", "198.51.100.9", "127.0.0.1"),
     ("127.0.0.1", "198.51.100.9", "198.51.100.9"), ("127.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9")],
)  # fmt: skip
async def test_whose_request_it_is_is_believed_of_the_proxy_we_trust_and_of_nobody_else(
    entrance: Entrance, trusted: str, said: str, believed: str
) -> None:
    settings = entrance.wiring.settings.model_copy(update={"trusted_proxies": trusted, "pages_port": free_port()})
    for _ in range(100):
        entrance.app.state.tries.take((ADDRESS, believed))

    async with running(server_of(settings, entrance.app)), httpx.AsyncClient(base_url=settings.own_pages) as client:
        page = (await client.get("/sign-in")).text
        token = page.partition('name="_csrf" value="')[2].partition('"')[0]
        told, untold = [
            (await client.post("/sign-in", data={"_csrf": token}, headers=headers)).status_code
            for headers in ({"X-Forwarded-For": said}, {})
        ]

    assert told == 429
    assert (untold == 429) is (believed == "127.0.0.1")


class running:
    """The server, for as long as the block lasts."""

    def __init__(self, server: uvicorn.Server) -> None:
        self._server = server

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:  # noqa: ASYNC110 - uvicorn tells by a flag
            await asyncio.sleep(0.02)

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        with suppress(asyncio.CancelledError):
            await self._task


def test_a_household_of_ipv6_counts_as_one() -> None:
    hosts = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")

    first, second, other = (address_of(Request({"type": "http", "client": (host, 50000)})) for host in hosts)

    assert first == second != other
