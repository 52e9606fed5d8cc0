"""Offices given and ended, absences entered and ended: each on the page of the person it is about (K1, T2, T4)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from adapters.register.directory import UnknownPerson
from adapters.register.directory_offices import OfficeGiven
from adapters.register.directory_records import AbsenceRow, OfficeRow, UnknownAgency
from admin.admission import Admitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.partnership import people
from admin.partnership.offices import GIVEN_ROLES, line_of, partner_options, role_options
from admin.partnership.sheet import Sheet, blank, done, sheet_of
from admin.rendering import page
from admin.wiring import Wiring
from models.people import Role

door = Door()
HOME = "/settings/people/{person}"


class Nothing(Exception):
    """There is no such person, office or absence."""


@door.see(f"{HOME}/offices/new", "change_directory")
def ask_for_office(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The form for an office."""
    if not _is_known(wiring, person):
        return not_found(request, Nothing())
    return _office_form(request, wiring, person, blank(at, deputy="no", **{"from_on": wiring.today()}))


@door.act(f"{HOME}/offices/new", "change_directory")
async def give_office(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The office is given, or waits for a second person."""
    sheet = await sheet_of(request, at)
    given = OfficeGiven(
        role=sheet.chosen("role", "Office", GIVEN_ROLES),
        partner=sheet.text("partner") if sheet.text("role") == Role.QIIP_MEMBER else None,
        agency=sheet.text("agency") or None,
        deputy=sheet.chosen("deputy", "Does this person hold it, or stand in?", ("no", "yes")) == "yes",
        from_on=sheet.day("from_on", "First day"),
        until_on=sheet.day("until_on", "Last day", needed=False),
    )

    def act() -> str:
        waits = wiring.register.give_office(person, given, sheet.signed(wiring))
        return f"/settings/people/{person}?done={'office-waits' if waits else 'office-given'}"

    try:
        return await done(sheet, act, lambda again: _office_form(request, wiring, person, again, 422))
    except (UnknownPerson, UnknownAgency) as unknown:
        return not_found(request, unknown)


@door.see(f"{HOME}/offices/{{office}}/end", "change_directory")
def ask_for_last_day(request: Request, wiring: Wired, at: Admitted, person: str, office: int) -> Response:
    """The form for an office's last day."""
    held = _office(wiring, person, office)
    if held is None:
        return not_found(request, Nothing())
    return _end_form(request, wiring, held, blank(at, last_day=wiring.today()))


@door.act(f"{HOME}/offices/{{office}}/end", "change_directory")
async def end_office(request: Request, wiring: Wired, at: Admitted, person: str, office: int) -> Response:
    """The office has its last day, or that waits for a second person."""
    held = _office(wiring, person, office)
    if held is None:
        return not_found(request, Nothing())
    sheet = await sheet_of(request, at)
    last_day = sheet.day("last_day", "Last day")

    def act() -> str:
        waits = last_day is not None and wiring.register.end_office(office, last_day, sheet.signed(wiring))
        return f"/settings/people/{person}?done={'office-waits' if waits else 'office-ended'}"

    return await done(sheet, act, lambda again: _end_form(request, wiring, held, again, 422))


@door.see(f"{HOME}/absences/new", "change_directory")
def ask_for_absence(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The form for an absence."""
    if not _is_known(wiring, person):
        return not_found(request, Nothing())
    return _absence_form(request, wiring, person, blank(at))


@door.act(f"{HOME}/absences/new", "change_directory")
async def record_absence(request: Request, wiring: Wired, at: Admitted, person: str) -> Response:
    """The absence is kept; the deputies stand in."""
    sheet = await sheet_of(request, at)
    first, last = sheet.day("from_on", "First day away"), sheet.day("until_on", "Last day away")

    def act() -> str:
        if first and last:
            wiring.register.record_absence(person, first, last, sheet.signed(wiring))
        return f"/settings/people/{person}?done=absence-recorded"

    try:
        return await done(sheet, act, lambda again: _absence_form(request, wiring, person, again, 422))
    except UnknownPerson as unknown:
        return not_found(request, unknown)


@door.see(f"{HOME}/absences/{{absence}}/end", "change_directory")
def ask_for_return(request: Request, wiring: Wired, at: Admitted, person: str, absence: int) -> Response:
    """The form for the day somebody is back."""
    away = _absence(wiring, person, absence)
    if away is None:
        return not_found(request, Nothing())
    return _back_form(request, away, blank(at, back_on=wiring.today()))


@door.act(f"{HOME}/absences/{{absence}}/end", "change_directory")
async def end_absence(request: Request, wiring: Wired, at: Admitted, person: str, absence: int) -> Response:
    """They are back on that day, or never left."""
    away = _absence(wiring, person, absence)
    if away is None:
        return not_found(request, Nothing())
    sheet = await sheet_of(request, at)
    back_on = sheet.day("back_on", "First day back")

    def act() -> str:
        if back_on:
            wiring.register.end_absence(absence, back_on, sheet.signed(wiring))
        return f"/settings/people/{person}?done=absence-ended"

    return await done(sheet, act, lambda again: _back_form(request, away, again, 422))


def _is_known(wiring: Wiring, person: str) -> bool:
    return wiring.register.is_person(person)


def _office(wiring: Wiring, person: str, office: int) -> OfficeRow | None:
    return next((row for row in wiring.register.offices_held(person) if row.id == office), None)


def _absence(wiring: Wiring, person: str, absence: int) -> AbsenceRow | None:
    return next((row for row in wiring.register.absences(person) if row.id == absence), None)


def _office_form(request: Request, wiring: Wiring, person: str, sheet: Sheet, status: int = 200) -> Response:
    return page(
        request,
        "settings/office_form.html",
        status,
        sheet=sheet,
        person=person,
        roles=[(value, words) for value, words, _ in role_options()],
        partners=partner_options(),
        agencies=sorted(people.agency_words(wiring).items(), key=lambda each: each[1]),
    )


def _end_form(request: Request, wiring: Wiring, held: OfficeRow, sheet: Sheet, status: int = 200) -> Response:
    line = line_of(held, people.agency_words(wiring), wiring.today())
    return page(request, "settings/office_end.html", status, sheet=sheet, person=held.held.person, office=line)


def _absence_form(request: Request, wiring: Wiring, person: str, sheet: Sheet, status: int = 200) -> Response:
    has_deputy = bool(wiring.register.standing_in(person, wiring.today()))
    return page(request, "settings/absence_form.html", status, sheet=sheet, person=person, has_deputy=has_deputy)


def _back_form(request: Request, away: AbsenceRow, sheet: Sheet, status: int = 200) -> Response:
    return page(request, "settings/absence_end.html", status, sheet=sheet, away=away)
