"""A case's line in the list: its most urgent open part, who chairs it, how it ended, what lists filter and sort by."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.register.read_model import OverviewTable, StandingTable
from adapters.register.tables import CaseTable
from models.case import Part
from models.review import Course
from models.stage_order import place_of_stage

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_NUMBERS = 100_000  # references of a year
_PLAN_DATES = frozenset({Course.OPENING, Course.THRESHOLD, Course.RAPID_REVIEW})  # while these run, its dates count


def overview(session: Session, case: str) -> OverviewTable:
    """A case's line in the list, made if it has none."""
    line = session.get(OverviewTable, case)
    if line is None:
        line = OverviewTable(
            case=case, tasks=0, closed=False, urgency=NEVER, number=number_of(case), stage_order=place_of_stage(None)
        )
        line.clock_paused = line.paused = line.outside = False
        session.add(line)
    if line.kind is None and (opened := session.get(CaseTable, case)) is not None:
        describe(line, opened)
    session.flush()
    return line


def describe(line: OverviewTable, opened: CaseTable) -> None:
    """Note how a case was opened, or opened again."""
    line.kind, line.policy, line.notified_at = opened.kind, opened.policy, opened.notified_at


def number_of(case: str) -> int:
    """The year and the number of a reference as one number; 0 for what is none."""
    _, _, tail = case.partition("-")
    year, _, number = tail.partition("-")
    return int(year) * _NUMBERS + int(number) if year.isdigit() and number.isdigit() else 0


def sum_up(session: Session, case: str) -> None:
    """Draw a case's line from how its parts stand."""
    rows = session.scalars(select(StandingTable).where(StandingTable.case == case)).all()
    line = overview(session, case)
    whole = next((row for row in rows if row.part == Part.REVIEW), None)
    line.closed = whole is not None and whole.ended
    line.outcome = whole.outcome if whole is not None else None
    line.tasks = sum(len(row.tasks) for row in rows)
    first = _first([row for row in rows if not row.ended]) or whole
    for name in ("part", "stage", "next_action", "holder"):
        setattr(line, name, getattr(first, name, None))
    line.due = None if first is None else _due(first)
    line.urgency = line.due or NEVER
    line.stage_order = place_of_stage("closed" if line.closed else line.stage)
    _note_waiting(line, first)
    session.flush()


def _first(rows: list[StandingTable]) -> StandingTable | None:
    """The most urgent part. The case as a whole speaks for itself only where it asks for something of its own."""
    own = [row for row in rows if row.part != Part.REVIEW or row.next_action != row.stage]
    return min(own or rows, key=_urgency, default=None)


def _urgency(row: StandingTable) -> tuple[bool, float, bool, str]:
    """Soonest first; without a due time last; the parts before the whole."""
    return (row.due is None, row.due.timestamp() if row.due else 0.0, row.part == Part.REVIEW, row.part)


def _due(row: StandingTable) -> datetime | None:
    """When the most urgent part is due. The whole keeps the plan of its Rapid Review, which ends with that."""
    is_over = row.part == Part.REVIEW and row.next_action == row.stage and row.stage not in _PLAN_DATES
    return None if is_over else row.due


def _note_waiting(line: OverviewTable, first: StandingTable | None) -> None:
    waits_for = [] if first is None else first.waits_for
    is_held = any(str(whom).startswith("release:") for whom in waits_for)
    line.paused = not line.closed and (is_held or (line.clock_paused and line.part == Part.RAPID_REVIEW))
    line.outside = (line.holder or "").startswith("body:") or line.stage == Course.ALTE
