"""Agencies in the settings: names with their dates, kind, partner, and who is written to (R3, R5, N15)."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.directory_changes import AgencyGiven
from adapters.register.directory_records import UnknownAgency
from admin.admission import Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership.agencies import agency_lines, line_of
from admin.partnership.notices import notice_of
from admin.partnership.offices import partner_options
from admin.partnership.people import names_of
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from models.people import Partner

door = Door()
HOME = "/settings/agencies"
RENAMED, MISWRITTEN = "renamed", "miswritten"


@door.see(HOME, "see_directory")
def all_of_them(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Every agency, and whom requests and escalations reach."""
    lines = agency_lines(wiring, at)
    may_change = at.may("change_directory")
    return page(request, "settings/agencies.html", lines=lines, may_change=may_change, notice=notice_of(request))


@door.see(f"{HOME}/new", "change_directory")
def ask_for_agency(request: Request, at: Admitted) -> Response:
    """The form for a new agency."""
    return _form(request, blank(at), None, "")


@door.act(HOME, "change_directory")
async def add(request: Request, wiring: Wired, at: Admitted) -> Response:
    """The agency is in the directory."""
    sheet = await sheet_of(request, at)

    def act() -> str:
        ref = wiring.register.add_agency(_given(sheet, None), sheet.signed(wiring))
        return f"{HOME}/{ref}?done=agency-added"

    return await done(sheet, act, lambda again: _form(request, again, None, "", 422))


@door.see(f"{HOME}/{{agency}}", "see_directory")
def one(request: Request, wiring: Wired, at: Admitted, agency: str) -> Response:
    """One agency: its names over time, and who speaks for it."""
    try:
        record = wiring.register.agency(agency)
    except UnknownAgency as unknown:
        return not_found(request, unknown)
    held = [office for office in wiring.register.offices_held() if office.in_force(wiring.today())]
    line = line_of(record.row, held, names_of(wiring, at, "settings_agency"))
    return page(
        request,
        "settings/agency.html",
        record=record,
        line=line,
        may_change=at.may("change_directory"),
        notice=notice_of(request),
    )


@door.see(f"{HOME}/{{agency}}/change", "change_directory")
def ask_for_change(request: Request, wiring: Wired, at: Admitted, agency: str) -> Response:
    """The form for a changed agency."""
    try:
        record = wiring.register.agency(agency)
    except UnknownAgency as unknown:
        return not_found(request, unknown)
    row = record.row
    sheet = blank(at, name=row.name, kind=row.kind, partner=row.partner or "", mark=record.mark)
    return _form(request, sheet, agency, row.name)


@door.act(f"{HOME}/{{agency}}/change", "change_directory")
async def change(request: Request, wiring: Wired, at: Admitted, agency: str) -> Response:
    """The change is made; a new name holds from its first day, and earlier days keep the old one."""
    try:
        name = wiring.register.agency(agency).row.name
    except UnknownAgency as unknown:
        return not_found(request, unknown)
    sheet = await sheet_of(request, at)
    renamed_on = _first_day(sheet, name)

    def act() -> str:
        given = _given(sheet, renamed_on)
        wiring.register.change_agency(agency, given, sheet.text("mark"), sheet.signed(wiring))
        return f"{HOME}/{agency}?done=agency-changed"

    return await done(sheet, act, lambda again: _form(request, again, agency, name, 422))


def _first_day(sheet: Sheet, name: str) -> date | None:
    """From which day a new name holds; None where the old one was only written wrongly, or stays."""
    if " ".join(sheet.text("name").split()) == name:
        return None
    why = sheet.chosen("why", "Why does the name change?", (RENAMED, MISWRITTEN))
    return sheet.day("renamed_on", "First day of the new name") if why == RENAMED else None


def _given(sheet: Sheet, renamed_on: date | None) -> AgencyGiven:
    partner = sheet.text("partner")
    return AgencyGiven(sheet.text("name"), sheet.text("kind"), partner if partner in set(Partner) else None, renamed_on)


def _form(request: Request, sheet: Sheet, agency: str | None, name: str, status: int = 200) -> Response:
    return page(
        request,
        "settings/agency_form.html",
        status,
        sheet=sheet,
        agency=agency,
        name=name,
        partners=partner_options(),
        reasons=((RENAMED, "The agency has a new name"), (MISWRITTEN, "It was written wrongly")),
    )
