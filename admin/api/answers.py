"""From what the pages show to what programs are told: the same lists, the same words, no person in them (K1, N15)."""

from __future__ import annotations

from collections.abc import Iterable

from admin.api import shapes
from admin.case.clocks import step_name
from admin.case.file import CaseFile
from admin.case.steps import steps_seen
from admin.lists.lines import LineSeen
from admin.lists.long import LongPaging
from admin.work.items import Item
from admin.work.my_work import Group, MyWork
from models.london import london_date


def work_said(work: MyWork) -> shapes.Work:
    """What waits for somebody."""
    return shapes.Work(
        late=work.late,
        today=work.today,
        total=work.total,
        items=_items(work.groups),
        standing_in=_items(work.deputy),
        drafts=len(work.drafts),
    )


def _items(groups: Iterable[Group]) -> list[shapes.WorkItem]:
    return [_item(item) for group in groups for item in group.items]


def _item(item: Item) -> shapes.WorkItem:
    return shapes.WorkItem(
        case=item.case,
        part=item.part,
        what=item.what,
        form=item.href,
        due=item.due,
        working_days_left=item.left.working_days if item.left else None,
        risk=shapes.RiskShape.of(item.risk) if item.risk else None,
        reason=item.reason,
        outside=item.outside,
    )


def list_said(lines: Iterable[LineSeen], paging: LongPaging) -> shapes.Cases:
    """One page of the list."""
    return shapes.Cases(
        cases=[_line(line) for line in lines],
        page=paging.number,
        pages=paging.pages,
        total=paging.total,
        more=paging.more,
    )


def _line(line: LineSeen) -> shapes.CaseLineShape:
    return shapes.CaseLineShape(
        case=line.case,
        kind=line.kind,
        stage=line.stage,
        next=line.next,
        holder=line.holder,
        due=line.due,
        working_days_left=line.left.working_days if line.left else None,
        internal_clock=line.clocks.internal,
        external_clock=line.clocks.external,
        risk=shapes.RiskShape.of(line.risk),
        tasks=line.tasks,
    )


def case_said(file: CaseFile) -> shapes.Case:
    """How a case stands."""
    row = file.row
    return shapes.Case(
        case=row.reference,
        kind=row.kind,
        policy=row.policy,
        opened_at=row.opened_at,
        notified_at=row.notified_at,
        closed=row.closed,
        outcome=row.outcome,
        standings=_standings(file),
        dates=_dates(file),
        dates_live=file.plans.live,
    )


def _standings(file: CaseFile) -> list[shapes.StandingShape]:
    return [
        shapes.StandingShape(
            part=each.part,
            since=each.at,
            stage=each.standing.stage,
            next_action=each.standing.next_action,
            holder=file.who(each.standing.holder),
            due=each.standing.due,
            ended=each.standing.ended,
            outcome=str(each.standing.outcome) if each.standing.outcome else None,
            tasks=len(each.standing.tasks),
        )
        for each in file.standings
    ]


def _dates(file: CaseFile) -> list[shapes.DateShape]:
    found = [
        shapes.DateShape(
            part=part,
            step=seen.step.step,
            name=step_name(seen.step.step),
            due=london_date(seen.step.due_at),
            due_at=seen.step.due_at,
            state=seen.state,
            clause=seen.step.clause,
        )
        for part, view in file.plans.by_part.items()
        for seen in steps_seen(file, view.timetable)
    ]
    return sorted(found, key=lambda each: each.due_at)
