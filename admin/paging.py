"""Long lists in pages: which page this is, what it shows, and where the others are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Paging:
    """One page of a list: ``number`` counts from 1 and always exists, even of an empty list."""

    number: int
    size: int
    total: int
    address: Callable[[int], str]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, ceil(self.total / self.size))

    @property
    def offset(self) -> int:
        """How many entries come before this page."""
        return (self.number - 1) * self.size

    @property
    def words(self) -> str:
        """``Showing 26 to 50 of 1,204``; nothing of an empty list."""
        if not self.total:
            return ""
        return f"Showing {self.offset + 1:,} to {min(self.offset + self.size, self.total):,} of {self.total:,}"

    @property
    def links(self) -> dict[str, object]:
        """What govukPagination takes."""
        near = {1, self.pages, self.number - 1, self.number, self.number + 1}
        shown = sorted(n for n in near if 1 <= n <= self.pages)
        items: list[dict[str, object]] = []
        for before, n in zip([0, *shown], shown, strict=False):
            if n - before > 1:
                items.append({"ellipsis": True})
            items.append({"number": n, "href": self.address(n), "current": n == self.number})
        found: dict[str, object] = {"landmarkLabel": "Pages of this list", "items": items}
        if self.number > 1:
            found["previous"] = {"href": self.address(self.number - 1)}
        if self.number < self.pages:
            found["next"] = {"href": self.address(self.number + 1)}
        return found


def paging(asked: str | int | None, total: int, address: Callable[[int], str], size: int = 25) -> Paging:
    """The page that was asked for, or the nearest there is; ``asked`` may be whatever stood in the address."""
    text = str(asked or "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
    return Paging(max(1, min(number, max(1, ceil(total / size)))), size, total, address)
