"""What comes in, before anything reads it: for this host, not too much of it, and not for ever (ASVS 4.2, 5.2.1).

A request that is too large or too slow is cut off while it is read; its page is then one of the failures' pages.
"""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.settings import Settings

log = structlog.get_logger("admin")
LARGEST_BODY = 6_000_000  # bytes of one request
LARGEST_WITH_FILES = 12_000_000
LARGEST_OF_A_STRANGER = 100_000  # whoever signs in has little to say
SLOWEST = 60.0  # seconds until a request is here whole
HEALTH = frozenset({"/healthz", "/readyz"})  # asked from within, by whatever address


class Guard:
    """Lets through what is for this host, and reads no more of it than the limits."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._host = urlsplit(settings.public_url).netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, unless it is for another host."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        if self._host and scope["path"] not in HEALTH and headers.get("host", "").lower() != self._host:
            await _refuse("another_host", "This address is not served here.")(scope, receive, send)
            return
        if (
            "content-length" in headers and "transfer-encoding" in headers
        ):  # which of the two, a proxy may see otherwise
            await _refuse("two_lengths", "This request can be read in two ways.")(scope, receive, send)
            return
        await self._app(scope, _limited(receive, largest(scope["path"], headers), headers), send)


def _refuse(code: str, says: str) -> PlainTextResponse:
    log.warning("request_refused", code=code)
    return PlainTextResponse(says, 400, headers={"Connection": "close"})


def largest(path: str, headers: Headers) -> int:
    """How many bytes a request to this address may have."""
    if path.startswith("/sign-in"):
        return LARGEST_OF_A_STRANGER
    return LARGEST_WITH_FILES if headers.get("content-type", "").startswith("multipart/") else LARGEST_BODY


def _limited(receive: Receive, most: int, headers: Headers) -> Receive:
    declared, read, is_here = headers.get("content-length", ""), 0, False
    until = asyncio.get_running_loop().time() + SLOWEST

    async def limited() -> Message:
        nonlocal read, is_here
        if is_here:  # what comes after the body is that the browser is gone
            return await receive()
        if declared.isdecimal() and int(declared) > most:
            raise HTTPException(413)
        message = await _in_time(receive, until)
        read += len(message.get("body", b""))
        is_here = not message.get("more_body", False)
        if read > most:
            raise HTTPException(413)
        return message

    return limited


async def _in_time(receive: Receive, until: float) -> Message:
    try:
        async with asyncio.timeout_at(until):
            return await receive()
    except TimeoutError:
        raise HTTPException(408) from None
