"""What the register's tests write into it: fictional people, forms, records."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from adapters.register import Register
from adapters.register.recording import READ_MODEL, table_rows
from models.case import CaseKind, Opening, Part
from models.message import DocumentRef
from models.people import Actor, Partner, Role
from models.record import Detail, Event, Letter, Record, Standing

CASE = "GSCP-2026-001"
MON_23_NOV = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
COORDINATOR = Actor(person="P-0002", role=Role.COORDINATOR)
HEALTH_MEMBER = Actor(person="P-0006", role=Role.QIIP_MEMBER, partner=Partner.HEALTH)
FORM = {"children": [{"name": "Robin Testcase", "born": "2019-05-01"}], "summary": "Nothing that happened."}


class StoppedClock:
    """A clock that says one instant."""

    def now(self) -> datetime:
        return MON_23_NOV


class OfficeNineToFive:
    """An office that is open from nine to five UTC, every day."""

    def next_open(self, at: datetime) -> datetime:
        if time(9) <= at.time() < time(17):
            return at
        day = at if at.time() < time(9) else at + timedelta(days=1)
        return day.replace(hour=9, minute=0, second=0, microsecond=0)


def event(id: str, action: str, by: Actor = COORDINATOR, /, *, at: datetime = MON_23_NOV, **detail: Detail) -> Event:
    return Event(id=id, at=at, action=action, by=by, detail=detail, clause="K2")


def letter(purpose: str = "ballot_opened", to: str = "partner:health", **more: Any) -> Letter:
    return Letter(purpose=purpose, to=to, **more)


def standing(stage: str = "ballot", due: datetime | None = MON_23_NOV, **more: Any) -> Standing:
    return Standing(stage=stage, next_action="vote", holder=more.pop("holder", "partner:health"), due=due, **more)


def record(
    *events: Event, case: str = CASE, part: Part = Part.THRESHOLD, at: datetime = MON_23_NOV, letters: Any = (),
    standing: Standing | None = None,
) -> Record:  # fmt: skip
    return Record(case=case, part=part, at=at, events=events, letters=tuple(letters), standing=standing)


def opening(case: str = CASE, kind: CaseKind = CaseKind.CFC, **more: Any) -> Opening:
    form = more.pop("form", DocumentRef(id="D-1"))
    return Opening(
        case=case, kind=kind, command_id=f"c-{case}", by=COORDINATOR, form=form, notified_at=MON_23_NOV,
        policy="gscp-2021", **more,
    )  # fmt: skip


def engine_of(register: Register) -> Engine:
    """The database itself, for tests that look behind the register's back."""
    return register._store.engine


def look(register: Register, query: str, first: str = "SELECT 1") -> list[tuple[Any, ...]]:
    """What a query finds."""
    with engine_of(register).connect() as connection:
        connection.execute(text(first))
        return [tuple(row) for row in connection.execute(text(query))]


def meddle(register: Register, *statements: str) -> None:
    """Change the database behind the register's back."""
    with engine_of(register).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def read_model_of(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Every table of the read model."""
    with Session(engine_of(register)) as session:
        return {table.__tablename__: table_rows(session, table) for table in READ_MODEL}
