"""The read model: what pages show. Every row can be rebuilt from the audit trail and the standing log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from adapters.register.columns import Instant, Json, Table


class StandingTable(Table):
    """How each part of a case stands."""

    __tablename__ = "standings"
    __table_args__ = (
        Index("ix_standings_ended_holder_due", "ended", "holder", "due"),
        Index("ix_standings_ended_stage_due", "ended", "stage", "due"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    stage: Mapped[str]
    next_action: Mapped[str]
    holder: Mapped[str]
    due: Mapped[datetime | None] = mapped_column(Instant)
    waits_for: Mapped[Any] = mapped_column(Json)
    tasks: Mapped[Any] = mapped_column(Json)
    ended: Mapped[bool]
    outcome: Mapped[str | None]


class OverviewTable(Table):
    """One line per case for the list: its most urgent open part, who chairs it, how it ended."""

    __tablename__ = "overviews"
    __table_args__ = (
        Index("ix_overviews_urgency_case", "urgency", "case"),
        Index("ix_overviews_closed_urgency_case", "closed", "urgency", "case"),
        Index("ix_overviews_closed_stage_urgency_case", "closed", "stage", "urgency", "case"),
        Index("ix_overviews_closed_holder_urgency_case", "closed", "holder", "urgency", "case"),
        Index("ix_overviews_closed_kind_urgency_case", "closed", "kind", "urgency", "case"),
        Index("ix_overviews_closed_number_case", "closed", "number", "case"),
        Index("ix_overviews_closed_notified_at_case", "closed", "notified_at", "case"),
        Index("ix_overviews_closed_stage_order_urgency_case", "closed", "stage_order", "urgency", "case"),
        Index("ix_overviews_number_case", "number", "case"),
        Index("ix_overviews_notified_at_case", "notified_at", "case"),
        Index("ix_overviews_stage_order_urgency_case", "stage_order", "urgency", "case"),
        Index("ix_overviews_independent_chair", "independent_chair"),
        Index("ix_overviews_lead_reviewer", "lead_reviewer"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str | None]
    stage: Mapped[str | None]
    next_action: Mapped[str | None]
    holder: Mapped[str | None]
    due: Mapped[datetime | None] = mapped_column(Instant)
    urgency: Mapped[datetime] = mapped_column(Instant)  # the due time, or far away: sorts the same on every engine
    tasks: Mapped[int] = mapped_column(Integer, default=0)
    closed: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None]
    independent_chair: Mapped[str | None]
    lead_reviewer: Mapped[str | None]
    # what lists filter and sort by, so that they ask this table alone
    kind: Mapped[str | None]  # None: the case itself is not on the list
    policy: Mapped[str | None]
    notified_at: Mapped[datetime | None] = mapped_column(Instant)
    number: Mapped[int] = mapped_column(BigInteger, default=0)  # of its reference: year and number
    stage_order: Mapped[int] = mapped_column(Integer, default=0)
    clock_paused: Mapped[bool] = mapped_column(default=False)  # the internal plan's (C8)
    paused: Mapped[bool] = mapped_column(default=False)  # that, or a hold stands
    outside: Mapped[bool] = mapped_column(default=False)  # somebody outside the partnership has to act


class VoteTable(Table):
    """Every version of every partner's vote (T2, T5)."""

    __tablename__ = "votes"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case: Mapped[str] = mapped_column(index=True)
    ballot: Mapped[int] = mapped_column(Integer)
    partner: Mapped[str]
    proceed: Mapped[bool]
    person: Mapped[str]
    deputy_for: Mapped[str | None]
    reasons: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(Instant)


class RequestTable(Table):
    """Information requests to agencies (R3)."""

    __tablename__ = "requests"
    __table_args__ = (Index("ix_requests_agency_case", "agency", "case"),)

    case: Mapped[str] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    due_day: Mapped[int | None]  # working day of the plan
    short_notice: Mapped[bool]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)


class ReturnTable(Table):
    """Agency returns, each version (R4, R5)."""

    __tablename__ = "returns"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case: Mapped[str] = mapped_column(index=True)
    agency: Mapped[str] = mapped_column(index=True)
    answer: Mapped[str]
    document: Mapped[str | None]
    version: Mapped[int] = mapped_column(Integer)
    late: Mapped[bool]
    nominated: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)


class SignatureTable(Table):
    """Signatures, refusals and signatures in place, each bound to a version (R11, R12, L6)."""

    __tablename__ = "signatures"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case: Mapped[str] = mapped_column(index=True)
    part: Mapped[str]
    state: Mapped[str]  # signed, refused, in_place
    capacity: Mapped[str] = mapped_column(primary_key=True)
    report_version: Mapped[int] = mapped_column(Integer)
    person: Mapped[str]
    reasons: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)


class AttendanceTable(Table):
    """Who came to which panel meeting (R7, G6)."""

    __tablename__ = "attendance"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    agency: Mapped[str] = mapped_column(primary_key=True)
    case: Mapped[str] = mapped_column(index=True)
    attendance: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)


class ActionTable(Table):
    """Immediate-safety and learning actions: owner, due date, state (R2, G1)."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_owner_due_case_action", "owner", "due", "case", "action"),
        Index("ix_actions_state_due_case_action", "state", "due", "case", "action"),
        Index("ix_actions_due_case_action", "due", "case", "action"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(primary_key=True)
    immediate: Mapped[bool]
    owner: Mapped[str | None]
    due: Mapped[date | None]
    state: Mapped[str]  # open, or how it ended: confirmed, completed, handed_over
    document: Mapped[str | None]
    evidence: Mapped[str | None]
    impact: Mapped[str | None]
    agreed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class ConflictTable(Table):
    """Who is walled off from a case by a declared conflict of interest (R1, T2)."""

    __tablename__ = "conflicts"

    case: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class MilestoneTable(Table):
    """What mattered in a case, and when: the source of timeliness figures (G5)."""

    __tablename__ = "milestones"
    __table_args__ = (Index("ix_milestones_action_at", "action", "at"),)

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case: Mapped[str] = mapped_column(index=True)
    part: Mapped[str]
    action: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    detail: Mapped[Any] = mapped_column(Json)
