"""Cases: their references, what they were opened with, how they stand, and probable duplicates (N11, N15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey
from adapters.register import waits
from adapters.register.case_keys import INDEX, key_for_sealing
from adapters.register.overviews import describe, overview
from adapters.register.read_model import OverviewTable
from adapters.register.standings import StandingRow, keep, standings_of
from adapters.register.store import RegisterError, Store
from adapters.register.tables import CaseIdentityTable, CaseTable, CounterTable
from models.case import CaseKind, Opening, Part, is_case_reference
from models.family import name_key
from models.people import Role, to_role
from models.record import Standing


class UnknownCase(RegisterError):
    """There is no such case."""


@dataclass(frozen=True)
class Identities:
    """By what a probable duplicate is known (N11). Personal: goes into blind indexes, never into a table."""

    children: tuple[tuple[str, date | None], ...] = ()  # name, date of birth
    incident_on: date | None = None
    surnames: tuple[str, ...] = ()  # empty: the last word of each child's name


@dataclass(frozen=True)
class Duplicate:
    """A case that is probably the same, and why: ``same_child`` or ``same_incident``."""

    case: str
    basis: str


@dataclass(frozen=True)
class CaseRow:
    """A case as the list shows it: how it was opened, its most urgent open part, how it ended."""

    reference: str
    kind: CaseKind
    opened_at: datetime
    notified_at: datetime
    policy: str
    referrer: str | None
    presenter: str | None
    opening: Opening
    part: str | None = None
    stage: str | None = None
    next_action: str | None = None
    holder: str | None = None
    due: datetime | None = None
    tasks: int = 0
    closed: bool = False
    outcome: str | None = None
    independent_chair: str | None = None
    lead_reviewer: str | None = None


@dataclass(frozen=True)
class CasePage:
    """One page of the list, and how many cases the whole list has."""

    rows: list[CaseRow]
    total: int


@dataclass(frozen=True)
class CaseFilter:
    """Which cases to list; None means any."""

    kind: CaseKind | None = None
    stage: str | None = None
    holder: str | None = None
    due_before: datetime | None = None
    closed: bool | None = False


_OVERVIEW = (
    "part", "stage", "next_action", "holder", "due", "tasks", "closed", "outcome", "independent_chair", "lead_reviewer",
)  # fmt: skip


class Cases:
    """The cases."""

    _store: Store

    def next_reference(self, prefix: str, year: int) -> str:
        """The next reference of a year, without gaps: ``GSCP-2026-014`` (N15). Take it in the case's transaction."""
        with self._store.writing() as session:
            number = next_number(session, f"{prefix}-{year}")
        reference = f"{prefix}-{year}-{number:03d}"
        if not is_case_reference(reference):
            raise RegisterError(f"{reference} is not a case reference: a prefix has two to eight capital letters")
        return reference

    def create_case(self, opening: Opening, at: datetime, identities: Identities | None = None) -> CaseRow:
        """Put a case on the list; again with the same reference it is the same case."""
        with self._store.writing() as session:
            row = session.get(CaseTable, opening.case)
            if row is None:
                row = CaseTable(
                    reference=opening.case,
                    kind=str(opening.kind),
                    opened_at=at,
                    notified_at=opening.notified_at,
                    policy=opening.policy,
                    referrer=opening.referrer,
                    presenter=opening.presenter,
                    opening=opening.model_dump(mode="json"),
                )
                session.add(row)
                session.flush()
                overview(session, opening.case)
            if identities is not None:
                _index(session, self._store, opening.case, identities)
            return _case_row(row, session.get(OverviewTable, opening.case))

    def reopen_case(self, opening: Opening, at: datetime) -> None:
        """Put a closed case back on the list of open ones, with what it is opened with again (T6, N12)."""
        with self._store.writing() as session:
            row = session.get(CaseTable, opening.case, populate_existing=True)
            if row is None:
                raise UnknownCase(f"there is no case {opening.case}")
            row.kind, row.notified_at, row.opened_at = str(opening.kind), opening.notified_at, at
            row.referrer, row.presenter = opening.referrer or row.referrer, opening.presenter or row.presenter
            row.opening = opening.model_dump(mode="json")
            begins = Standing(stage="opening", next_action="opening", holder=to_role(Role.COORDINATOR))
            keep(session, opening.case, Part.REVIEW, at, begins)
            describe(overview(session, opening.case), row)
            waits.refresh(session, opening.case)

    def case(self, reference: str) -> CaseRow:
        """One case; :class:`UnknownCase` if there is none."""
        with self._store.reading() as session:
            row = session.get(CaseTable, reference) if is_case_reference(reference) else None
            if row is None:
                raise UnknownCase(f"there is no case {reference[:32]!r}")
            return _case_row(row, session.get(OverviewTable, reference, populate_existing=True))

    def cases(self, only: CaseFilter | None = None, *, limit: int = 50, offset: int = 0) -> CasePage:
        """The list, the most urgent first, those without a due time last; open cases unless asked otherwise."""
        only = only or CaseFilter()
        with self._store.reading() as session:
            total = session.scalar(_filtered(select(func.count()), only)) or 0
            query = _filtered(select(CaseTable, OverviewTable), only)
            order = (OverviewTable.urgency, OverviewTable.case)
            found = session.execute(query.order_by(*order).limit(limit).offset(offset))
            return CasePage([_case_row(case, line) for case, line in found], total)

    def standings(self, case: str) -> list[StandingRow]:
        """How each part of a case stands."""
        with self._store.reading() as session:
            return standings_of(session, case)

    def find_duplicates(self, identities: Identities, but: str | None = None) -> list[Duplicate]:
        """Cases with the same child, or the same incident date and surname (N11); shown, never merged."""
        with self._store.writing() as session:
            return [found for found in duplicates_of(session, self._store, identities) if found.case != but]


def duplicates_of(session: Session, store: Store, identities: Identities) -> list[Duplicate]:
    """Every case with the same child, or the same incident date and surname (N11)."""
    digests = _digests(key_for_sealing(session, store, INDEX), identities)
    found = session.execute(
        select(CaseIdentityTable.reference, CaseIdentityTable.basis)
        .where(CaseIdentityTable.digest.in_([digest for _, digest in digests]))
        .distinct()
        .order_by(CaseIdentityTable.reference, CaseIdentityTable.basis)
    )
    return [Duplicate(case, basis) for case, basis in found]


def next_number(session: Session, name: str) -> int:
    """The next number of a gapless counter; given back when the transaction is."""
    row = session.get(CounterTable, name, populate_existing=True)
    if row is None:
        row = CounterTable(name=name, value=0)
        session.add(row)
    row.value += 1
    session.flush()
    return row.value


def _filtered(query: Any, only: CaseFilter) -> Any:
    query = query.select_from(CaseTable).join(OverviewTable, OverviewTable.case == CaseTable.reference)
    wanted = {
        CaseTable.kind: only.kind,
        OverviewTable.stage: only.stage,
        OverviewTable.holder: only.holder,
        OverviewTable.closed: only.closed,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    return query if only.due_before is None else query.where(OverviewTable.due < only.due_before)


def _case_row(row: CaseTable, line: OverviewTable | None) -> CaseRow:
    return CaseRow(
        reference=row.reference,
        kind=CaseKind(row.kind),
        opened_at=row.opened_at,
        notified_at=row.notified_at,
        policy=row.policy,
        referrer=row.referrer,
        presenter=row.presenter,
        opening=Opening.model_validate(row.opening),
        **({name: getattr(line, name) for name in _OVERVIEW} if line else {}),
    )


def _index(session: Session, store: Store, case: str, identities: Identities) -> None:
    key = key_for_sealing(session, store, INDEX)
    for basis, digest in _digests(key, identities):
        session.merge(CaseIdentityTable(reference=case, basis=basis, digest=digest))


def _digests(key: DataKey, identities: Identities) -> list[tuple[str, str]]:
    born = {f"{name_key(name)}|{day.isoformat()}" for name, day in identities.children if day and name_key(name)}
    found = [("same_child", text) for text in sorted(born)]
    if identities.incident_on is not None:
        names = {name_key(name) for name in _surnames(identities)} - {""}
        found += [("same_incident", f"{identities.incident_on.isoformat()}|{name}") for name in sorted(names)]
    return [(basis, key.mac(f"duplicate/{basis}", text.encode("utf-8", "surrogatepass"))) for basis, text in found]


def _surnames(identities: Identities) -> Iterable[str]:
    return identities.surnames or (name.split()[-1] for name, _ in identities.children if name.split())
