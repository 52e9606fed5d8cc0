"""How parts stand, kept twice: as a log (the authority) and as the read model the pages ask (invariant 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.overviews import sum_up
from adapters.register.read_model import StandingTable
from adapters.register.tables import StandingLogTable
from models.case import Part
from models.record import Standing


@dataclass(frozen=True)
class StandingRow:
    """How one part of a case stands, since when."""

    case: str
    part: Part
    at: datetime
    standing: Standing


def keep(session: Session, case: str, part: Part, at: datetime, standing: Standing) -> None:
    """Log a standing if it is news, and show it."""
    says = standing.model_dump(mode="json")
    last = session.scalar(
        select(StandingLogTable.standing)
        .where(StandingLogTable.case == case, StandingLogTable.part == str(part))
        .order_by(StandingLogTable.id.desc())
        .limit(1)
    )
    if last == says:
        return
    session.add(StandingLogTable(case=case, part=str(part), at=at, standing=says))
    show(session, case, str(part), at, standing)


def show(session: Session, case: str, part: str, at: datetime, standing: Standing) -> None:
    """Put a standing into the read model, and the case's line in the list with it."""
    row = session.get(StandingTable, (case, part)) or StandingTable(case=case, part=part)
    row.at = at
    for name in ("stage", "next_action", "holder", "due", "ended"):
        setattr(row, name, getattr(standing, name))
    row.waits_for, row.tasks = list(standing.waits_for), list(standing.tasks)
    row.outcome = None if standing.outcome is None else str(standing.outcome)
    session.add(row)
    session.flush()
    sum_up(session, case)


def standings_of(session: Session, case: str) -> list[StandingRow]:
    """How each part of a case stands."""
    rows = session.scalars(select(StandingTable).where(StandingTable.case == case).order_by(StandingTable.part))
    return [_row(row) for row in rows]


def rebuild(session: Session) -> None:
    """Show the last standing of every part again."""
    for row in session.scalars(select(StandingLogTable).order_by(StandingLogTable.id)).all():
        show(session, row.case, row.part, row.at, Standing.model_validate(row.standing))


def _row(row: StandingTable) -> StandingRow:
    says: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("stage", "next_action", "holder", "due", "waits_for", "tasks", "ended", "outcome")
    }
    return StandingRow(row.case, Part(row.part), row.at, Standing.model_validate(says))
