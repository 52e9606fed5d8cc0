"""Files attached to a case, sealed under its key: title and name as a document, the content beside it (G1, K2, K3).

A file is its document: listed with the papers, known by the document's reference, unreadable once the case's key is
destroyed. Its hash in the trail is the document's, an HMAC over what includes the content's SHA-256.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adapters.encryption import DataKey, KeyDestroyed, Place
from adapters.register import audit
from adapters.register.attachment_tables import AttachmentTable
from adapters.register.case_keys import key_for_opening, key_for_sealing, of_case
from adapters.register.documents import Documents, UnknownDocument, place_of
from adapters.register.store import Store, is_reference
from adapters.register.tables import DocumentTable
from adapters.register.tokens import ChangeRefused, Signed
from models.forms import FieldError, FormRefused
from models.people import Actor, Role

KIND = "attachment"
MOST_FILES = 200  # of one case
MOST_BYTES = 200_000_000  # of one case
MOST_FILES_OF_ONE = 40  # that belong to one action, or to one agency's information
MOST_BYTES_OF_ONE = 60_000_000
_HEAD = (DocumentTable, AttachmentTable.about, AttachmentTable.size)  # without the content


@dataclass(frozen=True)
class FileGiven:
    """A file that was looked at and may be kept: ``about``: an action, ``agency:A-010`` or blank."""

    title: str
    name: str
    media: str
    sha256: str
    content: bytes
    about: str = ""


@dataclass(frozen=True)
class AttachmentRow:
    """What is known of an attached file without its content. Blank texts: the case's key was destroyed."""

    id: str
    case: str
    about: str
    size: int
    person: str
    role: Role
    agency: str
    at: datetime
    title: str = ""
    name: str = ""
    media: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class FileKept:
    """An attached file, opened."""

    name: str
    media: str
    content: bytes


class Attachments(Documents):
    """The attached files."""

    _store: Store

    def attach(self, case: str, given: FileGiven, signed: Signed) -> str:
        """Keep a file, once however often its token comes; answers its document's reference.

        Raises FormRefused where the case has room for no more, ChangeRefused where the token brought another file.
        """
        id = f"D-{signed.token}"
        says = {name: getattr(given, name) for name in ("title", "name", "media", "sha256", "about")}
        with self._store.writing() as session:
            if session.get(DocumentTable, id) is not None:
                return self._known(session, case, id, says)
            _insist_on_room(session, case, given)
            ref = self.store_document(case, KIND, says, signed.by, signed.at, id=id)
            key = key_for_sealing(session, self._store, of_case(case))
            sealed = key.seal(given.content, _place(case, id))
            row = AttachmentTable(document=id, case=case, about=given.about, size=len(given.content), content=sealed)
            session.add(row)
            audit.note(
                session, case, "document_attached", signed.by, signed.at, clause="G1" if given.about else "K2",
                document=id, sha256=ref.sha256, media=given.media, size=row.size, about=given.about or None,
            )  # fmt: skip
        return id

    def attachments_of(self, case: str, by: Actor, at: datetime, why: str) -> list[AttachmentRow]:
        """The attached files of a case, the newest first, without their content.

        That their titles were read is on record; ``why`` is a code.
        """
        query = _heads().where(DocumentTable.case == case).order_by(DocumentTable.at.desc(), DocumentTable.id)
        with self._store.reading() as session:
            if session.scalar(select(AttachmentTable.document).where(AttachmentTable.case == case).limit(1)) is None:
                return []  # most cases have none: their pages need not wait for those who write
        with self._store.writing() as session:
            rows = session.execute(query).all()
            audit.note(session, case, "attachments_viewed", by, at, count=len(rows), why=why)
            key = _key_if_there(session, self._store, case)
            return [_row(row, key) for row in rows]

    def attached_at(self, case: str, about: str) -> list[datetime]:
        """When files were attached to one thing, the oldest first: for those who may know that much and no more."""
        belong = select(DocumentTable.at).join(AttachmentTable, AttachmentTable.document == DocumentTable.id)
        query = belong.where(DocumentTable.case == case, AttachmentTable.about == about).order_by(DocumentTable.at)
        with self._store.reading() as session:
            return list(session.scalars(query))

    def attachment(self, case: str, id: str, by: Actor, at: datetime, why: str) -> AttachmentRow:
        """One attached file without its content. That its title was read is on record."""
        with self._store.writing() as session:
            row = session.execute(_heads().where(DocumentTable.id == _known_form(id))).one_or_none()
            if row is None or row[0].case != case:
                raise UnknownDocument(f"case {case} has no attached file {id[:64]!r}")
            audit.note(session, case, "document_viewed", by, at, document=id, kind=KIND, why=why)
            return _row(row, _key_if_there(session, self._store, case))

    def read_attachment(self, case: str, id: str, by: Actor, at: datetime) -> FileKept:
        """An attached file whole; that it was downloaded is on record before it is answered."""
        with self._store.writing() as session:
            row = session.get(AttachmentTable, _known_form(id))
            if row is None or row.case != case:
                raise UnknownDocument(f"case {case} has no attached file {id[:64]!r}")
            key = key_for_opening(session, self._store, of_case(case))
            says = _says(session.get_one(DocumentTable, id), key)
            content = key.unseal(row.content, _place(case, id))
            audit.note(session, case, "document_downloaded", by, at, document=id, kind=KIND)
        return FileKept(says["name"], says["media"], content)

    def _known(self, session: Session, case: str, id: str, says: dict[str, Any]) -> str:
        row = session.get_one(DocumentTable, id)
        key = key_for_opening(session, self._store, of_case(row.case))
        if (row.case, row.kind) == (case, KIND) and _says(row, key) == says:
            return id
        raise ChangeRefused("used", "With this form another file was attached already. Choose the file again.")


def _heads() -> Any:
    return select(*_HEAD).join(AttachmentTable, AttachmentTable.document == DocumentTable.id)


def _insist_on_room(session: Session, case: str, given: FileGiven) -> None:
    of_case = AttachmentTable.case == case
    _insist(session, "a case", MOST_FILES, MOST_BYTES, given, of_case)
    if given.about:
        of_one = (of_case, AttachmentTable.about == given.about)
        _insist(session, "what it belongs to", MOST_FILES_OF_ONE, MOST_BYTES_OF_ONE, given, *of_one)


def _insist(session: Session, what: str, files: int, size: int, given: FileGiven, *those: Any) -> None:
    query = select(func.count(), func.coalesce(func.sum(AttachmentTable.size), 0)).where(*those)
    count, kept = session.execute(query).one()
    if count >= files or kept + len(given.content) > size:
        problem = f"cannot be kept: {what} has room for {files} files, {size // 1_000_000} MB in all"
        raise FormRefused(
            KIND, [FieldError("file", "The file", problem, "Send a smaller one, or ask the Business Unit.")]
        )


def _place(case: str, id: str) -> Place:
    return Place("attachments", "content", f"{case}/{id}")


def _known_form(id: str) -> str:
    return id if is_reference(id) else ""


def _key_if_there(session: Session, store: Store, case: str) -> DataKey | None:
    try:
        return key_for_opening(session, store, of_case(case))
    except KeyDestroyed:
        return None


def _says(row: DocumentTable, key: DataKey) -> dict[str, Any]:
    says: dict[str, Any] = json.loads(key.unseal(row.body, place_of(row.case, row.id)))
    return says


def _row(found: Any, key: DataKey | None) -> AttachmentRow:
    row, about, size = found
    says = {name: text for name, text in _says(row, key).items() if name != "about"} if key else {}
    return AttachmentRow(row.id, row.case, about, size, row.person, Role(row.role), row.agency, row.at, **says)
