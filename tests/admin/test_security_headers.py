"""Every answer, whatever its status, says the same to the browser; and what comes in meets its limits first."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from admin.app import needs_of_every_route
from admin.guard import LARGEST_BODY, LARGEST_OF_A_STRANGER, LARGEST_WITH_FILES
from admin.headers import BY_HTTPS, HEADERS
from shell.page_service import server_of
from tests.adapters.servers import free_port
from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.entrance import Entrance, entrance, real_service
from tests.admin.forms_of_pages import forms_of
from tests.admin.test_sign_in_tries import running

__all__ = ["entrance"]
FILE = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'  # a file begins
MEGABYTE = b"x" * 1_000_000
KINDS = (200, 303, 400, 403, 404, 405, 413, 422, 429, 500)


def addresses() -> list[tuple[str, str]]:
    return [(method, re.sub(r"\{\w+(?::path)?\}", "x-1", path)) for method, path in needs_of_every_route()]


def test_every_route_answers_with_the_headers_whoever_asks(pages: Pages) -> None:
    service = real_service(pages)
    browser = TestClient(service.app, base_url="https://reviews.example", follow_redirects=False)
    expected = {**HEADERS, **BY_HTTPS}

    wrong = [
        f"{method} {path}: {name}"
        for method, path in addresses()
        for answer in [browser.request(method, path)]
        for name, value in expected.items()
        if answer.headers.get(name) != value
    ]

    assert wrong == []


def test_pages_are_kept_nowhere_and_only_committed_files_for_ever(pages: Pages) -> None:
    browser = pages.as_("P-0002")

    kept = {path: browser.get(path).headers["cache-control"] for method, path in addresses() if method == "GET"}

    assert {path for path, says in kept.items() if says != "no-store"} == set()


def test_no_status_is_without_them(pages: Pages) -> None:
    given = answers(pages)

    expected = {**HEADERS, "Cache-Control": "no-store"}
    assert {status: answer.status_code for status, answer in given.items()} == {status: status for status in KINDS}
    for answer in given.values():
        assert {name: answer.headers.get(name) for name in expected} == expected


def answers(pages: Pages) -> dict[int, httpx.Response]:
    """One answer of each kind."""
    entrance = Entrance(pages)
    browser = entrance.browser()
    wrong = browser.sign_in(password="not the password at all")
    for _ in range(10):
        often = browser.sign_in(password="not the password at all")
    large = browser.client.post("/sign-in", data={"email": "x" * 200_000})
    broken = TestClient(entrance.app, follow_redirects=False, raise_server_exceptions=False)
    other = TestClient(Entrance(pages, public_url="http://reviews.example").app, follow_redirects=False)
    return {
        200: browser.open("/healthz"),
        303: browser.open("/account"),
        400: other.get("/sign-in"),
        403: browser.client.post("/sign-in", data={"email": "x"}),
        404: browser.open("/no-such-page"),
        405: browser.client.request("TRACE", "/sign-in"),
        413: large,
        422: wrong,
        429: often,
        500: _unexpected(entrance, broken),
    }


def _unexpected(entrance: Entrance, broken: TestClient) -> httpx.Response:
    entrance.app.state.tries = None
    page = broken.get("/sign-in").text
    return broken.post("/sign-in", data={"_csrf": forms_of(page)["/sign-in"].fields["_csrf"]})


def test_without_https_no_browser_is_told_to_insist_on_it(entrance: Entrance) -> None:
    answer = entrance.browser().open("/sign-in")

    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
def test_a_method_no_page_has_is_refused(pages: Pages, method: str) -> None:
    browser = pages.as_("P-0002")

    statuses = {browser.request(method, path).status_code for _, path in addresses()}

    assert statuses == {405}


def test_a_request_for_another_host_is_not_served_but_the_health_of_this_one_is(pages: Pages) -> None:
    service = real_service(pages)
    elsewhere = TestClient(service.app, base_url="https://evil.example", follow_redirects=False)
    here = TestClient(service.app, base_url="https://reviews.example", follow_redirects=False)

    asked = [browser.get("/sign-in").status_code for browser in (elsewhere, here)]

    assert asked == [400, 200]
    assert elsewhere.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("path", "kind", "most"),
    [
        ("/sign-in", "application/x-www-form-urlencoded", LARGEST_OF_A_STRANGER),
        ("/cases/new/sin", "application/x-www-form-urlencoded", LARGEST_BODY),
        ("/cases/new/sin", "multipart/form-data; boundary=b", LARGEST_WITH_FILES),
    ],
)
def test_too_much_is_cut_off_while_it_comes_whether_it_says_so_or_not(
    pages: Pages, path: str, kind: str, most: int
) -> None:
    browser = pages.as_("P-0002")
    came = 0

    def stream() -> Iterator[bytes]:
        nonlocal came
        yield FILE if "multipart" in kind else b"a="
        for _ in range(30):
            came += len(MEGABYTE)
            yield MEGABYTE

    streamed = browser.post(path, content=stream(), headers={"content-type": kind})
    declared = browser.post(path, content=b"", headers={"content-type": kind, "content-length": str(most + 1)})

    assert (streamed.status_code, declared.status_code) == (413, 413)
    assert "too large" in streamed.text


def test_what_is_within_the_limits_comes_in(pages: Pages) -> None:
    browser = pages.as_("P-0002")

    answer = browser.post("/account/password", data={"_csrf": FORM_TOKEN, "new": "x" * 150_000})

    assert answer.status_code == 422


async def test_over_a_real_connection_a_large_request_ends_early_and_the_next_is_served(entrance: Entrance) -> None:
    settings = entrance.wiring.settings.model_copy(update={"pages_port": free_port()})

    async with running(server_of(settings, entrance.app)):
        reader, writer = await asyncio.open_connection("127.0.0.1", settings.pages_port)
        writer.write(b"POST /cases/new/sin HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n")
        writer.write(b"Content-Type: multipart/form-data; boundary=b\r\n\r\n")
        writer.write(b"%x\r\n" % len(FILE) + FILE + b"\r\n")
        sent: list[int] = []
        pouring = asyncio.create_task(poured(writer, b"f4240\r\n" + MEGABYTE + b"\r\n", sent))
        said = await asyncio.wait_for(reader.read(200), 30)
        pouring.cancel()
        await hung_up(writer)
        async with httpx.AsyncClient(base_url=settings.own_pages) as client:
            health = (await client.get("/healthz")).status_code

    assert said.startswith(b"HTTP/1.1 413 ")
    assert sum(sent) < 2 * LARGEST_WITH_FILES
    assert health == 200


async def poured(writer: asyncio.StreamWriter, chunk: bytes, sent: list[int]) -> None:
    with suppress(OSError):
        for _ in range(500):
            writer.write(chunk)
            await writer.drain()
            sent.append(len(chunk))


async def hung_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


@pytest.mark.parametrize(
    "smuggled",
    [
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"GET /sign-in HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET /sign-in HTTP/1.1\r\nHost : x\r\n\r\n",
    ],
)
async def test_a_request_that_can_be_read_in_two_ways_is_refused(entrance: Entrance, smuggled: bytes) -> None:
    settings = entrance.wiring.settings.model_copy(update={"pages_port": free_port()})

    async with running(server_of(settings, entrance.app)):
        reader, writer = await asyncio.open_connection("127.0.0.1", settings.pages_port)
        writer.write(smuggled)
        said = await asyncio.wait_for(reader.read(100), 10)
        await hung_up(writer)

    assert said.startswith(b"HTTP/1.1 400 ")


async def test_the_server_says_nothing_of_itself(entrance: Entrance) -> None:
    settings = entrance.wiring.settings.model_copy(update={"pages_port": free_port()})

    async with running(server_of(settings, entrance.app)), httpx.AsyncClient(base_url=settings.own_pages) as client:
        answer = await client.get("/sign-in")

    assert "server" not in answer.headers
    assert not [value for value in answer.headers.values() if "uvicorn" in value.lower()]
