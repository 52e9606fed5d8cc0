"""Data keys: made when first needed, wrapped under the active master key, rotated, destroyed (K3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from adapters.encryption import DataKey, KeyDestroyed, KeyMissing, Wrapped
from adapters.register import audit
from adapters.register.store import Store
from adapters.register.tables import CaseIdentityTable, DataKeyTable
from models.people import SERVICE, Actor

DIRECTORY = "directory"
INDEX = "index"
_BATCH = 200


def of_case(case: str) -> str:
    """The name of a case's key."""
    return f"case:{case}"


def key_for_sealing(session: Session, store: Store, name: str) -> DataKey:
    """The key of that name, made now if there is none."""
    row = session.get(DataKeyTable, name)
    if row is not None:
        return _unwrapped(store, row)
    key = DataKey.generate()
    wrapped = store.keys.wrap(key, name)
    session.add(
        DataKeyTable(
            name=name, key_id=key.id, master=wrapped.master, wrapped=wrapped.blob, created_at=store.clock.now()
        )
    )
    session.flush()
    return key


def key_for_opening(session: Session, store: Store, name: str) -> DataKey:
    """The key of that name; :class:`KeyMissing` or :class:`KeyDestroyed` when there is none (any more)."""
    row = session.get(DataKeyTable, name, populate_existing=True)
    if row is None:
        raise KeyMissing(f"there is no key of {name}")
    return _unwrapped(store, row)


def _unwrapped(store: Store, row: DataKeyTable) -> DataKey:
    if row.wrapped is None:
        raise KeyDestroyed(f"the key of {row.name} was destroyed: what it sealed cannot be read any more")
    return store.keys.unwrap(Wrapped(row.master, row.wrapped), row.key_id, row.name)


class Keys:
    """Rotation and destruction of keys."""

    _store: Store

    def rotate_master_key(self, at: datetime, by: Actor = SERVICE) -> int:
        """Wrap every data key under the active master key, some at a time while others work; answers how many.

        Needs the old master keys on the ring until it is done; may be stopped and started again.
        """
        total = 0
        while count := self._rewrap_some():
            total += count
        if total:
            with self._store.writing() as session:
                audit.note(
                    session, "", "master_key_rotated", by, at, clause="K3", to=self._store.keys.active, keys=total
                )
        return total

    def _rewrap_some(self) -> int:
        keys = self._store.keys
        with self._store.writing() as session:
            old = session.scalars(
                select(DataKeyTable)
                .where(DataKeyTable.master != keys.active, DataKeyTable.wrapped.is_not(None))
                .limit(_BATCH)
            ).all()
            for row in old:
                wrapped = keys.wrap(_unwrapped(self._store, row), row.name)
                row.master, row.wrapped = wrapped.master, wrapped.blob
            return len(old)

    def master_key_ids(self) -> tuple[str, ...]:
        """The ids on the ring, the active one first."""
        return self._store.keys.ids

    def master_keys_in_use(self) -> dict[str, int]:
        """How many data keys each master key wraps; one that wraps none may leave the ring."""
        with self._store.reading() as session:
            rows = session.execute(
                select(DataKeyTable.master, func.count())
                .where(DataKeyTable.wrapped.is_not(None))
                .group_by(DataKeyTable.master)
            )
            return {master: count for master, count in rows}

    def destroy_case_key(self, case: str, by: Actor, at: datetime) -> bool:
        """Destroy a case's key: its documents cannot be read ever again, the audit trail still verifies.

        Answers whether there was a key. Two people's agreement is the caller's to ask for (G7). Copies of the
        wrapped key in backups end with those backups.
        """
        with self._store.writing() as session:
            row = session.get(DataKeyTable, of_case(case))
            if row is None or row.wrapped is None:
                return False
            session.execute(
                update(DataKeyTable).where(DataKeyTable.name == of_case(case)).values(wrapped=None, destroyed_at=at)
            )
            session.execute(delete(CaseIdentityTable).where(CaseIdentityTable.reference == case))
            audit.note(session, case, "case_key_destroyed", by, at, clause="K3", key=row.key_id)
        if not self._store.in_transaction:
            self._store.forget_old_pages("data_keys", "case_identities")
        return True
