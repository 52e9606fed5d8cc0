"""Keys in service: rotated without a pause, destroyed for good, and nothing personal in clear at rest (K3)."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from adapters.encryption import KeyDestroyed, MasterKeys
from adapters.register import Register
from adapters.register.cases import Identities
from tests.adapters.book import (
    CASE,
    COORDINATOR,
    FORM,
    MON_23_NOV,
    OfficeNineToFive,
    StoppedClock,
    engine_of,
    event,
    look,
    opening,
    record,
)


def keep(register: Register, payload: Any = FORM, case: str = CASE) -> Any:
    return register.store_document(case, "appendix_1", payload, COORDINATOR, MON_23_NOV)


def see(register: Register, id: str, case: str = CASE) -> Any:
    return register.read_document(case, id, COORDINATOR, MON_23_NOV, "test")


def test_documents_read_on_while_the_master_key_is_rotated(register: Register, database: str, keys: MasterKeys) -> None:
    ref = keep(register)
    before = look(register, "SELECT body FROM documents")
    ring = keys.with_new("m2")
    rotating = Register.open(database, ring, StoppedClock(), OfficeNineToFive())

    old_reader_meanwhile = see(register, ref.id)
    count = rotating.rotate_master_key(MON_23_NOV, COORDINATOR)

    newest_only = Register.open(database, ring.without("m1"), StoppedClock(), OfficeNineToFive())
    assert (old_reader_meanwhile, see(newest_only, ref.id), count) == (FORM, FORM, 1)
    assert look(register, "SELECT body FROM documents") == before, "data is not sealed anew, only its key"
    assert rotating.master_keys_in_use() == {"m2": 1}
    assert rotating.rotate_master_key(MON_23_NOV) == 0
    rotating.close()
    newest_only.close()


def test_destroying_a_case_s_key_destroys_its_documents_and_nothing_else(register: Register) -> None:
    ref, other = keep(register), keep(register, case="GSCP-2026-002")
    register.record(record(event("c-1", "noted")))

    assert register.destroy_case_key(CASE, COORDINATOR, MON_23_NOV)

    with pytest.raises(KeyDestroyed):
        see(register, ref.id)
    with pytest.raises(KeyDestroyed):
        keep(register)
    assert see(register, other.id, "GSCP-2026-002") == FORM
    assert register.verify().ok
    assert [entry.action for entry in register.audit_of(CASE)] == ["noted", "case_key_destroyed"]
    assert not register.destroy_case_key(CASE, COORDINATOR, MON_23_NOV)


CANARIES = ("Robin", "Testcase", "2019-05-01", "Nothing that happened", "canary.person", "01632 960999")


def write_everything_personal(register: Register) -> str:
    with register.transaction():
        ref = keep(register)
        children = Identities((("Robin Testcase", MON_23_NOV.date().replace(2019, 5, 1)),), MON_23_NOV.date())
        register.create_case(opening(form=ref), MON_23_NOV, children)
    register.find_duplicates(children)
    person = {"ref": "P-1", "name": "Robin Testcase", "email": "canary.person@x.example", "telephone": "01632 960999"}
    register.load_directory({"people": [person]}, MON_23_NOV)
    see(register, ref.id)
    return str(ref.id)


def test_no_personal_value_stands_in_clear_in_the_database_s_file(register: Register) -> None:
    write_everything_personal(register)

    found = [canary for canary in CANARIES if canary.encode() in everything(register)]

    assert found == []
    assert CASE.encode() in everything(register), "the search itself must find what is there"


def test_after_destruction_not_even_the_wrapped_key_is_left_in_the_file(register: Register) -> None:
    write_everything_personal(register)
    ((wrapped,),) = look(register, f"SELECT wrapped FROM data_keys WHERE name = 'case:{CASE}'")  # noqa: S608
    assert bytes(wrapped) in everything(register)

    register.destroy_case_key(CASE, COORDINATOR, MON_23_NOV)

    assert bytes(wrapped) not in everything(register)


def everything(register: Register) -> bytes:
    """Every byte the database keeps: SQLite's files, PostgreSQL's tables."""
    engine = engine_of(register)
    if engine.dialect.name == "sqlite":
        path = Path(str(make_url(str(engine.url)).database))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    names = [name for (name,) in look(register, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    rows = [row for name in names for row in look(register, f'SELECT * FROM "{name}"')]  # noqa: S608
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
