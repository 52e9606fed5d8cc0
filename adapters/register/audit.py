"""The audit trail: append-only, hash-chained, gapless (K2).

Each row's hash is SHA-256 over the row as canonical JSON (sorted keys, no spaces, ASCII) without its own hash;
the row holds the hash before it. Numbers are taken under the lock every writer holds, so a missing number is a
deleted row. A head written down elsewhere (:meth:`Trail.anchor`) shows a tail cut off.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from adapters.register.columns import canonical
from adapters.register.store import NotMigrated
from adapters.register.tables import AuditHeadTable, AuditTable
from models.case import Part
from models.people import Actor
from models.record import Detail, Event

GENESIS = "0" * 64
HASHED = (
    "action",
    "agency",
    "at",
    "case",
    "clause",
    "deputy_for",
    "detail",
    "event_id",
    "part",
    "partner",
    "person",
    "prev_hash",
    "reasons",
    "role",
    "seq",
)
_SAME = ("person", "role", "partner", "agency", "deputy_for", "action", "detail", "reasons", "clause")


@dataclass(frozen=True)
class Entry:
    """One entry of the trail, as projections and pages read it."""

    seq: int
    event_id: str
    case: str
    part: str
    at: datetime
    by: Actor
    action: str
    detail: dict[str, Any]
    reasons: str | None
    clause: str
    is_new: bool = True


def stamp(at: datetime) -> str:
    """An instant as the trail keeps it: UTC, microseconds, ``Z``; sorts as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_stamp(text: str) -> datetime:
    """The instant a stamp says."""
    return datetime.fromisoformat(text)


def line_of(values: Sequence[Any]) -> str:
    """The canonical JSON of a row's hashed columns, in the order of :data:`HASHED`.

    ``detail`` is JSON already. Written out, because a hundred thousand rows are verified in one go.
    """
    action, agency, at, case, clause, deputy, detail, event_id, part, partner, person, prev, reasons, role, seq = values
    return (
        f'{{"action":{quoted(action)},"agency":{quoted(agency) if agency is not None else "null"},"at":"{at}",'
        f'"case":{quoted(case)},"clause":{quoted(clause)},'
        f'"deputy_for":{quoted(deputy) if deputy is not None else "null"},"detail":{detail},'
        f'"event_id":{quoted(event_id)},"part":{quoted(part)},'
        f'"partner":{quoted(partner) if partner is not None else "null"},"person":{quoted(person)},'
        f'"prev_hash":"{prev}","reasons":{quoted(reasons) if reasons is not None else "null"},'
        f'"role":{quoted(role)},"seq":{seq}}}'
    )


def append(session: Session, case: str, part: Part | str, events: Iterable[Event]) -> list[Entry]:
    """Append events not yet on record; answers an entry for each event, old ones with ``is_new`` false.

    An event id that comes again with the same content is the same event (orders are carried out at least once).
    With other content it is another event whose number was given twice, after a crash between deciding and
    remembering: it is kept too, under its id and a mark of its content, so that nothing is lost or doubled.
    """
    wanted = [_row(case, str(part), event) for event in events]
    known = _known(session, case, wanted)
    entries, fresh = [], []
    for row in wanted:
        row, old = _place(row, known)
        if old is None:
            fresh.append(row)
            known[row["event_id"]] = row
        entries.append((row, old))
    _chain(session, fresh)
    return [entry_of(old or row, is_new=old is None) for row, old in entries]


def note(
    session: Session, case: str, action: str, by: Actor, at: datetime, *, part: Part | str = "", clause: str = "K2",
    event_id: str | None = None, **detail: Detail,
) -> Entry:  # fmt: skip
    """Append one entry the register itself makes (a view, a send, a load, a key)."""
    own = event_id or f"register/{secrets.token_hex(12)}"
    return append(session, case, part, [Event(id=own, at=at, action=action, by=by, detail=detail, clause=clause)])[0]


def _row(case: str, part: str, event: Event) -> dict[str, Any]:
    by = event.by
    return {
        "event_id": event.id,
        "case": case,
        "part": part,
        "at": stamp(event.at),
        "person": by.person,
        "role": str(by.role),
        "partner": None if by.partner is None else str(by.partner),
        "agency": by.agency,
        "deputy_for": by.deputy_for,
        "action": event.action,
        "detail": canonical(event.detail),
        "reasons": event.reasons,
        "clause": event.clause,
    }


def _known(session: Session, case: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    ids = {row["event_id"] for row in rows} | {_marked(row) for row in rows}
    table = AuditTable.__table__
    found = session.execute(select(table).where(table.c.case == case, table.c.event_id.in_(ids))).mappings()
    return {row["event_id"]: dict(row) for row in found}


def _place(row: dict[str, Any], known: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    old = known.get(row["event_id"])
    if old is None or _is_same(row, old):
        return row, old
    marked = {**row, "event_id": _marked(row)}
    return marked, known.get(marked["event_id"])


def _is_same(row: dict[str, Any], old: dict[str, Any]) -> bool:
    return all(row[name] == old[name] for name in _SAME)


def _marked(row: dict[str, Any]) -> str:
    content = canonical([row[name] for name in _SAME])
    return f"{row['event_id']}#{sha256(content.encode()).hexdigest()[:12]}"


def _chain(session: Session, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    head = session.execute(select(AuditHeadTable.seq, AuditHeadTable.hash)).one_or_none()
    if head is None:
        raise NotMigrated("the register is empty: migrate it first")
    seq, prev = head
    for row in rows:
        seq += 1
        row.update(seq=seq, prev_hash=prev)
        row["hash"] = prev = sha256(line_of([row[name] for name in HASHED]).encode()).hexdigest()
    session.execute(insert(AuditTable), rows)
    session.execute(update(AuditHeadTable).values(seq=seq, hash=prev))


def entry_of(row: Any, is_new: bool = False) -> Entry:
    """The entry a row of the trail says."""
    by = Actor(
        person=row["person"],
        role=row["role"],
        partner=row["partner"],
        agency=row["agency"],
        deputy_for=row["deputy_for"],
    )
    return Entry(
        seq=row["seq"],
        event_id=row["event_id"],
        case=row["case"],
        part=row["part"],
        at=read_stamp(row["at"]),
        by=by,
        action=row["action"],
        detail=json.loads(row["detail"]),
        reasons=row["reasons"],
        clause=row["clause"],
        is_new=is_new,
    )


def entries(session: Session, case: str | None = None) -> Iterator[Entry]:
    """The trail, of one case or all, in order."""
    table = AuditTable.__table__
    query = select(table).order_by(table.c.seq)
    if case is not None:
        query = query.where(table.c.case == case)
    with session.execute(query, execution_options={"yield_per": 1000}) as rows:
        for row in rows.mappings():
            yield entry_of(row)
