"""One page of the list of cases, for the pages and for programs alike."""

from __future__ import annotations

from adapters.register.lists import CaseLine, LineFilter, LinePage, Order
from admin.lists.asked import CasesAsked
from admin.lists.long import COUNT_TO, LongPaging, long_paging
from admin.wiring import Wiring


def page_asked(wiring: Wiring, asked: CasesAsked, only: LineFilter) -> tuple[list[CaseLine], LongPaging]:
    """The rows of the page asked for. How many there are is known with the first look; a page beyond needs a second."""
    size = int(asked["size"])

    def address(number: int) -> str:
        return asked.address(page=str(number) if number > 1 else "")

    def look(offset: int) -> LinePage:
        backwards = asked["order"] == "desc"
        return wiring.register.lines(
            only, Order(asked["sort"]), backwards=backwards, limit=size, offset=offset, count_to=COUNT_TO
        )

    wanted = long_paging(asked.page, COUNT_TO, address, size).offset
    found = look(wanted)
    pages = long_paging(asked.page, found.total, address, size)
    return (found.rows if pages.offset == wanted else look(pages.offset).rows), pages
