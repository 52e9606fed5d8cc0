"""What a page says, without its markup."""

from __future__ import annotations

from html.parser import HTMLParser

from httpx2 import Response


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def words_of(answer: Response | str) -> str:
    """Everything a page says to read, in order, with single spaces."""
    parser = _Words()
    parser.feed(answer if isinstance(answer, str) else answer.text)
    return " ".join(" ".join(parser.found).split())
