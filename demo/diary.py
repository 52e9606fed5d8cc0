"""The diary as it is printed, or kept for programs: days, hours, who did what, what happened by itself."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from models.london import in_london

WIDTH = 108
LABEL = 9  # "letters", "refused": the column in which a line says what it is
HANG = 2 + 5 + 2 + LABEL
UNLABELLED = ("act", "record", "note")
STYLES = {"letters": "cyan", "clock": "yellow", "refused": "red", "worker": "magenta", "late": "red", "now": "dim"}


@dataclass
class Entry:
    """One line of the diary."""

    case: str
    at: datetime
    kind: str  # act, letters, clock, late, refused, worker, record, now, note
    text: str
    more: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The line for programs; ``at`` is London time."""
        at = in_london(self.at).isoformat(timespec="minutes")
        return {"case": self.case, "at": at, "kind": self.kind, "text": self.text, **self.more}


def short(day: date) -> str:
    """``Mon 14 Dec 2026``."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def brief(day: date) -> str:
    """``Fri 25 Dec``."""
    return f"{day:%a} {day.day} {day:%b}"


def due_words(at: datetime | None, now: datetime) -> str:
    """``Fri 18 Dec 17:00``, with its year where it is another than this."""
    if at is None:
        return "no date"
    local = in_london(at)
    year = "" if local.year == in_london(now).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


class Diary:
    """Writes entries as they come; a day's heading stands above its first line."""

    def __init__(self, console: Console | None) -> None:
        self._console = console
        self._day: date | None = None
        self._minute = ""
        self.entries: list[Entry] = []
        self.numbered: Callable[[date], str] = lambda day: ""  # what the heading of a day says besides the date
        self.between: Callable[[date, date], list[str]] = lambda before, day: []  # days not counted in a gap

    def preamble(self, *paragraphs: str) -> None:
        """What to know before reading."""
        for paragraph in paragraphs:
            for line in textwrap.wrap(paragraph, WIDTH):
                self._print(line)

    def title(self, text: str, *lead: str) -> None:
        """A case begins."""
        self._day, self._minute = None, ""
        self.numbered, self.between = lambda day: "", lambda before, day: []
        self._print("")
        self._print("═" * WIDTH, "bold")
        self._print(text, "bold")
        for paragraph in lead:
            for line in textwrap.wrap(paragraph, WIDTH):
                self._print(line)
        self._print("═" * WIDTH, "bold")

    def write(self, entry: Entry) -> None:
        """One line, with its day and hour where they are new."""
        self.entries.append(entry)
        local = in_london(entry.at)
        self._head(local.date())
        minute = f"{local:%H:%M}"
        shown = "" if minute == self._minute else minute
        self._minute = minute
        label = "" if entry.kind in UNLABELLED else entry.kind
        self._line(shown, label, entry)

    def _head(self, day: date) -> None:
        if day == self._day:
            return
        gap = self.between(self._day, day) if self._day and day > self._day + timedelta(days=1) else []
        self._print("")
        for line in gap:
            for piece in textwrap.wrap(line, WIDTH, subsequent_indent=" " * 13):
                self._print(piece, "dim")
        if gap:
            self._print("")
        said = self.numbered(day)
        self._print(f"{short(day)}{f' · {said}' if said else ''}", "bold")
        self._day, self._minute = day, ""

    def _line(self, minute: str, label: str, entry: Entry) -> None:
        if entry.kind in UNLABELLED:
            indent, first = 9, f"  {minute:<5}  "
        else:
            indent, first = HANG, f"  {minute:<5}  {label:<{LABEL}}"
        wrapped = textwrap.wrap(entry.text, WIDTH - indent) or [""]
        for number, line in enumerate(wrapped):
            start = first if number == 0 else " " * indent
            self._print(f"{start}{line}", STYLES.get(entry.kind, ""), plain=9)

    def closing(self, lines: list[str]) -> None:
        """What is left when a case has ended."""
        self._print("")
        for line in lines:
            self._print(f"  {line}", "green")

    def _print(self, line: str, style: str = "", plain: int = 0) -> None:
        if self._console is None:
            return
        text = Text(line)
        if style:
            text.stylize(style, plain)
        self._console.print(text, soft_wrap=True)
