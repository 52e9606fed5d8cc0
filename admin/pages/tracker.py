"""The tracker of all actions: of every case somebody may see, or of an agency's own (G1, G2)."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.register.tracker import ActionFilter, TrackedPage
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
SIZE = 25


@door.see("/actions", "see_my_work")
def tracker(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """Who owes which action by when: first what keeps children safe now, then the soonest due."""
    agencies = {each.ref: each.name for each in wiring.register.agencies()}
    asked = asked_of(request.query_params, list(agencies))
    only = filter_of(wiring, at, asked)
    undated, dated = _apart(only)
    before = _found(wiring, undated, 1, 0).total if undated else 0
    total = before + _found(wiring, dated, 1, 0).total
    pages = paging(request.query_params.get("page"), total, asked.address, SIZE)
    at_once = _found(wiring, undated, SIZE, pages.offset).rows if undated and pages.offset < before else []
    rows = _found(wiring, dated, SIZE - len(at_once), max(0, pages.offset - before)).rows if len(at_once) < SIZE else []
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


def _apart(only: ActionFilter) -> tuple[ActionFilter | None, ActionFilter]:
    """Open actions without a date, which come first, and the others; anything else is one list."""
    if only.open is not True or only.due_before is not None:
        return None, only
    return replace(only, dated=False), replace(only, dated=True)


def _found(wiring: Wiring, only: ActionFilter, size: int, offset: int) -> TrackedPage:
    return wiring.register.tracked_actions(only, limit=size, offset=offset)
