"""People in the settings: who holds what, who is away, new people, changed addresses (K1, T4)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.directory import UnknownPerson
from adapters.register.directory_changes import Contact
from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.paging import paging
from admin.partnership import people
from admin.partnership.notices import notice_of
from admin.partnership.offices import capital, role_options
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from admin.wiring import Wiring

door = Door()
HOME = "/settings/people"


@door.see(HOME, "see_directory")
def everybody(request: Request, wiring: Wired, at: Admitted, role: str = "", agency: str = "") -> Response:
    """Everybody in the directory, with the offices they hold today."""
    role = role if people.is_reachable(role) else ""
    agencies = people.agency_words(wiring)
    agency = agency if agency in agencies else ""
    lines = people.people_lines(wiring, at, role, agency)
    address = f"{HOME}?role={role}&agency={agency}&page="
    shown = paging(request.query_params.get("page"), len(lines), lambda number: f"{address}{number}", 50)
    return page(
        request,
        "settings/people.html",
        lines=lines[shown.offset : shown.offset + shown.size],
        paging=shown,
        role=role,
        agency=agency,
        roles=[(value, words) for value, words, _ in role_options()],
        agencies=sorted(agencies.items(), key=lambda each: each[1]),
        waiting=len(wiring.register.proposals()),
        may_change=at.may("change_directory"),
        notice=notice_of(request),
    )


@door.see(f"{HOME}/new", "change_directory")
def ask_for_somebody(request: Request, at: Admitted) -> Response:
    """The form for somebody new."""
    return _person_form(request, blank(at), None)


@door.act(HOME, "change_directory")
async def add(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Somebody new is in the directory; offices are given on their page."""
    sheet = await sheet_of(request, at)

    def act() -> str:
        ref = wiring.register.add_person(_contact(sheet), sheet.signed(wiring))
        return f"{HOME}/{ref}?done=person-added"

    return await done(sheet, act, lambda again: _person_form(request, again, None, 422))


@door.see(f"{HOME}/{{person}}", "see_directory")
def one(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """One person: addresses, offices with their dates, absences and who stands in."""
    try:
        record = wiring.register.person(person, at.by, wiring.now())
    except UnknownPerson as unknown:
        return not_found(request, unknown)
    names = people.names_of(wiring, at, "settings_person")
    account = wiring.register.account(person)
    return page(
        request,
        "settings/person.html",
        person=record.row,
        offices=people.offices_of(wiring, person),
        absences=people.absences_of(wiring, person, names),
        waiting=wiring.register.proposals(person),
        account_words=_account_words(account is not None, bool(account and account.closed_at)),
        may_change=at.may("change_directory"),
        capital=capital,
        notice=notice_of(request),
    )


@door.see(f"{HOME}/{{person}}/contact", "change_directory")
def ask_for_contact(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The form for a changed name or address."""
    try:
        record = wiring.register.person(person, at.by, wiring.now())
    except UnknownPerson as unknown:
        return not_found(request, unknown)
    row = record.row
    sheet = blank(at, name=row.name, email=row.email, telephone=row.telephone, mark=record.mark)
    return _person_form(request, sheet, person)


@door.act(f"{HOME}/{{person}}/contact", "change_directory")
async def change_contact(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The change is made; an address of somebody whose office reaches cases waits for a second person."""
    sheet = await sheet_of(request, at)

    def act() -> str:
        waits = wiring.register.change_person(person, _contact(sheet), sheet.text("mark"), sheet.signed(wiring))
        return f"{HOME}/{person}?done={'email-waits' if waits else 'person-changed'}"

    try:
        return await done(sheet, act, lambda again: _person_form(request, again, person, 422))
    except UnknownPerson as unknown:
        return not_found(request, unknown)


def _contact(sheet: Sheet) -> Contact:
    return Contact(sheet.text("name"), sheet.text("email"), sheet.text("telephone"))


def _person_form(request: Request, sheet: Sheet, person: str | None, status: int = 200) -> Response:
    return page(request, "settings/person_form.html", status, sheet=sheet, person=person)


def _account_words(exists: bool, closed: bool) -> str:
    if not exists:
        return "No account here yet"
    return "Closed" if closed else "Open"


__all__ = ["Admission", "Wiring", "door"]
