"""How the register stands, in figures: cases by edition, messages that wait, letters that reached nobody (E5, K5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from adapters.register.outbox import OutboxRow, PostState, outbox_row
from adapters.register.read_model import OverviewTable
from adapters.register.store import Store
from adapters.register.tables import AuditHeadTable, CaseTable, CommandTable, OutboxTable

_NOT_ARRIVED = (str(PostState.AMBIGUOUS), str(PostState.PERMANENT))


@dataclass(frozen=True)
class Waiting:
    """Messages the door took and no case has answered yet: how many, and since when the oldest waits."""

    count: int
    oldest: datetime | None


class Figures:
    """The figures."""

    _store: Store

    def cases_by_edition(self) -> dict[str, tuple[int, int]]:
        """How many open and closed cases keep each edition of the policy (C7)."""
        query = (
            select(CaseTable.policy, OverviewTable.closed, func.count())
            .join(OverviewTable, OverviewTable.case == CaseTable.reference)
            .group_by(CaseTable.policy, OverviewTable.closed)
        )
        counts: dict[str, tuple[int, int]] = {}
        with self._store.reading() as session:
            for edition, closed, count in session.execute(query):
                before = counts.get(edition, (0, 0))
                counts[edition] = (before[0], count) if closed else (count, before[1])
        return counts

    def messages_waiting(self, name: str | None = None) -> Waiting:
        """What was handed in (of one kind) and not answered yet."""
        query = select(func.count(), func.min(CommandTable.at)).where(CommandTable.state == "pending")
        if name is not None:
            query = query.where(CommandTable.name == name)
        with self._store.reading() as session:
            count, oldest = session.execute(query).one()
            return Waiting(count, oldest)

    def letters_not_arrived(self, limit: int = 50) -> tuple[int, list[OutboxRow]]:
        """Letters of open cases that reached nobody, or may not have: how many, and the latest of them (E5)."""
        query = (
            select(OutboxTable)
            .join(OverviewTable, OverviewTable.case == OutboxTable.case)
            .where(OutboxTable.state.in_(_NOT_ARRIVED), OverviewTable.closed.is_(False))
        )
        with self._store.reading() as session:
            count = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            rows = session.scalars(query.order_by(OutboxTable.written_at.desc(), OutboxTable.id.desc()).limit(limit))
            return count, [outbox_row(row) for row in rows]

    def audit_head(self) -> tuple[int, str]:
        """How many entries the audit trail has, and the hash of the last."""
        with self._store.reading() as session:
            seq, own = session.execute(select(AuditHeadTable.seq, AuditHeadTable.hash)).one()
            return seq, own
