"""The directory's tables: who holds which office from when to when; and the partnership's own calendar days.

Names, e-mail addresses and telephone numbers are sealed under the directory's key; an e-mail address is found
by its blind index.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Table
from adapters.register.tables import Serial


class PersonTable(Table):
    __tablename__ = "people"

    ref: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    email: Mapped[bytes] = mapped_column(LargeBinary)
    telephone: Mapped[bytes] = mapped_column(LargeBinary)
    email_index: Mapped[str] = mapped_column(unique=True)


class AgencyTable(Table):
    __tablename__ = "agencies"

    ref: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    partner: Mapped[str | None]


class BodyTable(Table):
    """Bodies outside the partnership that letters go to: the National Panel, the Secretary of State, the CDOP."""

    __tablename__ = "bodies"

    ref: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[bytes] = mapped_column(LargeBinary)
    telephone: Mapped[bytes] = mapped_column(LargeBinary)


class AppointmentTable(Table):
    """A person in a role from a date to a date, both included."""

    __tablename__ = "appointments"
    __table_args__ = (Index("ix_appointments_role_partner_agency", "role", "partner", "agency"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    role: Mapped[str]
    partner: Mapped[str | None]
    agency: Mapped[str | None] = mapped_column(ForeignKey("agencies.ref"))
    deputy: Mapped[bool]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class AbsenceTable(Table):
    """A person away from a date to a date, both included: letters go to the deputy too."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.ref"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]


class CalendarDayTable(Table):
    """Days proclaimed beside the bank holidays known in advance (C1, C6)."""

    __tablename__ = "calendar_days"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str]  # holiday, closure, extra_working_day, withdrawn
    reason: Mapped[str]
    proclaimed_at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str]
