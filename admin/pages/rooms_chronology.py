"""The room of the integrated chronology and the key lines of enquiry (R6)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import offer
from admin.rooms.chronology import kloes_document, latest_documents, latest_returns, rows_of, settled_kloes, when_words
from admin.rooms.dates import RapidReviewDates
from admin.rooms.opened import enter, not_begun, room_page
from admin.rooms.returns import returns_seen
from models.case import Part
from models.chronology import merge
from models.wording import listed

door = Door()


@door.see("/cases/{case}/chronology", "read_papers")
def chronology(
    request: Request, at: Admitted, wiring: Wired, dates: RapidReviewDates, agency: str = "", printed: str = ""
) -> HTMLResponse:
    """All agencies' events by time, their conflicts side by side, and the key lines of enquiry."""
    opened = enter(wiring, at, "chronology")
    if Part.RAPID_REVIEW not in opened.standings:
        return not_begun(request, opened, "The chronology is put together from the agencies' returns.")
    opened.read_ahead([*latest_documents(opened.course).values(), kloes_document(opened.course)], "chronology")
    told = latest_returns(opened, "chronology")
    merged = merge(told)
    seen = returns_seen(opened.course, (), dates, wiring.now())
    settled = opened.course.last("kloes_settled")
    runs = opened.runs(Part.RAPID_REVIEW)
    words = "Settle them again" if settled else ""
    return room_page(
        request,
        opened,
        offer(at, "settle_chronology", words, when=runs, kind="secondary" if settled else ""),
        template="chronology_printed" if printed else "chronology",
        merged=merged,
        when=when_words,
        chosen=agency if agency in told else "",
        agencies=sorted(told, key=opened.book.agency),
        rows=rows_of(merged, agency if agency in told else ""),
        outstanding=listed(opened.book.agency(each.agency) for each in seen if each.is_outstanding),
        partial=listed(opened.book.agency(each.agency) for each in seen if each.state == "partial"),
        kloes=settled_kloes(opened, "chronology"),
        settled=settled,
        due=dates.due("chronology"),
        next=opened.next_of(Part.RAPID_REVIEW),
    )
