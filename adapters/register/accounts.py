"""Accounts: how people of the directory sign in here, and the invitations that open one (ASVS 6).

Which password or code is right is the pages' to say; here each change is kept, and each use of what may be used once
happens once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from adapters.encryption import Place
from adapters.register import audit
from adapters.register.case_keys import DIRECTORY, key_for_opening
from adapters.register.directory import UnknownPerson, reference_of
from adapters.register.sign_in_tables import AccountTable, InvitationTable, RecoveryCodeTable
from adapters.register.store import Store
from models.people import Actor


@dataclass(frozen=True)
class AccountRow:
    """An account, with its second factor's secret opened; ``password`` is a hash."""

    person: str
    password: str | None
    second_factor: str | None
    recovery_codes: int  # unused ones
    closed_at: datetime | None


@dataclass(frozen=True)
class SecondFactor:
    """A second factor to keep: the app's secret, the time step of the code that proved it, hashed recovery codes."""

    secret: str
    step: int
    codes: tuple[str, ...]


class Accounts:
    """The accounts."""

    _store: Store

    def person_at(self, address: str) -> str | None:
        """Whose e-mail address this is in the directory; None for nobody's."""
        with self._store.reading() as session:
            try:
                return reference_of(session, self._store, address) if "@" in address else None
            except UnknownPerson:
                return None

    def account(self, person: str) -> AccountRow | None:
        """A person's account; None where there is none."""
        with self._store.reading() as session:
            row = session.get(AccountTable, person)
            return self._opened(session, row) if row is not None else None

    def accounts(self) -> list[AccountRow]:
        """Every account, by reference."""
        with self._store.reading() as session:
            return [
                self._opened(session, row)
                for row in session.scalars(select(AccountTable).order_by(AccountTable.person))
            ]

    def set_password(self, person: str, password: str, at: datetime, by: Actor, *, action: str) -> None:
        """Keep a password's hash; ``action`` goes on record. A first one opens the account, closed ones stay closed."""
        with self._store.writing() as session:
            _row_of(session, person, at).password = password
            audit.note(session, "", action, by, at, of=person)

    def keep_rehashed(self, person: str, old: str, new: str) -> None:
        """The same password under today's parameters, unless it was changed meanwhile."""
        with self._store.unlocked() as session:
            same = (AccountTable.person == person, AccountTable.password == old)
            session.execute(update(AccountTable).where(*same).values(password=new))

    def set_second_factor(self, person: str, new: SecondFactor | None, at: datetime, by: Actor) -> None:
        """Keep a second factor in place of the old one; None takes it away."""
        with self._store.writing() as session:
            row = _row_of(session, person, at)
            row.second_factor, row.last_step = None, 0
            if new is not None:
                key = key_for_opening(session, self._store, DIRECTORY)
                row.second_factor = key.seal(new.secret.encode(), Place("accounts", "second_factor", person))
                row.last_step = new.step
            _replace_codes(session, person, new.codes if new is not None else ())
            audit.note(session, "", "second_factor_set" if new else "second_factor_removed", by, at, of=person)

    def replace_recovery_codes(self, person: str, codes: Sequence[str], at: datetime, by: Actor) -> None:
        """Hashed recovery codes in place of the old ones."""
        with self._store.writing() as session:
            _replace_codes(session, person, codes)
            audit.note(session, "", "recovery_codes_made", by, at, of=person)

    def use_step(self, person: str, step: int) -> bool:
        """Use the one-time code of a time step; False if that one or a later one was used before."""
        with self._store.unlocked() as session:
            later = (AccountTable.person == person, AccountTable.last_step < step)
            used = update(AccountTable).where(*later).values(last_step=step).returning(AccountTable.person)
            return session.execute(used).first() is not None

    def use_recovery_code(self, person: str, code: str, at: datetime) -> bool:
        """Use a recovery code by its hash; False if it is not one of theirs or was used before."""
        with self._store.unlocked() as session:
            which = RecoveryCodeTable.person == person, RecoveryCodeTable.code == code
            unused = update(RecoveryCodeTable).where(*which, RecoveryCodeTable.used_at.is_(None))
            return session.execute(unused.values(used_at=at).returning(RecoveryCodeTable.code)).first() is not None

    def shut_out(self, person: str, at: datetime, by: Actor) -> None:
        """Close an account: its sessions end with the next request. Raises UnknownPerson."""
        with self._store.writing() as session:
            reference_of(session, self._store, person)
            _row_of(session, person, at).closed_at = at
            session.execute(delete(InvitationTable).where(InvitationTable.person == person))
            audit.note(session, "", "account_closed", by, at, of=person)

    def invite(self, person: str, token: str, at: datetime, expires_at: datetime, by: Actor) -> None:
        """Keep an invitation by its token's hash, in place of older ones; opens a closed account. UnknownPerson."""
        with self._store.writing() as session:
            reference_of(session, self._store, person)
            _row_of(session, person, at).closed_at = None
            session.execute(delete(InvitationTable).where(InvitationTable.person == person))
            session.add(InvitationTable(token=token, person=person, made_at=at, expires_at=expires_at, used_at=None))
            audit.note(session, "", "account_invited", by, at, of=person)

    def invited(self, token: str, at: datetime) -> str | None:
        """Whom an invitation that still holds invites, by its token's hash."""
        with self._store.reading() as session:
            row = session.get(InvitationTable, token)
            return row.person if row is not None and row.used_at is None and at < row.expires_at else None

    def use_invitation(self, token: str, at: datetime) -> bool:
        """Use an invitation; False if it was used before or holds no longer."""
        with self._store.unlocked() as session:
            holds = InvitationTable.used_at.is_(None), InvitationTable.expires_at > at
            unused = update(InvitationTable).where(InvitationTable.token == token, *holds)
            return session.execute(unused.values(used_at=at).returning(InvitationTable.token)).first() is not None

    def _opened(self, session: Session, row: AccountTable) -> AccountRow:
        secret = None
        if row.second_factor is not None:
            key = key_for_opening(session, self._store, DIRECTORY)
            secret = key.unseal(row.second_factor, Place("accounts", "second_factor", row.person)).decode()
        mine = RecoveryCodeTable.person == row.person, RecoveryCodeTable.used_at.is_(None)
        codes = len(session.scalars(select(RecoveryCodeTable.code).where(*mine)).all())
        return AccountRow(row.person, row.password, secret, codes, row.closed_at)


def _row_of(session: Session, person: str, at: datetime) -> AccountTable:
    row = session.get(AccountTable, person)
    if row is None:
        row = AccountTable(person=person, password=None, second_factor=None, last_step=0, changed_at=at, closed_at=None)
        session.add(row)
    row.changed_at = at
    return row


def _replace_codes(session: Session, person: str, codes: Sequence[str]) -> None:
    session.execute(delete(RecoveryCodeTable).where(RecoveryCodeTable.person == person))
    session.add_all(RecoveryCodeTable(code=code, person=person, used_at=None) for code in codes)
    session.flush()
