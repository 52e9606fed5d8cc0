"""Days proclaimed while cases run: holidays, closures, extra working days (C1, C6). Versions are never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.cases import next_number
from adapters.register.people_tables import CalendarDayTable
from adapters.register.read_model import OverviewTable
from adapters.register.store import Store
from adapters.register.tables import CaseTable, CommandTable
from adapters.register.tokens import answered_under, event_of
from models.people import Actor

_LARGEST = 2**31  # what a column of versions holds


class DayKind(StrEnum):
    """What a proclaimed day is."""

    HOLIDAY = "holiday"
    CLOSURE = "closure"
    EXTRA_WORKING_DAY = "extra_working_day"
    WITHDRAWN = "withdrawn"  # an earlier proclamation of the day is taken back


@dataclass(frozen=True)
class CalendarDay:
    """A proclaimed day, as its latest version says. ``reason`` stands in explanations: no personal matter."""

    on: date
    kind: DayKind
    reason: str
    proclaimed_at: datetime
    by: str
    version: int


class CalendarDays:
    """The partnership's own days beside the bank holidays known in advance."""

    _store: Store

    def proclaim_day(
        self, on: date, kind: DayKind | str, reason: str, by: Actor, at: datetime, token: str = ""
    ) -> CalendarDay:
        """Proclaim a day, or take one back (``withdrawn``); a new version of the calendar, one for a one-time token."""
        kind = DayKind(kind)
        with self._store.writing() as session:
            if (before := _under(session, token)) is not None:
                return before
            version = next_number(session, "calendar")
            row = CalendarDayTable(
                version=version, on=on, kind=str(kind), reason=reason, proclaimed_at=at, by=by.person
            )
            session.add(row)
            audit.note(
                session, "", "calendar_day_proclaimed", by, at, clause="C6",
                event_id=event_of(token) if token else None, on=on.isoformat(), kind=str(kind), version=version,
            )  # fmt: skip
            session.flush()
            return _row(row)

    def calendar_days(self, version: int | None = None) -> list[CalendarDay]:
        """The days in force (as of a version), by date; withdrawn ones left out."""
        query = select(CalendarDayTable).order_by(CalendarDayTable.version)
        if version is not None:
            query = query.where(CalendarDayTable.version <= version)
        with self._store.reading() as session:
            latest = {row.on: _row(row) for row in session.scalars(query)}
        return sorted((day for day in latest.values() if day.kind is not DayKind.WITHDRAWN), key=lambda day: day.on)

    def cases_to_tell(self, day: CalendarDay, fact: str) -> list[str]:
        """The open cases that began before a proclamation and have not been told of it: by reference.

        ``fact`` is the name of the message that tells; a case told of a later version knows this one too.
        """
        told = select(CommandTable.case).where(
            CommandTable.case == OverviewTable.case, CommandTable.name == fact, CommandTable.at >= day.proclaimed_at
        )
        query = (
            select(OverviewTable.case)
            .join(CaseTable, CaseTable.reference == OverviewTable.case)
            .where(OverviewTable.closed.is_(False), CaseTable.opened_at <= day.proclaimed_at, ~told.exists())
            .order_by(OverviewTable.case)
        )
        with self._store.reading() as session:
            return list(session.scalars(query))

    def proclamation(self, version: int) -> CalendarDay | None:
        """The change of the calendar that made a version, a day taken back included; None where there is none."""
        with self._store.reading() as session:
            row = session.get(CalendarDayTable, version) if 0 < version < _LARGEST else None
            return None if row is None else _row(row)

    def calendar_version(self) -> int:
        """How many proclamations there have been: 0 is the calendar known in advance."""
        with self._store.reading() as session:
            return session.scalar(select(func.max(CalendarDayTable.version))) or 0


def _under(session: Session, token: str) -> CalendarDay | None:
    """What was proclaimed when this token came before."""
    detail = answered_under(session, token) if token else None
    row = session.get(CalendarDayTable, detail["version"]) if detail else None
    return None if row is None else _row(row)


def _row(row: CalendarDayTable) -> CalendarDay:
    return CalendarDay(row.on, DayKind(row.kind), row.reason, row.proclaimed_at, row.by, row.version)
