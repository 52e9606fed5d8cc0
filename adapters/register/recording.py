"""One transaction for all that a part decided: audit trail, read model and outbox together (K2, E2).

Carried out at least once: the same record again changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from adapters.register import audit, outbox, overviews, projections, standings, waits
from adapters.register.columns import Table
from adapters.register.list_tables import DoneTaskTable, WaitTable
from adapters.register.read_model import (
    ActionTable,
    AttendanceTable,
    ConflictTable,
    MilestoneTable,
    OverviewTable,
    RequestTable,
    ReturnTable,
    SignatureTable,
    StandingTable,
    VoteTable,
)
from adapters.register.store import Store
from adapters.register.tables import CaseTable
from models.record import Record, Recorded

READ_MODEL: tuple[type[Table], ...] = (
    StandingTable,
    OverviewTable,
    VoteTable,
    RequestTable,
    ReturnTable,
    SignatureTable,
    AttendanceTable,
    ActionTable,
    ConflictTable,
    MilestoneTable,
    WaitTable,
    DoneTaskTable,
)


class Recording:
    """What the parts of a case hand over, and what the pages read of it."""

    _store: Store

    def record(self, record: Record) -> Recorded:
        """Write a record; answers when the case's post is due next."""
        with self._store.writing() as session:
            entries = audit.append(session, record.case, record.part, record.events)
            for entry in entries:
                if entry.is_new:
                    projections.project(session, entry)
            if record.standing is not None:
                standings.keep(session, record.case, record.part, record.at, record.standing)
            # a record handed over again keeps the hour of the first time: its notices are of that day
            first = min((entry.at for entry in entries if not entry.is_new), default=record.at)
            outbox.put(session, self._store, record, min(first, record.at))
            waits.refresh(session, record.case)
            return Recorded(post_due=outbox.next_due(session, record.case))

    def rebuild_read_model(self) -> int:
        """Empty the read model and fill it again from the trail and the standing log; answers the entries read."""
        with self._store.writing() as session:
            for table in READ_MODEL:
                session.execute(delete(table))
            session.expunge_all()
            cases = session.scalars(select(CaseTable.reference)).all()
            for case in cases:
                overviews.overview(session, case)
            count = 0
            for entry in audit.entries(session):
                projections.project(session, entry)
                count += 1
            standings.rebuild(session)
            for case in dict.fromkeys([*cases, *session.scalars(select(StandingTable.case))]):
                waits.refresh(session, case)
            return count

    def votes(self, case: str) -> list[dict[str, Any]]:
        """Every version of every vote, oldest first."""
        return self._rows(case, VoteTable)

    def requests(self, case: str) -> list[dict[str, Any]]:
        """The information requests, by agency."""
        return self._rows(case, RequestTable)

    def returns(self, case: str) -> list[dict[str, Any]]:
        """Every version of every return, oldest first."""
        return self._rows(case, ReturnTable)

    def signatures(self, case: str) -> list[dict[str, Any]]:
        """Every signature and refusal, oldest first; voided ones say when."""
        return self._rows(case, SignatureTable)

    def attendance(self, case: str) -> list[dict[str, Any]]:
        """Who came to which panel meeting."""
        return self._rows(case, AttendanceTable)

    def actions(self, case: str) -> list[dict[str, Any]]:
        """The immediate-safety and learning actions of a case."""
        return self._rows(case, ActionTable)

    def milestones(self, case: str) -> list[dict[str, Any]]:
        """What mattered in a case, oldest first."""
        return self._rows(case, MilestoneTable)

    def _rows(self, case: str, table: type[Table]) -> list[dict[str, Any]]:
        with self._store.reading() as session:
            return table_rows(session, table, case)


def table_rows(session: Session, table: type[Table], case: str | None = None) -> list[dict[str, Any]]:
    """A read-model table as plain dicts, in the order of its key."""
    columns = table.__table__.c
    query = select(table.__table__).order_by(*table.__table__.primary_key)
    if case is not None:
        query = query.where(columns["case"] == case)
    found: Sequence[Any] = session.execute(query).mappings().all()
    return [dict(row) for row in found]
