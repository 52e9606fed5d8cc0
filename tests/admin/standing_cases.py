"""Cases put on the register as their parts would: how each stands, what happened in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from adapters.register import Register
from adapters.register.cases import Identities
from models.case import CaseKind, Opening, Part
from models.message import DocumentRef
from models.people import Actor, Role
from models.record import Event, Record, Standing

COORDINATOR = Actor(person="P-0002", role=Role.COORDINATOR)
MON_23_NOV = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WED_25_NOV_17 = datetime(2026, 11, 25, 17, tzinfo=UTC)
FRI_27_NOV_17 = datetime(2026, 11, 27, 17, tzinfo=UTC)


def reference(number: int) -> str:
    return f"GSCP-2026-{number:03d}"


def opened(register: Register, number: int, kind: CaseKind = CaseKind.CFC, **more: Any) -> str:
    """A case, opened on Monday 23 November 2026."""
    case = reference(number)
    identities: Identities | None = more.pop("identities", None)
    opening = Opening(
        case=case, kind=kind, command_id=f"c-{case}", by=COORDINATOR, form=DocumentRef(id=f"D-{case}"),
        notified_at=more.pop("notified_at", MON_23_NOV), policy="gscp-2023", **more,
    )  # fmt: skip
    register.create_case(opening, opening.notified_at, identities)
    return case


def stands(register: Register, case: str, part: Part, stage: str, next_action: str, holder: str, **more: Any) -> None:
    """A part says how it stands."""
    at = more.pop("at", MON_23_NOV)
    says = Standing(stage=stage, next_action=next_action, holder=holder, **more)
    register.record(Record(case=case, part=part, at=at, standing=says))


def happened(register: Register, case: str, part: Part, what: str, at: datetime = MON_23_NOV, /, **detail: Any) -> None:
    """Something happened in a case."""
    entry = Event(id=f"{what}-{at.isoformat()}-{len(detail)}", at=at, action=what, by=COORDINATOR, detail=detail)
    register.record(Record(case=case, part=part, at=at, events=(entry,)))


def in_ballot(register: Register, number: int, due: datetime = WED_25_NOV_17, **more: Any) -> str:
    """A case whose partners vote."""
    case = opened(register, number, **more)
    waits = ("partner:childrens_social_care", "partner:health", "partner:constabulary")
    stands(register, case, Part.THRESHOLD, "threshold", "cast_vote", "partners", due=due, waits_for=waits)
    return case


def in_review(register: Register, number: int, due: datetime = FRI_27_NOV_17, **more: Any) -> str:
    """A Rapid Review whose agencies are asked for their returns, chaired by P-0013."""
    agencies = more.pop("agencies", ("A-010",))
    case = opened(register, number, **more)
    happened(register, case, Part.RAPID_REVIEW, "rapid_review_instigated")
    happened(register, case, Part.RAPID_REVIEW, "chair_appointed", chair="P-0013")
    for agency in agencies:
        happened(register, case, Part.RAPID_REVIEW, "agency_asked", due_day=5, agency=agency, short_notice="no")
    waits = tuple(f"agency:{agency}" for agency in agencies)
    stands(
        register, case, Part.RAPID_REVIEW, "agency_returns", "return_information", "agencies", due=due, waits_for=waits
    )
    return case


def closed(register: Register, number: int, outcome: str = "no_rapid_review", **more: Any) -> str:
    """A case that has ended."""
    case = opened(register, number, **more)
    stands(register, case, Part.REVIEW, "closed", "none", "none", ended=True, outcome=outcome)
    return case
