"""What goes on behind a page, watched in every test: no other site, no blocked code, no error, nothing kept."""

from __future__ import annotations

from playwright.async_api import BrowserContext, ConsoleMessage, Request, Response, WebError

EXPECTED = "Failed to load resource: the server responded with a status of 4"  # a page that says what is wrong


class Watch:
    """Notes what no page may do."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.offences: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch everything this browser does."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "data:")):
            self.offences.append(f"asked another site: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.offences.append(f"{response.status} at {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.offences.append(f"the console of {message.page.url if message.page else '?'}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.offences.append(f"an error in code: {error.error}")
