"""The tracker of all actions: of every case somebody may see, or of an agency's own (G1, G2)."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.register.tracker import ActionFilter, TrackedAction
from admin.admission import Admitted, Wired
from admin.case.attaching import notice_of
from admin.door import Door
from admin.paging import paging
from admin.rendering import page
from admin.rooms.tracking import (
    ENDINGS,
    STATES,
    asked_of,
    doings_of,
    filter_of,
    is_overdue,
    own_texts,
    sees_cases,
)
from admin.viewing import note_view
from admin.wiring import Wiring
from admin.wording import book_of

door = Door()
SIZE, MOST_AT_ONCE = 25, 200


@door.see("/actions", "see_my_work")
def tracker(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """Who owes which action by when: first what keeps children safe now, then the soonest due."""
    agencies = {each.ref: each.name for each in wiring.register.agencies()}
    asked = asked_of(request.query_params, list(agencies))
    only = filter_of(wiring, at, asked)
    at_once, only = _at_once(wiring, only)
    total = wiring.register.tracked_actions(only, limit=1).total
    pages = paging(request.query_params.get("page"), total, asked.address, SIZE)
    rows, at_once = _page(wiring, only, SIZE, pages.offset), at_once if not pages.offset else []
    shown = [*at_once, *rows]
    own = not sees_cases(at)
    if own:
        note_view(wiring, at, "own_actions", actions=len(shown))
    now, policy = wiring.now(), wiring.policy()
    return page(
        request,
        "rooms/tracker.html",
        rows=rows,
        at_once=at_once,
        overdue={(row.case, row.action) for row in shown if is_overdue(row, now, policy)},
        asked=asked,
        pages=pages,
        states=STATES,
        endings=ENDINGS,
        agencies=sorted(agencies.items(), key=lambda pair: pair[1]),
        book=book_of(wiring),
        own=own,
        notice=notice_of(request),
        texts=own_texts(wiring, at, shown) if own else {},
        doings=doings_of(wiring, at, shown) if own else {},
    )


def _at_once(wiring: Wiring, only: ActionFilter) -> tuple[list[TrackedAction], ActionFilter]:
    """The open actions without a date, which are few and stand on top of the first page; and what lists the others."""
    if only.open is not True or only.due_before is not None:
        return [], only
    return _page(wiring, replace(only, dated=False), MOST_AT_ONCE, 0), replace(only, dated=True)


def _page(wiring: Wiring, only: ActionFilter, size: int, offset: int) -> list[TrackedAction]:
    return wiring.register.tracked_actions(only, limit=size, offset=offset).rows
