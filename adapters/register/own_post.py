"""Letters that the pages put into the outbox, which no workflow knows to wait for (E2, R3).

A case delivers its post when it records something; word that a request has gone astray must not wait for that. Whoever
delivers these claims them through this view of the register, and leaves every other letter to its case, which also
turns what cannot be delivered into a task (E5).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, or_, select

from adapters.register.outbox import OutboxRow, PostState
from adapters.register.register import Register
from adapters.register.tables import OutboxTable

PURPOSES = ("request_misdirected", "request_passed_on")
_WAITING = (PostState.PENDING, PostState.RETRY)


class OwnPost(Register):
    """The register as it looks to whoever delivers the pages' own letters."""

    @classmethod
    def of(cls, register: Register) -> OwnPost:
        """This view of a register that is open."""
        return cls(register._store)

    def cases_to_deliver(self, now: datetime) -> list[str]:
        """The cases with such letters that may go now, or whose fate is to be settled."""
        over = (OutboxTable.state == PostState.SENDING) & (OutboxTable.lease_until <= now)
        due = OutboxTable.state.in_(_WAITING) & (OutboxTable.next_at <= now)
        unsettled = or_(due, over, OutboxTable.state == PostState.AMBIGUOUS)
        query = select(OutboxTable.case).where(OutboxTable.purpose.in_(PURPOSES), unsettled).distinct()
        with self._store.reading() as session:
            return sorted(session.scalars(query))

    def expire_leases(self, now: datetime) -> int:
        """Such letters whose sender did not come back become ambiguous; answers how many."""
        over = (OutboxTable.state == PostState.SENDING) & (OutboxTable.lease_until <= now)
        with self._store.reading() as session:
            found = list(session.scalars(select(OutboxTable.id).where(OutboxTable.purpose.in_(PURPOSES), over)))
        for id in found:
            self._mark(id, PostState.AMBIGUOUS, now, since=(PostState.SENDING,), why="lease_expired", before=now)
        return len(found)

    def outbox_of(self, case: str) -> list[OutboxRow]:
        """Such letters of a case."""
        return [row for row in super().outbox_of(case) if row.purpose in PURPOSES]

    def _due(self, case: str | None, now: datetime) -> Select[int]:
        return super()._due(case, now).where(OutboxTable.purpose.in_(PURPOSES))
