"""Offices in words, with their dates, and the choices of the forms that give them (K1, T2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from adapters.register.appointments import AppointmentRow
from adapters.register.directory_records import OfficeRow
from models.offices import needs_second_person
from models.people import Partner, Role
from models.wording import PARTNERS, ROLES, date_words, words

GIVEN_ROLES = tuple(role for role in Role if role is not Role.SERVICE)
FOR_A_PARTNER = (Role.QIIP_MEMBER,)


@dataclass(frozen=True)
class OfficeLine:
    """One office on a page: its number, its words, its dates in words, and how it stands."""

    id: int
    words: str
    dates: str
    state: str  # now, ahead, done, taken_back
    second_person: bool
    has_dates: bool = True


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def office_words(role: str, partner: str | None, agency: str | None, deputy: bool, names: Mapping[str, str]) -> str:
    """``QiiP member for the health partner, deputy``; an agency by the name it has now."""
    told = capital(words(ROLES, role))
    if partner and role in FOR_A_PARTNER:
        told += f" for {words(PARTNERS, partner)}"
    elif agency:
        told += f", {names.get(agency, agency)}"
    return f"{told} (deputy)" if deputy else told


def words_of(held: AppointmentRow, names: Mapping[str, str]) -> str:
    """An office somebody holds, in words."""
    return office_words(held.role, held.partner, held.agency, held.deputy, names)


def dates_of(first: date | None, last: date | None) -> str:
    """From when until when, in words with the weekday."""
    if first and last:
        return f"{date_words(first)} to {date_words(last)}"
    if first:
        return f"since {date_words(first)}"
    return f"until {date_words(last)}" if last else "no end set"


def line_of(office: OfficeRow, names: Mapping[str, str], today: date) -> OfficeLine:
    """One office as a page shows it."""
    held = office.held
    state = "now" if office.in_force(today) else "ahead" if office.is_to_come(today) else "done"
    dates = dates_of(held.from_on, held.until_on)
    if office.was_taken_back:
        state, dates = "taken_back", "taken back before it began"
    elif state == "ahead" and held.from_on and not held.until_on:
        dates = f"from {date_words(held.from_on)}"
    has_dates = bool(held.from_on or held.until_on)
    return OfficeLine(office.id, words_of(held, names), dates, state, needs_second_person(held.role), has_dates)


def role_options() -> list[tuple[str, str, str]]:
    """The offices that can be given: value, words, and whether a second person has to confirm."""
    second = "A second person has to confirm it."
    at_once = "Given at once: it reaches only the cases that another recorded step opens to it."
    return [
        (str(role), capital(words(ROLES, role)), second if needs_second_person(role) else at_once)
        for role in GIVEN_ROLES
    ]


def partner_options() -> list[tuple[str, str]]:
    """The statutory partners."""
    return [(str(partner), capital(words(PARTNERS, partner))) for partner in Partner]
