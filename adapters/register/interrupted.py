"""Forms that were interrupted, kept for the person who wrote them until they have signed in again (ASVS 7.3).

What people wrote is sealed under the directory's key: such a form may belong to a case that is not opened yet.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from adapters.encryption import Place
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.sign_in_tables import InterruptedFormTable
from adapters.register.store import Store

MOST_OF_ONE_PERSON = 10


class Interrupted:
    """The interrupted forms."""

    _store: Store

    def keep_form(self, token: str, person: str, content: bytes, at: datetime, until: datetime) -> None:
        """Keep a form under its token's hash; what is past its time goes, and a person's oldest beyond ten."""
        with self._store.unlocked() as session:
            key = key_for_opening(session, self._store, DIRECTORY)
            session.execute(delete(InterruptedFormTable).where(InterruptedFormTable.expires_at <= at))
            mine = select(InterruptedFormTable.token).where(InterruptedFormTable.person == person)
            older = session.scalars(mine.order_by(InterruptedFormTable.at.desc()).offset(MOST_OF_ONE_PERSON - 1)).all()
            session.execute(delete(InterruptedFormTable).where(InterruptedFormTable.token.in_(older)))
            sealed = key.seal(content, _place(token))
            session.add(InterruptedFormTable(token=token, person=person, content=sealed, at=at, expires_at=until))

    def kept_form(self, token: str, person: str, at: datetime) -> bytes | None:
        """A form by its token's hash; None for anybody but the person who wrote it, and after its time."""
        with self._store.reading() as session:
            row = session.get(InterruptedFormTable, token)
            if row is None or row.person != person or row.expires_at <= at:
                return None
            return key_for_opening(session, self._store, DIRECTORY).unseal(row.content, _place(token))

    def drop_form(self, token: str, person: str) -> None:
        """Throw a form away."""
        with self._store.unlocked() as session:
            which = InterruptedFormTable.token == token, InterruptedFormTable.person == person
            session.execute(delete(InterruptedFormTable).where(*which))


def _place(token: str) -> Place:
    return Place("interrupted_forms", "content", token)
