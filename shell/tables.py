"""Tables and texts for a terminal or a pipe: wide enough for ``grep``, and never steered by what was typed."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence

WIDTH_WHEN_PIPED = 200


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print rows under headings; columns without a word in them are left out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    filled = [[plain(cell) for cell in row] for row in rows]
    if not filled:
        return
    shown = [number for number in range(len(headings)) if any(row[number] for row in filled)]
    width = None if sys.stdout.isatty() else WIDTH_WHEN_PIPED
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, title_style="bold")
    for number in shown:
        table.add_column(headings[number], overflow="fold")
    for row in filled:
        table.add_row(*(row[number] for number in shown))
    console.print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        sys.stdout.write(plain(line) + "\n")


def plain(text: str) -> str:
    """A text without characters that steer a terminal or turn its reading direction; line ends and tabs stay."""
    return "".join(letter if letter in "\n\t" or _is_shown(letter) else "\ufffd" for letter in text)


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\u202a\u202b\u202d\u202e"
