"""What is on record of cases' clocks, for the rows of one page at a time (C3, C8, N13)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.read_model import MilestoneTable
from adapters.register.store import Store
from adapters.register.tables import AuditTable, CaseTable, CommandTable
from models.clocks import ClockFacts

_TOLD = (
    "clock_paused",
    "clock_resumed",
    "lcspr_commissioned",
    "notification_corrected",
    "panel_acknowledged",
    "rapid_review_instigated",
    "sin_notified",
    "submission_recorded",
)


class ClocksOnRecord:
    """The facts behind both clocks."""

    _store: Store

    def clock_facts(self, cases: Collection[str]) -> dict[str, ClockFacts]:
        """What is on record of the clocks of these cases; a case the register does not know is left out."""
        told = select(MilestoneTable).where(MilestoneTable.case.in_(cases), MilestoneTable.action.in_(_TOLD))
        opened = select(CaseTable.reference, CaseTable.notified_at, CaseTable.opening).where(
            CaseTable.reference.in_(cases)
        )
        with self._store.reading() as session:
            milestones: dict[str, list[MilestoneTable]] = {}
            for row in session.scalars(told.order_by(MilestoneTable.seq)):
                milestones.setdefault(row.case, []).append(row)
            return {
                case: _facts(session, notified_at, opening, milestones.get(case, []))
                for case, notified_at, opening in session.execute(opened)
            }


def _facts(session: Session, notified_at: datetime, opening: Any, said: list[MilestoneTable]) -> ClockFacts:
    said = [row for row in said if row.at >= notified_at] if opening.get("reopens") else said
    expected = _date(opening.get("expected_on"))
    return ClockFacts(
        notified_at=_sin_start(session, said) or notified_at,
        corrected_to=_last(said, "notification_corrected", "notified_on"),
        panel_date=_last(said, "panel_acknowledged", "expected_on") or expected,
        pauses=tuple(_pauses(said)),
        sent_at=max((row.at for row in said if row.action == "submission_recorded"), default=None),
        publication_due=_last(said, "lcspr_commissioned", "publication_due"),
    )


def _sin_start(session: Session, said: Iterable[MilestoneTable]) -> datetime | None:
    """A SIN that comes before the Rapid Review has begun starts its plan, from its notification or its receipt (T8)."""
    before = []
    for row in said:
        if row.action == "rapid_review_instigated":
            break
        before.append(row)
    sin = next((row for row in before if row.action == "sin_notified"), None)
    if sin is None:
        return None
    entry = session.get(AuditTable, sin.seq)
    command = session.get(CommandTable, entry.event_id) if entry is not None else None
    told = (command.body or {}).get("notified_at") if command is not None else None
    return datetime.fromisoformat(told) if told else (command.at if command is not None else sin.at)


def _pauses(said: Iterable[MilestoneTable]) -> Iterable[tuple[date, date | None]]:
    begun: date | None = None
    for row in said:
        if row.action == "clock_paused":
            begun = _date(row.detail.get("on"))
        elif row.action == "clock_resumed" and begun is not None:
            yield begun, _date(row.detail.get("until"))
            begun = None
    if begun is not None:
        yield begun, None


def _last(said: Iterable[MilestoneTable], action: str, name: str) -> date | None:
    dates = [_date(row.detail.get(name)) for row in said if row.action == action]
    return dates[-1] if dates else None


def _date(value: Any) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
