"""Cases multiplied: the rows of some cases written again under other references, as many times as are wanted.

What a case writes on its way through the own door of a register takes tens of milliseconds; ten thousand cases take
minutes. Pages ask only for rows. No chain of hashes holds the copies: this is for measuring, not for keeping.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, func, insert, select, text, update

from adapters.register.overviews import number_of
from adapters.register.schema import METADATA
from adapters.register.store import open_engine
from adapters.register.tables import AuditHeadTable, AuditTable

ROWS = 5_000  # at once
NUMBERED = ("seq", "id")  # rows counted through the whole table, where they are whole numbers
Names = Mapping[str, str]  # in the copied rows -> in the copies
Row = dict[str, Any]


def copy_cases(url: str, cases: Sequence[str], copies: Sequence[Sequence[str]], also: Sequence[Names]) -> None:
    """Write the rows of ``cases`` again, once for each of ``copies`` (references, one for each case at most).

    ``also``: for each copy, what else is called otherwise in it.
    """
    engine = open_engine(url)
    with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            key = _reference(table)
            if key is not None:
                _copy(connection, table, key, cases, copies, also)
        _close(connection)
    engine.dispose()


def _reference(table: Table) -> Column[Any] | None:
    """The column that says to which case a row belongs."""
    name = "reference" if table.name in ("cases", "case_identities") else "case"
    return table.c.get(name)


def _copy(
    connection: Connection, table: Table, key: Column[Any], cases: Sequence[str], copies: Sequence[Sequence[str]],
    also: Sequence[Names],
) -> None:  # fmt: skip
    rows: dict[str, list[Row]] = {}
    for found in connection.execute(select(table).where(key.in_(cases))).mappings():
        rows.setdefault(found[key.name], []).append(dict(found))
    if not rows:
        return
    steps = {name: _last(connection, table, name) for name in NUMBERED if _is_counted(table, name)}
    written = iter(_renamed(rows, dict(zip(cases, names, strict=False)), more)
                   for names, more in zip(copies, also, strict=True))  # fmt: skip
    batch: list[Row] = []
    for copied in written:
        for row in copied:
            for name in steps:
                steps[name] = row[name] = steps[name] + 1
            batch.append(row)
        if len(batch) >= ROWS:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def _renamed(rows: Mapping[str, Sequence[Row]], references: Names, also: Names) -> Iterator[Row]:
    for old, new in references.items():
        names = {**also, old: new}
        for row in rows.get(old, ()):
            copied = {name: _said(value, names) for name, value in row.items()}
            if "number" in copied:
                copied["number"] = number_of(new)
            yield copied


def _said(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        for old, new in names.items():
            value = value.replace(old, new)
        return value
    return json.loads(_said(json.dumps(value), names)) if isinstance(value, dict | list) else value


def _is_counted(table: Table, name: str) -> bool:
    return name in table.c and table.c[name].primary_key and table.c[name].type.python_type is int


def _last(connection: Connection, table: Table, name: str) -> int:
    return connection.scalar(select(func.max(table.c[name]))) or 0


def _close(connection: Connection) -> None:
    """What comes next is numbered after the copies."""
    last = connection.scalar(select(func.max(AuditTable.seq)))
    connection.execute(update(AuditHeadTable).values(seq=last))
    if connection.dialect.name == "postgresql":
        for name in ("standing_log", "outbox"):
            say = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608
            connection.execute(text(say))
