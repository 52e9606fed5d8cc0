"""Housekeeping: what is no record and nobody needs any more goes: old drafts, links and sessions long over (K3, G7).

A draft goes when nobody has saved it for so long, or some days after its case was closed over it. What was kept of a
link goes when its case is closed and the link has been over for so long. What was done stands in the audit trail, which
nobody sweeps; there the sweeping itself stands too, in numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from adapters.register import audit
from adapters.register.columns import Table
from adapters.register.commands import CommandState
from adapters.register.draft_tables import DraftTable
from adapters.register.drafts import DraftRow
from adapters.register.link_tables import LinkTable, LinkVisitTable
from adapters.register.read_model import MilestoneTable, OverviewTable
from adapters.register.sign_in_tables import SessionTable
from adapters.register.store import Store
from adapters.register.tables import CommandTable
from models.people import SERVICE

NOTICE = timedelta(days=14)  # so long before it goes a draft's owner is told; so long one of a closed case stays
VISITS = timedelta(days=1)  # a browser's way in to a request, which has been shut for hours by then
SESSIONS = timedelta(days=30)  # no session lasts longer than a day


@dataclass(frozen=True)
class Keeping:
    """How long is kept what nobody goes on with: a draft since it was saved, a closed case's link since it ended."""

    drafts: timedelta
    links: timedelta


@dataclass(frozen=True)
class Swept:
    """How many went."""

    drafts: int = 0
    links: int = 0
    visits: int = 0
    sessions: int = 0


class Housekeeping:
    """The housekeeping."""

    _store: Store

    def drafts_end(self, drafts: Iterable[DraftRow], keep: timedelta) -> dict[str, datetime]:
        """When each of these drafts goes, if nobody saves it before, by its id."""
        found = list(drafts)
        with self._store.reading() as session:
            closed = _closed_at(session, {draft.case for draft in found})
        return {draft.id: _goes_at(draft.saved_at, closed.get(draft.case), keep) for draft in found}

    def sweep(self, now: datetime, keeping: Keeping) -> Swept:
        """Delete what has had its time; how many went is on record where any did."""
        with self._store.writing() as session:
            links = _links_over(now - keeping.links)
            swept = Swept(
                drafts=_sweep_drafts(session, now, keeping.drafts),
                visits=_delete(session, LinkVisitTable, _visits_over(now, links)),
                links=_delete(session, LinkTable, links),
                sessions=_delete(session, SessionTable, SessionTable.seen_at < now - SESSIONS),
            )
            if swept != Swept():
                audit.note(session, "", "house_kept", SERVICE, now, clause="G7", **asdict(swept))
            return swept


def _goes_at(saved_at: datetime, closed_at: datetime | None, keep: timedelta) -> datetime:
    ends = saved_at + keep
    is_closed_over = closed_at is not None and saved_at <= closed_at  # later: it is to open the case again
    return min(ends, closed_at + NOTICE) if closed_at is not None and is_closed_over else ends


def _closed_at(session: Session, cases: Iterable[str]) -> Mapping[str, datetime]:
    """When the closed ones of these cases were closed, the last time."""
    query = (
        select(MilestoneTable.case, func.max(MilestoneTable.at))
        .join(OverviewTable, OverviewTable.case == MilestoneTable.case)
        .where(MilestoneTable.case.in_(cases), MilestoneTable.action == "case_closed", OverviewTable.closed.is_(True))
        .group_by(MilestoneTable.case)
    )
    return {case: at for case, at in session.execute(query)}


def _sweep_drafts(session: Session, now: datetime, keep: timedelta) -> int:
    sent_on_later = select(CommandTable.id).where(CommandTable.state == CommandState.PENDING)
    rows = session.execute(
        select(DraftTable.id, DraftTable.case, DraftTable.version, DraftTable.saved_at).where(
            DraftTable.saved_at < now - min(NOTICE, keep), DraftTable.id.not_in(sent_on_later)
        )
    ).all()
    closed = _closed_at(session, {row.case for row in rows})
    over = [row for row in rows if _goes_at(row.saved_at, closed.get(row.case), keep) <= now]
    # the version: who saves theirs at this very moment keeps it
    return sum(_delete(session, DraftTable, DraftTable.id == row.id, DraftTable.version == row.version) for row in over)


def _links_over(before: datetime) -> ColumnElement[bool]:
    closed = select(OverviewTable.case).where(OverviewTable.closed.is_(True))
    has_ended = or_(LinkTable.expires_at < before, LinkTable.revoked_at < before)
    return LinkTable.case.in_(closed) & has_ended


def _visits_over(now: datetime, links: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(LinkVisitTable.seen_at < now - VISITS, LinkVisitTable.link.in_(select(LinkTable.id).where(links)))


def _delete(session: Session, table: type[Table], *which: ColumnElement[bool]) -> int:
    """Delete these rows; answers how many there were."""
    found = session.execute(delete(table).where(*which).execution_options(synchronize_session=False))
    return int(getattr(found, "rowcount", 0))
