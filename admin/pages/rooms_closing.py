"""The room of a case's closing: how it ended or what keeps it open, and how it is opened again (G7, T6, N11, N12)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.ending import keeps_open, parts_ended, times_open, with_cdop
from admin.rooms.opened import enter, room_page

door = Door()


@door.see("/cases/{case}/closing", "read_case")
def closing(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """How the case ended, or what keeps it open."""
    opened = enter(wiring, at, "closing")
    row = opened.row
    cdop = with_cdop(opened.course)
    return room_page(
        request,
        opened,
        [*_reopening(at), *offer(at, "record_alte_outcome", when=cdop and not row.closed)],
        closed=opened.course.last("case_closed"),
        open_parts=() if row.closed else keeps_open(opened.standings, opened.book, row),
        ended=parts_ended(opened.standings),
        times=times_open(opened.courses),
        duplicates=row.opening.possible_duplicates,
        cdop=cdop,
    )


def _reopening(at: Admission) -> list[Button]:
    """New information opens a closed case again; a SIN is told of at any time (T6, T8, N12)."""
    case, closed = at.row.reference, at.row.closed
    if not closed:
        return []
    reopen = [("open_case", "New information: open it again", "cfc"), ("sin_notified", "A SIN: open it again", "sin")]
    return [Button(text, f"/cases/{case}/reopen/{kind}", "secondary") for needs, text, kind in reopen if at.may(needs)]
