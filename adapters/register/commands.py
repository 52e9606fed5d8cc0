"""Commands: what the door took and its part has not answered yet (the command path; faults 1-3, 35, 42)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from adapters.register.columns import canonical
from adapters.register.store import RegisterError, Store, is_reference
from adapters.register.tables import CommandTable
from models.case import Part
from models.people import Actor


class CommandState(StrEnum):
    """How far a command has come."""

    PENDING = "pending"  # taken, not answered: sent again with the same id until it is
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DELIVERED = "delivered"  # a fact: it cannot be refused


class CommandConflict(RegisterError):
    """The same one-time token came with something else."""


class UnknownCommand(RegisterError):
    """There is no such command."""


@dataclass(frozen=True)
class CommandRow:
    """A command as it was taken, and what came of it."""

    id: str
    case: str
    part: Part
    name: str
    body: dict[str, Any]
    by: Actor
    at: datetime
    state: CommandState
    outcome: Any
    is_new: bool = False


class Commands:
    """The commands."""

    _store: Store

    def take_command(
        self, command_id: str, case: str, part: Part, name: str, body: dict[str, Any], at: datetime, by: Actor
    ) -> CommandRow:
        """Take a command, once: the same again answers the first row, another body is a :class:`CommandConflict`.

        ``body`` holds references and codes only. ``at`` is when the door took it: that it came in time stays true.
        """
        if not is_reference(command_id):
            raise CommandConflict("a command's token has letters, digits, dot, colon, slash and dash only")
        digest = sha256(canonical([case, str(part), name, body]).encode()).hexdigest()
        with self._store.writing() as session:
            row = session.get(CommandTable, command_id)
            if row is not None:
                if row.body_sha256 != digest:
                    raise CommandConflict(f"command {command_id} was taken already and said something else")
                return _row(row)
            row = CommandTable(
                id=command_id,
                case=case,
                part=str(part),
                name=name,
                body=body,
                body_sha256=digest,
                by=by.model_dump(mode="json"),
                at=at,
                state=str(CommandState.PENDING),
            )
            session.add(row)
            session.flush()
            return _row(row, is_new=True)

    def mark_command(self, command_id: str, state: CommandState | str, outcome: Any = None) -> CommandRow:
        """Note what came of a command; the first answer stands."""
        with self._store.writing() as session:
            row = session.get(CommandTable, command_id, populate_existing=True)
            if row is None:
                raise UnknownCommand(f"there is no command {command_id}")
            if row.state == CommandState.PENDING:
                row.state, row.outcome = str(CommandState(state)), outcome
                session.flush()
            return _row(row)

    def command(self, command_id: str) -> CommandRow | None:
        """A command, or None if it was never taken."""
        with self._store.reading() as session:
            row = session.get(CommandTable, command_id, populate_existing=True) if is_reference(command_id) else None
            return None if row is None else _row(row)

    def commands_named(self, case: str, name: str) -> list[CommandRow]:
        """Every command of a name in a case, whatever came of it, the oldest first."""
        query = select(CommandTable).where(CommandTable.case == case, CommandTable.name == name)
        with self._store.reading() as session:
            return [_row(row) for row in session.scalars(query.order_by(CommandTable.at, CommandTable.id))]

    def acted_last(self, case: str, person: str, but_not: Collection[str] = ()) -> Actor | None:
        """In which capacity this person last acted in a case, by anything but these commands; None: in none yet."""
        mine = select(CommandTable.by).where(CommandTable.case == case, CommandTable.name.not_in(but_not))
        with self._store.reading() as session:
            of_all = (Actor.model_validate(by) for by in session.scalars(mine.order_by(CommandTable.at.desc())))
            return next((by for by in of_all if by.person == person), None)

    def pending_commands(self, older_than: datetime, limit: int = 100) -> list[CommandRow]:
        """Commands taken before an instant and not answered, the oldest first: to be sent again."""
        query = (
            select(CommandTable)
            .where(CommandTable.state == CommandState.PENDING, CommandTable.at < older_than)
            .order_by(CommandTable.at, CommandTable.id)
            .limit(limit)
        )
        with self._store.reading() as session:
            return [_row(row) for row in session.scalars(query)]

    def count_pending(self) -> int:
        """How many commands were taken and are not answered."""
        with self._store.reading() as session:
            return session.scalar(select(func.count()).where(CommandTable.state == CommandState.PENDING)) or 0

    def pending_before(self, case: str, part: Part, due: datetime) -> int:
        """How many messages to a part the door took up to an instant, and the part has not answered yet."""
        query = select(func.count()).where(
            CommandTable.case == case,
            CommandTable.part == str(part),
            CommandTable.state == CommandState.PENDING,
            CommandTable.at <= due,
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0


def _row(row: CommandTable, is_new: bool = False) -> CommandRow:
    return CommandRow(
        id=row.id,
        case=row.case,
        part=Part(row.part),
        name=row.name,
        body=row.body,
        by=Actor.model_validate(row.by),
        at=row.at,
        state=CommandState(row.state),
        outcome=row.outcome,
        is_new=is_new,
    )
