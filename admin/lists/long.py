"""Lists that are counted only so far: beyond a thousand nobody turns pages, they narrow the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from admin.paging import Paging, paging

COUNT_TO = 1000


@dataclass(frozen=True)
class LongPaging(Paging):
    """One page of a list that may have more entries than were counted."""

    more: bool = False

    @property
    def words(self) -> str:
        """``Showing 26 to 50 of more than 1,000``."""
        said = super().words
        return said.replace(" of ", " of more than ") if self.more else said


def long_paging(asked: str, total: int, address: Callable[[int], str], size: int) -> LongPaging:
    """The page asked for of a list that was counted up to :data:`COUNT_TO` and one."""
    found = paging(asked, min(total, COUNT_TO), address, size)
    return LongPaging(found.number, found.size, found.total, found.address, total > COUNT_TO)
