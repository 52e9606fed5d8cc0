"""Reading, verifying, exporting and anchoring the audit trail (K2)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import select

from adapters.register import audit
from adapters.register.store import RegisterError, Store
from adapters.register.tables import AuditHeadTable, AuditTable
from models.case import Part
from models.people import Actor
from models.record import Event

ANCHORS = "audit-anchors.jsonl"  # in the state folder, where no other file is named
_TABLE = AuditTable.__table__
_COLUMNS = [_TABLE.c[name] for name in (*audit.HASHED, "hash")]
_ALL = select(*_COLUMNS).order_by(_TABLE.c.seq)
_SEQ, _PREV = audit.HASHED.index("seq"), audit.HASHED.index("prev_hash")


@dataclass(frozen=True)
class AuditVerdict:
    """Does the chain hold? If not: the first row that is wrong (or missing), and why."""

    ok: bool
    rows: int
    head: tuple[int, str]
    first_bad: int | None = None
    why: str = ""


class Trail:
    """The audit trail as a whole."""

    _store: Store

    def enter(self, case: str, event: Event, part: Part | str = "") -> audit.Entry:
        """Append one entry that no part of a case makes (a refused attempt, a screen, a download)."""
        with self._store.writing() as session:
            return audit.append(session, case, part, [event])[0]

    def audit_of(self, case: str) -> list[audit.Entry]:
        """The entries of one case, in order: its timeline."""
        with self._store.reading() as session:
            return list(audit.entries(session, case))

    def verify(self, anchors: Path | None = None) -> AuditVerdict:
        """Verify the whole chain, its head and the heads written down in an anchor file. Linear."""
        written = _read_anchors(anchors) if anchors else {}
        seq, prev = 0, audit.GENESIS
        with self._store.reading() as session, session.execute(_ALL.execution_options(yield_per=5000)) as rows:
            for *values, own in rows:
                seq += 1
                if fault := _fault(values, own, seq, prev, written):
                    return AuditVerdict(False, seq, (seq, own), seq, fault)
                prev = own
            head = session.execute(select(AuditHeadTable.seq, AuditHeadTable.hash)).one_or_none()
        return _last(seq, prev, (head.seq, head.hash) if head else None, written)

    def verify_for(self, by: Actor, at: datetime, anchors: Path | None = None) -> AuditVerdict:
        """The same for somebody who asked: who asked, and what came of it, is on record."""
        verdict = self.verify(anchors)
        with self._store.writing() as session:
            audit.note(session, "", "audit_verified", by, at, ok=verdict.ok, rows=verdict.rows)
        return verdict

    def export_for(self, by: Actor, at: datetime, file: TextIO) -> int:
        """Write the trail into a file for somebody who asked; that they did is its last line. Answers the lines."""
        with self._store.writing() as session:
            audit.note(session, "", "audit_exported", by, at)
        count = 0
        for line in self.export():
            file.write(line + "\n")
            count += 1
        return count

    def export(self) -> Iterator[str]:
        """The trail as JSON Lines: each line's ``hash`` is SHA-256 of the line without it, keys sorted, no spaces."""
        with self._store.reading() as session, session.execute(_ALL.execution_options(yield_per=1000)) as rows:
            for *values, own in rows:
                yield f'{audit.line_of(values)[:-1]},"hash":"{own}"}}'

    def anchor(self, path: Path, at: datetime, by: Actor) -> tuple[int, str]:
        """Write the head down in a file outside the database, and that it was; answers the head written."""
        with self._store.writing() as session:
            audit.note(session, "", "audit_anchored", by, at)
            seq, own = session.execute(select(AuditHeadTable.seq, AuditHeadTable.hash)).one()
        line = json.dumps({"at": audit.stamp(at), "hash": own, "seq": seq}, sort_keys=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        return seq, own


def _fault(values: list[Any], own: str, seq: int, prev: str, written: dict[int, str]) -> str:
    if values[_SEQ] != seq:
        return "a row is missing"
    if values[_PREV] != prev:
        return "the row does not follow the one before it"
    if sha256(audit.line_of(values).encode()).hexdigest() != own:
        return "the row was altered"
    return "" if written.get(seq, own) == own else "the head written down for this row is another"


def _last(seq: int, prev: str, head: tuple[int, str] | None, written: dict[int, str]) -> AuditVerdict:
    cut = max((number for number in written if number > seq), default=None)
    if cut is not None:
        return AuditVerdict(False, seq, (seq, prev), seq + 1, f"rows up to {cut} were written down and are missing")
    if head != (seq, prev):
        return AuditVerdict(False, seq, (seq, prev), seq + 1, "the head does not name the last row")
    return AuditVerdict(True, seq, (seq, prev))


def _read_anchors(path: Path) -> dict[int, str]:
    anchors: dict[int, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        found = None
        with suppress(ValueError, KeyError, TypeError):
            found = json.loads(line)
            anchors[int(found["seq"])] = str(found["hash"])
            continue
        raise RegisterError(f"the anchor file {path.name} cannot be read at line {number}")
    return anchors
