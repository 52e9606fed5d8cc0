"""The tracker of all actions: of every case somebody may see, or of an agency's own (G1, G2)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

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
from admin.wording import book_of

door = Door()
SIZE = 25


@door.see("/actions", "see_my_work")
def tracker(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """Who owes which action by when, the soonest due first."""
    agencies = {each.ref: each.name for each in wiring.register.agencies()}
    asked = asked_of(request.query_params, list(agencies))
    only = filter_of(wiring, at, asked)
    total = wiring.register.tracked_actions(only, limit=1).total
    pages = paging(request.query_params.get("page"), total, asked.address, SIZE)
    rows = wiring.register.tracked_actions(only, limit=SIZE, offset=pages.offset).rows
    own = not sees_cases(at)
    if own:
        note_view(wiring, at, "own_actions", actions=len(rows))
    now, policy = wiring.now(), wiring.policy()
    return page(
        request,
        "rooms/tracker.html",
        rows=rows,
        overdue={(row.case, row.action) for row in rows if is_overdue(row, now, policy)},
        asked=asked,
        pages=pages,
        states=STATES,
        endings=ENDINGS,
        agencies=sorted(agencies.items(), key=lambda pair: pair[1]),
        book=book_of(wiring),
        own=own,
        notice=notice_of(request),
        texts=own_texts(wiring, at, rows) if own else {},
        doings=doings_of(wiring, at, rows) if own else {},
    )
