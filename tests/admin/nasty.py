"""What people and machines type that no form expects, and a form as bytes so that all of it can be posted (T7)."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import quote_plus

MARK = "zqx"  # in everything that would show if markup got through: no word of ours has it
MARKUP = (
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"'><svg/onload={MARK}()>",
    f"</textarea></select></title><{MARK} on{MARK}=1>",
    f"' on{MARK}='1' autofocus='",
    f'" style="background:url({MARK})" on{MARK}="1',
    f"<!--<{MARK}>--><![CDATA[<{MARK}>]]>",
    f"javascript:{MARK}()",
    f"[{MARK}](javascript:{MARK}())",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;",
    f"\u202e>{MARK}<\u2066",
)
TEMPLATES = (
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "${7*7}",
    "#{7*7}",
    "{{config}}{{request.app}}",
    "{{''.__class__}}",
)
FORMULAS = ("=1+1", "+1+1", "-1+1|cmd", "@SUM(A1)", '=HYPERLINK("https://evil.example")')
PATHS = (
    "../../etc/passwd",
    "..\\..\\con",
    "%2e%2e%2f",
    "%00",
    "file:" + "///etc/passwd",
    "//evil.example",
    "https:evil.example",
)
CONTROLS = (
    "a\x00b",
    "\x1b[31mred",
    "\x07\x08\x0b\x0c\x7f",
    "\x85\u2028\u2029",
    "\ufeff",
    "a\r\nSet-Cookie: a=b",
    "\ufffe\uffff",
)
NAMES = (
    "O'Brien-Ñáñez",
    "孩子",
    "עִברִית",
    "أهلا وسهلا",
    "👩‍👩‍👧‍👦",
    "Zoe\u0301",
    "X",
    " ",
    "\u00a0",
    "\u200b",
    "\u200d",
)
NUMBERS = ("0", "-1", "31", "2026", "1e309", "NaN", "9" * 30, "9" * 5000, "٣", "²", "0x10", "1,000", "1.5")
DATES = (
    "2026-02-30",
    "0000-00-00",
    "10000-01-01",
    "2026-11-24T09:30:00+99:00",
    "99:99",
    "24:00",
    "00:00",
    "1",
    "29",
    "11",
)
CODES = (
    "yes",
    "no",
    "_not_known",
    "health",
    "constabulary",
    "A-010",
    "A-999",
    "P-0013",
    "P-9999",
    "GSCP-2026-001",
    "null",
)
LONG = ("a" * 20_001, "\n" * 3_000, "é" * 6_000, "a b " * 3_000)
LONE = ("\ud800", "a\udfffb")
TEXTS = (
    "", *MARKUP, *TEMPLATES, *FORMULAS, *PATHS, *CONTROLS, *NAMES, *NUMBERS, *DATES, *CODES, *LONG, *LONE,
    "'; DROP TABLE cases; --", "[]", "{}", '{"a": 1}', "[object Object]", "on", "true",
)  # fmt: skip
OURS = ("/", "#", "?", "mailto:", "tel:", "https://", "http://127.0.0.1")  # a published report is where somebody says
URLENCODED = "application/x-www-form-urlencoded"


def encoded(pairs: Iterable[tuple[str, str]]) -> bytes:
    """A form as bytes: lone surrogates too, which no library of ours would send."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


class Elements(HTMLParser):
    """The elements of a page, as a browser would make them: their names and attributes; and the names of its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.fields: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.append((tag, given))
        if tag in ("input", "select", "textarea", "button") and given.get("name"):
            self.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def elements_of(html: str) -> Elements:
    """The elements of a page."""
    found = Elements()
    found.feed(html)
    found.close()
    return found


def got_through(page: Elements, address: str = "") -> list[str]:
    """Every element and attribute that markup of ours never has: whatever somebody typed has become markup.

    Links may repeat what stands in the page's own ``address``, as links of a list do.
    """
    wrong = []
    for tag, attributes in page.found:
        names = [name for name in attributes if MARK in name or name.startswith("on") or name == "style"]
        leads = [
            value
            for name, value in attributes.items()
            if name in ("href", "src", "action") and is_foreign(value, address)
        ]
        inline = tag == "script" and not attributes.get("src", "").startswith("/assets/")
        if MARK in tag or names or leads or inline:
            wrong.append(f"<{tag} {attributes}>")
    return wrong


def is_foreign(to: str, address: str) -> bool:
    """Does a link lead where none of ours does, or hold what somebody typed elsewhere than into the address?"""
    typed = MARK in to and MARK not in address
    return typed or not to.startswith(OURS) or to.startswith("//")
