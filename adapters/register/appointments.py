"""Appointments: who holds which office from when to when, and in which capacity that lets somebody act (K1, T2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.people_tables import AgencyTable, AppointmentTable
from models.people import Actor, Partner, Role


@dataclass(frozen=True)
class AppointmentRow:
    """A person in a role, from and until dates included."""

    person: str
    role: Role
    partner: Partner | None
    agency: str | None
    deputy: bool
    from_on: date | None
    until_on: date | None


def in_force(row: AppointmentTable, on: date) -> bool:
    """Does an appointment hold on a day?"""
    return (row.from_on is None or row.from_on <= on) and (row.until_on is None or on <= row.until_on)


def appointment_row(row: AppointmentTable) -> AppointmentRow:
    """An appointment as read."""
    partner = Partner(row.partner) if row.partner else None
    return AppointmentRow(row.person, Role(row.role), partner, row.agency, row.deputy, row.from_on, row.until_on)


def as_actor(session: Session, row: AppointmentTable, on: date) -> Actor:
    """The capacity in which an appointment lets somebody act on a day."""
    return Actor(
        person=row.person,
        role=Role(row.role),
        partner=Partner(row.partner) if row.partner else _partner_of(session, row.agency),
        agency=row.agency,
        deputy_for=_principal(session, row, on) if row.deputy else None,
    )


def appointments_of(session: Session, person: str) -> list[AppointmentTable]:
    """Every appointment of a person, whenever."""
    return list(
        session.scalars(select(AppointmentTable).where(AppointmentTable.person == person).order_by(AppointmentTable.id))
    )


def _partner_of(session: Session, agency: str | None) -> Partner | None:
    row = session.get(AgencyTable, agency) if agency else None
    return Partner(row.partner) if row is not None and row.partner else None


def _principal(session: Session, row: AppointmentTable, on: date) -> str | None:
    query = select(AppointmentTable).where(
        AppointmentTable.role == row.role, AppointmentTable.deputy.is_(False), AppointmentTable.person != row.person
    )
    same = [
        other
        for other in session.scalars(query.order_by(AppointmentTable.id))
        if in_force(other, on) and (other.partner, other.agency) == (row.partner, row.agency)
    ]
    return same[0].person if same else None
