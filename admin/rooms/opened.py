"""A room as somebody has entered it: the case, how its parts stand, its course; the view is on record first (K2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.register.cases import CaseRow
from adapters.register.documents import Payload, UnknownDocument
from admin.admission import Admission
from admin.rendering import page
from admin.rooms.buttons import Button, whose
from admin.rooms.course import Course, courses_of
from admin.rooms.names import Names, holders, names_for
from admin.rooms.rooms import room_called, rooms_of
from admin.viewing import note_view
from admin.wiring import Wiring
from admin.wording import Risk, Wordbook, book_of, risk_in
from models.case import Part
from models.forms import FiledForm, stored_form
from models.people import Role
from models.policy import Policy
from models.record import Standing
from models.to_do import to_do


@dataclass(frozen=True)
class Next:
    """What comes next in a part: what, who holds it, whom it waits for, by when."""

    what: str
    who: str
    waits_for: tuple[str, ...]
    due: datetime | None
    left: str
    risk: Risk


@dataclass(frozen=True)
class Opened:
    """What every room knows."""

    wiring: Wiring
    at: Admission
    room: str
    standings: Mapping[Part, Standing]
    courses: tuple[Course, ...]
    book: Wordbook
    papers: dict[str, Payload] = field(default_factory=dict)  # what was read ahead, by its document

    @property
    def row(self) -> CaseRow:
        """The case."""
        return self.at.row

    @property
    def case(self) -> str:
        """Its reference."""
        return self.at.row.reference

    @property
    def course(self) -> Course:
        """The course the case is in."""
        return self.courses[-1]

    @cached_property
    def policy(self) -> Policy:
        """The edition the case keeps (C7)."""
        return self.wiring.policies.edition(self.row.policy)

    @cached_property
    def names(self) -> Names:
        """Who people are; looked up once, when first asked."""
        return names_for(self.wiring, self.at, self.room)

    def read_ahead(self, documents: Iterable[str], why: str) -> None:
        """Read all the papers that one view shows: the trail has one entry, which names each of them (K2)."""
        register, now = self.wiring.register, self.wiring.now()
        self.papers.update(register.read_documents(self.case, documents, self.at.by, now, why))

    def text(self, document: str, why: str) -> str:
        """What a text says; the reading is on record (K2). Blank for one that is not there."""
        read = self._read(document, why)
        return read if isinstance(read, str) else ""

    def form(self, document: str, kind: str, why: str) -> FiledForm | None:
        """A filed form; the reading is on record (K2). None for one that is not there, or is of another kind."""
        read = self._read(document, why)
        return stored_form(kind, read) if isinstance(read, dict) else None

    def _read(self, document: str, why: str) -> dict[str, Any] | str | None:
        if document in self.papers:
            return self.papers[document]
        try:
            return self.wiring.register.read_document(self.case, document, self.at.by, self.wiring.now(), why)
        except UnknownDocument:
            return None

    def runs(self, part: Part) -> bool:
        """Is this part of the case under way?"""
        return part in self.standings and not self.standings[part].ended

    def next_of(self, part: Part) -> Next | None:
        """What comes next in a part; None where it has not begun or has ended."""
        standing = self.standings.get(part)
        if standing is None or standing.ended or standing.next_action in ("", "none"):
            return None
        now = self.wiring.now()
        held = any(who.startswith("release:") for who in standing.waits_for)
        left = self.book.left(standing.due, now, self.row.policy).words if standing.due else ""
        return Next(
            what=to_do(standing.next_action),
            who=self.book.who(standing.holder, self.row),
            waits_for=tuple(self.book.who(who, self.row) for who in standing.waits_for),
            due=standing.due,
            left=left,
            risk=risk_in(self.book, standing.due, now, self.row.policy, paused=held),
        )


def enter(wiring: Wiring, at: Admission, room: str) -> Opened:
    """Enter a room: the view goes on record, then the case is looked up."""
    note_view(wiring, at, room)
    return looked_up(wiring, at, room)


def looked_up(wiring: Wiring, at: Admission, room: str) -> Opened:
    """The same without a page that is shown: for what a form begins with."""
    case = at.row.reference
    standings = {row.part: row.standing for row in wiring.register.standings(case)}
    return Opened(wiring, at, room, standings, courses_of(wiring.register.audit_of(case)), book_of(wiring))


def room_page(
    request: Request, opened: Opened, buttons: list[Button], /, template: str = "", **shown: Any
) -> HTMLResponse:
    """The page of a room: ``rooms/<room>.html`` with what it shows."""
    template = template or opened.room.replace("-", "_")
    known = {
        "row": opened.row,
        "rooms": rooms_of(opened.row, opened.standings, opened.at),
        "room": room_called(opened.room, opened.case),
        "book": opened.book,
        "buttons": buttons,
        "whose": whose,
        "may": opened.at.may,
    }
    return page(request, f"rooms/{template}.html", 200, **{**known, **shown})


def not_begun(request: Request, opened: Opened, waits_for: str) -> HTMLResponse:
    """The page of a room the case has not come to; ``waits_for`` says what has to happen first."""
    return room_page(request, opened, [], template="not_begun", waits_for=waits_for)


def qiip_members(opened: Opened) -> list[str]:
    """The names of the QiiP's members, who should not be the panel by default (R7)."""
    appointments = opened.wiring.register.appointments(opened.wiring.today())
    people = [*holders(appointments, Role.QIIP_MEMBER), *holders(appointments, Role.QIIP_CHAIR)]
    return opened.names.listed(dict.fromkeys(people))
