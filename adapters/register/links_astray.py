"""Requests whose link ended without reaching the right person: somebody has to send a new one (R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from adapters.register.link_tables import LinkTable
from adapters.register.read_model import OverviewTable, RequestTable
from adapters.register.store import Store

ASTRAY = ("wrong_person", "passed_on")


@dataclass(frozen=True)
class LinkAstray:
    """A request that waits for a reader: why its link ended (a code), and when."""

    case: str
    agency: str
    why: str
    at: datetime


class LinksAstray:
    """The requests without a reader."""

    _store: Store

    def links_astray(self) -> list[LinkAstray]:
        """Open requests of open cases whose last link reached the wrong person; the earliest first."""
        later = aliased(LinkTable)
        again = exists().where(
            later.case == LinkTable.case, later.agency == LinkTable.agency, later.issued_at > LinkTable.issued_at
        )
        asked = and_(RequestTable.case == LinkTable.case, RequestTable.agency == LinkTable.agency)
        query = (
            select(LinkTable)
            .join(RequestTable, asked)
            .join(OverviewTable, OverviewTable.case == LinkTable.case)
            .where(
                LinkTable.revoked_why.in_(ASTRAY),
                RequestTable.returned_at.is_(None),
                RequestTable.withdrawn_at.is_(None),
                OverviewTable.closed.is_(False),
                ~again,
            )
            .order_by(LinkTable.revoked_at, LinkTable.case)
        )
        with self._store.reading() as session:
            return [
                LinkAstray(row.case, row.agency, row.revoked_why or "", row.revoked_at or row.issued_at)
                for row in session.scalars(query)
            ]
