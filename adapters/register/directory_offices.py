"""Offices given and ended: at once where they reach no case by themselves, else when a second person confirms (K1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.change_tables import ProposalTable
from adapters.register.directory import email_index, open_person, sealed_person
from adapters.register.directory_file import AppointmentLine, PersonLine
from adapters.register.directory_proposals import (
    CONFIRMED,
    ask_for,
    insist,
    insist_it_waits,
    opened,
    proposal_of,
    settle,
)
from adapters.register.directory_records import agency_of, person_of
from adapters.register.people_tables import AppointmentTable, PersonTable
from adapters.register.store import Store
from adapters.register.tokens import ChangeRefused, Signed, answered, changed
from models.forms import FieldError, FormRefused
from models.offices import ONE_HOLDER, ChangeKind, needs_second_person, refuses_confirmation
from models.people import Partner, Role

LABELS = {"role": "Office", "partner": "Statutory partner", "agency": "Agency", "until_on": "Last day"}
MENDS = {
    "role": ("is not one that can be given", "Choose an office of the list."),
    "partner": ("is needed for this office", "Choose the partner whose member this is."),
    "agency": ("is needed for this office", "Choose the agency they speak for."),
    "until_on": ("is before the first day", "Give the first day or a later one, or leave it blank."),
}


@dataclass(frozen=True)
class OfficeGiven:
    """An office as typed; without dates it holds from always, or for good."""

    role: str
    partner: str | None = None
    agency: str | None = None
    deputy: bool = False
    from_on: date | None = None
    until_on: date | None = None


class DirectoryOffices:
    """Giving and ending offices, and confirming what was asked for."""

    _store: Store

    def give_office(self, person: str, given: OfficeGiven, signed: Signed) -> bool:
        """Give an office; True where it waits for a second person. Raises FormRefused, ChangeRefused, UnknownPerson."""
        with self._store.writing() as session:
            if (before := answered(session, signed)) is not None:
                return bool(before["waits"])
            person_of(session, person)
            line = _office(session, person, given)
            waits = needs_second_person(line.role)
            if waits:
                ask_for(session, None, ChangeKind.GIVE_OFFICE, person, _body(line), signed)
            else:
                session.add(AppointmentTable(**dict(line)))
            signed.note(session, "office_asked_for" if waits else "office_given", waits=waits, **_body(line))
            return waits

    def end_office(self, office: int, last_day: date, signed: Signed) -> bool:
        """End an office after a day, or take it back before it begins; True where it waits for a second person."""
        with self._store.writing() as session:
            if (before := answered(session, signed)) is not None:
                return bool(before["waits"])
            row = session.get(AppointmentTable, office)
            if row is None or (row.until_on is not None and row.until_on <= last_day):
                raise changed()
            waits = needs_second_person(Role(row.role))
            body = {**_body(_line_of(row)), "office": office, "last_day": last_day.isoformat()}
            if waits:
                ask_for(session, None, ChangeKind.END_OFFICE, row.person, body, signed)
            else:
                _end(row, last_day)
            signed.note(session, "office_end_asked_for" if waits else "office_ended", waits=waits, **body)
            return waits

    def confirm(self, id: str, signed: Signed) -> None:
        """The second person confirms: it is done now. Raises ChangeRefused or FormRefused, and nothing is done."""
        with self._store.writing() as session:
            row = proposal_of(session, id)
            if (row.state, row.settled_by) == (CONFIRMED, signed.by.person):
                return
            insist_it_waits(row)
            insist(refuses_confirmation(row.person, row.by, signed.by.person))
            {
                ChangeKind.GIVE_OFFICE: _give_as_asked,
                ChangeKind.END_OFFICE: _end_as_asked,
                ChangeKind.CHANGE_EMAIL: self._readdress_as_asked,
            }[ChangeKind(row.kind)](session, row)
            settle(row, CONFIRMED, signed)
            detail = {**row.body, "person": row.person, "asked_by": row.by, "proposal": row.id}
            signed.note(session, f"{row.kind}_confirmed", **detail)

    def _readdress_as_asked(self, session: Session, row: ProposalTable) -> None:
        key = key_for_opening(session, self._store, DIRECTORY)
        now = open_person(key, person_of(session, row.person))
        line = PersonLine(ref=now.ref, name=now.name, email=opened(key, row), telephone=now.telephone)
        holder = session.scalar(select(PersonTable.ref).where(PersonTable.email_index == email_index(key, line.email)))
        if holder not in (None, row.person):
            raise ChangeRefused("not_free", "This address is another person's in the directory by now.")
        session.merge(sealed_person(key, line))


def _give_as_asked(session: Session, row: ProposalTable) -> None:
    line = AppointmentLine.model_validate(row.body)
    _insist_it_is_free(session, line)
    session.add(AppointmentTable(**dict(line)))


def _end_as_asked(session: Session, row: ProposalTable) -> None:
    body = dict(row.body)
    office, last_day = body.pop("office"), date.fromisoformat(body.pop("last_day"))
    there = session.get(AppointmentTable, office)
    if there is None or _body(_line_of(there)) != body:  # a directory loaded anew numbers its offices anew
        raise changed()
    _end(there, last_day)


def _end(row: AppointmentTable, last_day: date) -> None:
    before = row.from_on - timedelta(days=1) if row.from_on else last_day
    row.until_on = max(last_day, before)


def _office(session: Session, person: str, given: OfficeGiven) -> AppointmentLine:
    values = {"person": person, **vars(given)}
    role, partner = given.role, given.partner or None
    if role not in set(Role) - {Role.SERVICE}:
        raise _refused("role")
    if role == Role.QIIP_MEMBER and partner not in set(Partner):
        raise _refused("partner")
    if role in (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD) and not given.agency:
        raise _refused("agency")
    if given.agency:
        agency_of(session, given.agency)
    try:
        line = AppointmentLine.model_validate({**values, "partner": partner, "agency": given.agency or None})
    except ValidationError:
        raise _refused("until_on") from None
    _insist_it_is_free(session, line)
    return line


def _insist_it_is_free(session: Session, line: AppointmentLine) -> None:
    """One person holds an office once, and some offices have one holder at a time beside their deputies."""
    same = select(AppointmentTable).where(AppointmentTable.role == str(line.role))
    for row in session.scalars(same):
        there = _line_of(row)
        if not _is_same_office(there, line) or there.deputy != line.deputy or not _overlap(there, line):
            continue
        if there.person == line.person:
            raise ChangeRefused(
                "held_already",
                "This person holds the same office already in that time: choose other days, or another office.",
            )
        if line.role in ONE_HOLDER and not line.deputy:
            says = f"{there.person} holds this office in that time: end that first, or give it as a deputy's."
            raise ChangeRefused("held_by_another", says)


def _is_same_office(one: AppointmentLine, other: AppointmentLine) -> bool:
    """Is it the same office? A partner has one QiiP member, whatever agency of theirs the member comes from (T2)."""
    if other.role in (Role.QIIP_CHAIR, Role.MANAGEMENT_GROUP_CHAIR):
        return True
    return one.partner == other.partner and (other.role in ONE_HOLDER or one.agency == other.agency)


def _overlap(one: AppointmentLine, other: AppointmentLine) -> bool:
    ends = ((one.until_on, other.from_on), (other.until_on, one.from_on))
    is_void = any(line.from_on and line.until_on and line.until_on < line.from_on for line in (one, other))
    return not is_void and not any(last and first and last < first for last, first in ends)


def _line_of(row: AppointmentTable) -> AppointmentLine:
    names = AppointmentLine.model_fields
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    partner = Partner(row.partner) if row.partner else None
    return AppointmentLine.model_construct(**{**values, "role": Role(row.role), "partner": partner})


def _body(line: AppointmentLine) -> dict[str, Any]:
    """An office as the record and a proposal keep it: references, codes, dates."""
    return {name: _plain(getattr(line, name)) for name in AppointmentLine.model_fields}


def _plain(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, date)
        else value
        if isinstance(value, bool) or value is None
        else str(value)
    )


def _refused(field: str) -> FormRefused:
    return FormRefused("directory", [FieldError(field, LABELS[field], *MENDS[field])])
