"""Keeps the table of what each case waits for: drawn anew from the record whenever the record of a case grows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from adapters.register.list_tables import DoneTaskTable, WaitTable
from adapters.register.read_model import ActionTable, MilestoneTable, RequestTable, StandingTable
from adapters.register.tables import AuditTable, CaseTable, OutboxTable
from models.awaited import AskedAgency, Awaited, CaseSeen, Marks, OpenAction, PartStands, awaited
from models.case import CaseKind, Part
from models.people import to_agency
from models.record import Standing

_MARKED = (Part.LCSPR, Part.PUBLICATION)
_MARKS = (
    "draft_sent",
    "response_plan_filed",
    "response_plan_confirmed",
    "publication_plan_filed",
    "publication_plan_agreed",
    "anonymisation_checked",
    "hold_begun",
    "hold_extended",
)


def refresh(session: Session, case: str) -> None:
    """Draw up again what a case waits for."""
    session.flush()
    session.execute(delete(WaitTable).where(WaitTable.case == case))
    rows = [_row(case, item) for item in awaited(_seen(session, case))]
    if rows:
        session.execute(insert(WaitTable), rows)


def _row(case: str, item: Awaited) -> dict[str, Any]:
    names = ("recipient", "action", "about", "stage", "since", "due", "due_on", "due_day", "outside", "task", "urgency")
    return {"case": case, "part": str(item.part), **{name: getattr(item, name) for name in names}}


def _seen(session: Session, case: str) -> CaseSeen:
    opened = session.get(CaseTable, case)
    parts = tuple(_parts(session, case))
    is_open = {row.part for row in parts if not row.says.ended}
    done = session.execute(select(DoneTaskTable.part, DoneTaskTable.task).where(DoneTaskTable.case == case))
    return CaseSeen(
        kind=CaseKind(opened.kind) if opened is not None else CaseKind.CFC,
        referrer=opened.referrer if opened is not None else None,
        parts=parts,
        requests=tuple(_requests(session, case)) if Part.RAPID_REVIEW in is_open else (),
        actions=tuple(_actions(session, case)),
        marks=_marks(session, case) if is_open.intersection(_MARKED) else Marks(),
        unacknowledged_since=_unacknowledged(session, case, opened) if Part.RAPID_REVIEW in is_open else None,
        done=frozenset((part, task) for part, task in done),
    )


def _parts(session: Session, case: str) -> Iterator[PartStands]:
    for row in session.scalars(select(StandingTable).where(StandingTable.case == case)):
        says = Standing(
            stage=row.stage,
            next_action=row.next_action,
            holder=row.holder,
            due=row.due,
            waits_for=tuple(row.waits_for),
            tasks=tuple(row.tasks),
            ended=row.ended,
        )
        yield PartStands(row.part, row.at, says)


def _requests(session: Session, case: str) -> Iterator[AskedAgency]:
    letters = select(OutboxTable.recipient, OutboxTable.due).where(
        OutboxTable.case == case, OutboxTable.purpose == "information_requested"
    )
    due = {recipient: on for recipient, on in session.execute(letters.order_by(OutboxTable.id))}
    query = select(RequestTable).where(
        RequestTable.case == case, RequestTable.returned_at.is_(None), RequestTable.withdrawn_at.is_(None)
    )
    for row in session.scalars(query):
        yield AskedAgency(row.agency, row.asked_at, row.due_day, due.get(to_agency(row.agency)))


def _actions(session: Session, case: str) -> Iterator[OpenAction]:
    query = select(ActionTable).where(
        ActionTable.case == case, ActionTable.state == "open", ActionTable.owner.is_not(None)
    )
    for row in session.scalars(query):
        yield OpenAction(row.action, row.owner or "", row.immediate, row.agreed_at, row.due)


def _unacknowledged(session: Session, case: str, opened: CaseTable | None) -> datetime | None:
    """Since when the National Panel's acknowledgement of a SIN is waited for; None where it is not (N13)."""
    names = ("sin_notified", "rapid_review_instigated", "panel_acknowledged")
    query = select(MilestoneTable).where(MilestoneTable.case == case, MilestoneTable.action.in_(names))
    said = {row.action: row for row in session.scalars(query.order_by(MilestoneTable.seq))}
    begun, told, sin = said.get("rapid_review_instigated"), said.get("panel_acknowledged"), said.get("sin_notified")
    if begun is None or opened is None or opened.opening.get("expected_on"):
        return None
    is_sin = opened.kind == CaseKind.SIN or (sin is not None and sin.seq < begun.seq)
    if not is_sin or (told is not None and told.seq > begun.seq):
        return None
    return min(begun.at, opened.notified_at) if opened.kind == CaseKind.SIN else begun.at


def _marks(session: Session, case: str) -> Marks:
    """What the LCSPR's and the publication's entries say: the latest report and plans, who agreed, holds."""
    query = select(AuditTable.action, AuditTable.part, AuditTable.detail).where(
        AuditTable.case == case, AuditTable.action.in_(_MARKS)
    )
    report, plan, agreed, anonymised, confirmed = 0, 0, set[str](), False, True
    holds: dict[tuple[str, str], date] = {}
    for action, part, text in session.execute(query.order_by(AuditTable.seq)):
        detail = json.loads(text)
        if action == "draft_sent":
            report, anonymised = int(detail.get("report_version") or 0), False
        elif action in ("response_plan_filed", "response_plan_confirmed"):
            confirmed = action == "response_plan_confirmed"
        elif action == "publication_plan_filed":
            plan, agreed = int(detail.get("plan_version") or 0), set()
        elif action == "publication_plan_agreed":
            agreed.add(str(detail.get("partner")))
        elif action == "anonymisation_checked":
            anonymised = bool(detail.get("passed"))
        elif detail.get("review_on"):
            holds[part, str(detail.get("hold"))] = date.fromisoformat(detail["review_on"])
    return Marks(plan, frozenset(agreed), report, anonymised, confirmed, holds)
