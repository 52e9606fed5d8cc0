"""The room of the National Panel's reply to a Rapid Review Report (N13, R14)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import ReplyDates
from admin.rooms.opened import Opened, enter, not_begun, room_page
from admin.rooms.reply import chases_of, exchange_of, words_of
from models.case import Part
from models.panel_reply import Exchange, Stage

door = Door()


@door.see("/cases/{case}/reply", "read_case")
def reply(request: Request, at: Admitted, wiring: Wired, dates: ReplyDates) -> HTMLResponse:
    """What the Panel has said, what it is owed, and when it is chased."""
    opened = enter(wiring, at, "reply")
    if Part.PANEL_REPLY not in opened.standings:
        return not_begun(request, opened, "The Panel's reply is awaited once the report has been sent.")
    exchange = exchange_of(opened.course)
    submitted = opened.course.last("submission_recorded")
    awaited = opened.runs(Part.PANEL_REPLY) and exchange.stage() is Stage.REPLY
    return room_page(
        request,
        opened,
        _buttons(at, opened, exchange),
        exchange=exchange,
        ended=not opened.runs(Part.PANEL_REPLY),
        said=words_of(opened.course),
        chases=chases_of(opened.course, dates, wiring.now()) if awaited else (),
        submitted=submitted,
        acknowledged=opened.course.last("panel_acknowledged"),
        next=opened.next_of(Part.PANEL_REPLY),
        names=opened.names,
    )


def _buttons(at: Admission, opened: Opened, exchange: Exchange) -> list[Button]:
    runs, stage = opened.runs(Part.PANEL_REPLY), exchange.stage()
    closable = runs and exchange.refuses_closing() is None
    return [
        *offer(at, "answer_queries", when=runs and stage is Stage.ANSWER),
        *offer(at, "reconsider_lcspr", when=runs and exchange.reconsidering),
        *offer(at, "national_review_ended", when=runs and exchange.national_review),
        *offer(at, "panel_replied", when=runs, kind="" if stage is Stage.REPLY else "secondary"),
        *offer(at, "close_wait", when=closable, kind="secondary"),
    ]
