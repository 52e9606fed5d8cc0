"""What every answer says to the browser: no inline code, no frames, no other site, nothing kept (ASVS 3.4)."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.settings import Settings
from admin.cookies import is_https

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
BY_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def headers_for(settings: Settings) -> Mapping[str, str]:
    """The headers of every answer; by HTTPS also that this host is never to be asked without it."""
    return {**HEADERS, **BY_HTTPS} if is_https(settings) else HEADERS


class SecurityHeaders:
    """Puts the headers on every answer; what no page says to keep is not kept."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._headers = app, headers_for(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, with headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)
