"""Documents: everything people typed, sealed under the key of its case (K3).

The hash that travels in messages is an HMAC under the case's key: a plain hash of a short text ("No.") could be
guessed. It proves to whoever holds the key that a document is the one referred to, and says nothing to others.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey, Place
from adapters.register import audit
from adapters.register.case_keys import key_for_opening, key_for_sealing, of_case
from adapters.register.columns import canonical
from adapters.register.store import RegisterError, Store, is_reference
from adapters.register.tables import DocumentTable
from models.message import DocumentRef
from models.people import Actor, Role

MOST_BYTES = 16 * 1024 * 1024
Payload = dict[str, Any] | str


class DocumentRefused(RegisterError):
    """A document cannot be kept as it is."""


class UnknownDocument(RegisterError):
    """The case has no such document."""


@dataclass(frozen=True)
class DocumentRow:
    """What is known of a document without opening it."""

    id: str
    case: str
    kind: str
    agency: str
    version: int
    sha256: str
    gaps: tuple[str, ...]
    person: str
    role: Role
    at: datetime

    @property
    def ref(self) -> DocumentRef:
        """The document as messages refer to it."""
        return DocumentRef(id=self.id, sha256=self.sha256, version=self.version, gaps=self.gaps)


class Documents:
    """The documents of cases."""

    _store: Store

    def store_document(
        self,
        case: str,
        kind: str,
        payload: Payload,
        by: Actor,
        at: datetime,
        *,
        version: int | None = None,
        gaps: Iterable[str] = (),
        id: str | None = None,
    ) -> DocumentRef:
        """Keep a form (a dict) or a text (a str); versions count per (case, kind, agency).

        With an ``id`` of the caller's own (of a command, say) the same document again answers the same reference.
        """
        body = _bytes(payload)
        with self._store.writing() as session:
            key = key_for_sealing(session, self._store, of_case(case))
            digest = key.mac(f"document/{kind}", body)
            if id is not None and (known := session.get(DocumentTable, id)) is not None:
                return _same(known, case, kind, digest)
            row = DocumentTable(
                id=id or f"D-{secrets.token_hex(10)}",
                case=case,
                kind=kind,
                agency=by.agency or "",
                version=version or _next_version(session, case, kind, by.agency or ""),
                key_id=key.id,
                sha256=digest,
                gaps=list(gaps),
                person=by.person,
                role=str(by.role),
                at=at,
            )
            row.body = key.seal(body, place_of(case, row.id))
            session.add(row)
            session.flush()
            return _row(row).ref

    def read_document(self, case: str, id: str, by: Actor, at: datetime, why: str) -> Payload:
        """What a document says. The view is on record before it is answered (K2); ``why`` is a code."""
        with self._store.writing() as session:
            row = _find(session, case, id)
            payload = _open(key_for_opening(session, self._store, of_case(case)), row)
            audit.note(session, case, "document_viewed", by, at, document=id, kind=row.kind, why=why)
        return payload

    def read_documents(self, case: str, ids: Iterable[str], by: Actor, at: datetime, why: str) -> dict[str, Payload]:
        """What several documents say by their id, for one view that shows them all; those not there are left out.

        The view is on record before it is answered (K2): one entry that names each of them; ``why`` is a code.
        """
        with self._store.writing() as session:
            rows = [row for id in dict.fromkeys(ids) if (row := _there(session, case, id)) is not None]
            if not rows:
                return {}
            key = key_for_opening(session, self._store, of_case(case))
            found = {row.id: _open(key, row) for row in rows}
            kinds = tuple(dict.fromkeys(row.kind for row in rows))
            audit.note(session, case, "documents_viewed", by, at, documents=tuple(found), kinds=kinds, why=why)
        return found

    def documents_of(self, case: str, kind: str | None = None) -> list[DocumentRow]:
        """What documents a case has, oldest first, unopened."""
        query = select(DocumentTable).where(DocumentTable.case == case).order_by(DocumentTable.at, DocumentTable.id)
        if kind is not None:
            query = query.where(DocumentTable.kind == kind)
        with self._store.reading() as session:
            return [_row(row) for row in session.scalars(query)]

    def document(self, case: str, id: str) -> DocumentRow:
        """What is known of one document, unopened."""
        with self._store.reading() as session:
            return _row(_find(session, case, id))


def _bytes(payload: Payload) -> bytes:
    try:
        body = canonical(payload).encode("ascii")
    except (TypeError, ValueError, RecursionError):
        raise DocumentRefused("a document holds texts, numbers, true, false, lists and groups of these only") from None
    if len(body) > MOST_BYTES:
        raise DocumentRefused(f"a document has {MOST_BYTES // (1024 * 1024)} MiB at most")
    return body


def place_of(case: str, id: str) -> Place:
    """Where a document's body lives."""
    return Place("documents", "body", f"{case}/{id}")


def _find(session: Session, case: str, id: str) -> DocumentTable:
    row = _there(session, case, id)
    if row is None:
        raise UnknownDocument(f"case {case} has no document {id[:64]!r}")
    return row


def _there(session: Session, case: str, id: str) -> DocumentTable | None:
    row = session.get(DocumentTable, id) if is_reference(id) else None
    return row if row is not None and row.case == case else None


def _open(key: DataKey, row: DocumentTable) -> Payload:
    payload: Payload = json.loads(key.unseal(row.body, place_of(row.case, row.id)))
    return payload


def _same(row: DocumentTable, case: str, kind: str, digest: str) -> DocumentRef:
    if (row.case, row.kind, row.sha256) != (case, kind, digest):
        raise DocumentRefused(f"document {row.id} is on file already and says something else")
    return _row(row).ref


def _next_version(session: Session, case: str, kind: str, agency: str) -> int:
    last = session.scalar(
        select(func.max(DocumentTable.version)).where(
            DocumentTable.case == case, DocumentTable.kind == kind, DocumentTable.agency == agency
        )
    )
    return (last or 0) + 1


def _row(row: DocumentTable) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        case=row.case,
        kind=row.kind,
        agency=row.agency,
        version=row.version,
        sha256=row.sha256,
        gaps=tuple(row.gaps),
        person=row.person,
        role=Role(row.role),
        at=row.at,
    )
