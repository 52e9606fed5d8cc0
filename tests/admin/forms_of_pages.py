"""The forms on a page, as a browser has them: where each posts to, and what it sends untouched."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form: its method and address, and the values of its fields."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(has.get("action", ""), has.get("method", "get")))
        elif tag == "input" and self.forms and has.get("name") and has.get("type") not in ("checkbox", "radio"):
            self.forms[-1].fields[has["name"]] = has.get("value", "")
        elif tag == "a" and "href" in has:
            self.links.append(has["href"])


def forms_of(html: str) -> dict[str, Form]:
    """The forms of a page by their address."""
    reader = _Reader()
    reader.feed(html)
    return {form.action: form for form in reader.forms}


def links_of(html: str) -> list[str]:
    """The addresses of a page's links."""
    reader = _Reader()
    reader.feed(html)
    return reader.links
