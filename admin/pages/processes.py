"""What is linked to a case: parallel processes with contact and hold, the ALTE part, other cases (N6, N9, N11)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from admin.case.kin import alte_seen, kin_seen, processes_seen
from admin.case.opened import Filed
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.rooms.buttons import offer
from admin.viewing import note_view
from models.case import Part, ReviewAsked

door = Door()


@door.see("/cases/{case}/processes", "read_case")
def processes(request: Request, file: Filed) -> Response:
    """The parallel processes and the other cases."""
    note_view(file.wiring, file.at, "processes")
    is_open = file.runs(Part.REVIEW)
    with_cdop = file.row.opening.review_asked is not ReviewAsked.RAPID_REVIEW
    waits = with_cdop and file.last("alte_outcome_recorded") is None
    return page(
        request,
        "case/processes.html",
        row=file.row,
        views=views_of(file.at),
        may=file.at.may,
        processes=processes_seen(file),
        alte=alte_seen(file),
        kin=kin_seen(file),
        buttons=[
            *offer(file.at, "link_process", "Link a parallel process", when=is_open),
            *offer(file.at, "record_alte_outcome", when=is_open and waits, kind="secondary"),
        ],
    )
