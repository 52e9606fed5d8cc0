"""Rows pasted from a spreadsheet: nobody types three hundred key events again that stand in a table already (R4)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import StringIO

from admin.forms import typed
from admin.forms.filled import Filled
from admin.forms.typed import Unusable

# the columns a pasted row may have, in this order, by the piece that is a row; the first is the date
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "KeyEvent": ("on", "at", "called", "what", "source"),
    "ReportedEvent": ("on", "at", "called", "what", "source"),
}
_IN_WORDS = "about_when"  # what is no date says about when it was
_MOST_ROWS = 2000
_FORMS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")


def pasted_rows(columns: tuple[str, ...], text: str) -> list[Filled]:
    """The rows of a pasted piece of a table; a line of headings is passed over."""
    lines = csv.reader(StringIO(text.replace("\r\n", "\n"), newline=""), delimiter="\t" if "\t" in text else ",")
    rows = [row for row in _readable(lines) if any(cell.strip() for cell in row)][: _MOST_ROWS + 1]
    if rows and rows[0][0].strip().lower() in ("date", "when"):
        rows = rows[1:]
    return [_row(columns, row) for row in rows[:_MOST_ROWS]]


def _readable(lines: Iterable[list[str]]) -> Iterable[list[str]]:
    try:
        yield from lines
    except csv.Error:
        return


def _row(columns: tuple[str, ...], cells: list[str]) -> Filled:
    filled: Filled = {}
    for name, cell in zip(columns, cells, strict=False):
        text = cell.strip()
        if not text:
            continue
        if name == columns[0]:
            on = _day(text)
            filled |= {_IN_WORDS: [text]} if on is None else {name: typed.parts_of_day(on)}
        else:
            filled[name] = [_hour(text) if name == "at" else text]
    return filled


def _day(text: str) -> date | None:
    bare = _MIDNIGHT.sub("", text)
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _hour(text: str) -> str:
    try:
        return f"{typed.clock(re.sub(r'(?<=:[0-9]{2}):00$', '', text)):%H:%M}"
    except Unusable:
        return text
