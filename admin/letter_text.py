"""A letter as its reader sees it, on a page somebody else reads: links can be followed, but not another's way in (K1).

A link of ours that is no ordinary page opens something for whoever holds it, and so does a code. In the demo people
walk through the process in everybody's shoes, so they see both; anywhere else neither is shown.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

HIDDEN = "[a link that is for its reader alone]"
NOT_SHOWN = "This letter was sent at once to one person. It may carry a code, so its text is not shown to others."
ORDINARY = ("/cases/", "/work", "/team", "/settings")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


class Piece(NamedTuple):
    """A stretch of text; ``href`` where it is a link to one of our own pages."""

    text: str
    href: str = ""


def pieces(text: str, own: str, *, secrets: bool) -> list[Piece]:
    """The text cut at its addresses. ``own``: where our pages are; ``secrets``: may ways in be shown?"""
    found: list[Piece] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        found += [Piece(text[at : match.start()]), _piece(match.group(), own, secrets)]
        at = match.end()
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


def _piece(address: str, own: str, secrets: bool) -> Piece:
    there, here = urlsplit(address), urlsplit(own)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return Piece(address)
    if not secrets and not there.path.startswith(ORDINARY):
        return Piece(HIDDEN)
    asked = f"?{there.query}" if there.query else ""
    return Piece(address, f"{there.path}{asked}" or "/")
