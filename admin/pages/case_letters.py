"""The letters of a case: what went to whom and when, what waits, and whom to telephone (E2, E5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from admin.case.opened import Filed
from admin.case.post import post_seen
from admin.case.views import views_of
from admin.door import Door
from admin.rendering import page
from admin.viewing import note_view

door = Door()


@door.see("/cases/{case}/letters", "read_case")
def letters(request: Request, file: Filed) -> Response:
    """Every letter of the case in words; their texts are in the mailbox."""
    post = post_seen(file, request.query_params.get("page", ""))
    note_view(file.wiring, file.at, "letters", people=post.called)
    return page(request, "case/letters.html", row=file.row, views=views_of(file.at), post=post)
