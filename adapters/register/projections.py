"""What an entry of the audit trail changes in the read model, by its action.

Each projection reads references, codes and dates from the entry alone, so the read model can be replayed from
the trail. An entry that lacks a detail projects what it can: the trail itself always has it.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from adapters.register.audit import Entry
from adapters.register.entry_details import agencies_of, date_of, listed_in, number_of, person_of, text_of
from adapters.register.list_tables import DoneTaskTable
from adapters.register.overviews import overview, sum_up
from adapters.register.read_model import (
    ActionTable,
    AttendanceTable,
    ConflictTable,
    MilestoneTable,
    RequestTable,
    ReturnTable,
    SignatureTable,
    VoteTable,
)

Projection = Callable[[Session, Entry], None]
_IMMEDIATE = "immediate_action_"
_ACTION = "action_"

MILESTONES = frozenset(
    {
        "actions_all_ended", "alte_handed_over", "alte_outcome_recorded", "availability_ended",
        "awareness_limit_breached", "ballot_closed", "ballot_opened", "breach_explained", "calendar_changed",
        "case_accepted", "case_closed", "case_reopened", "chair_appointed", "chair_replaced", "clock_paused",
        "clock_resumed", "deadlines_moved", "decided_not_to_publish", "delay_notice_sent", "draft_sent", "endorsed",
        "endorsement_skipped", "executive_declined", "executive_signed_off", "hold_begun", "hold_released",
        "improvements_published", "kloes_settled", "lateness_explained", "lcspr_commissioned", "lcspr_paused",
        "lcspr_reconsidered", "lcspr_resumed", "lcspr_withdrawn", "methodology_set", "national_review_ended",
        "not_published", "notification_corrected", "panel_acknowledged", "panel_held", "panel_moved",
        "panel_not_quorate", "panel_replied", "pending_submission_approved", "publication_prepared", "published",
        "queries_answered", "rapid_review_instigated", "ready_for_governance", "report_checked",
        "report_submitted_to_unit", "reviewer_appointed", "reviewer_replaced", "screened", "sending_recorded",
        "sin_notified", "stood_down", "submission_recorded", "wait_restarted", "withdrawn",
    }
)  # fmt: skip
_ENDINGS = frozenset({"confirmed", "completed", "handed_over"})
_BEGINNINGS = {"ordered": "open", "agreed": "open"}


def project(session: Session, entry: Entry) -> None:
    """Change the read model by one entry."""
    if entry.action in MILESTONES:
        _milestone(session, entry)
    projection = _PROJECTIONS.get(entry.action) or _by_prefix(entry.action)
    if projection is not None:
        projection(session, entry)
    session.flush()


def _by_prefix(action: str) -> Projection | None:
    return _action if action.startswith((_IMMEDIATE, _ACTION)) else None


def _milestone(session: Session, entry: Entry) -> None:
    session.add(
        MilestoneTable(
            seq=entry.seq, case=entry.case, part=entry.part, action=entry.action, at=entry.at, detail=entry.detail
        )
    )


def _vote(session: Session, entry: Entry) -> None:
    partner = text_of(entry, "partner") or str(entry.by.partner or "")
    session.add(
        VoteTable(
            seq=entry.seq,
            case=entry.case,
            ballot=number_of(entry, "ballot", 1),
            partner=partner,
            proceed=bool(entry.detail.get("proceed")),
            person=entry.by.person,
            deputy_for=entry.by.deputy_for,
            reasons=entry.reasons,
            at=entry.at,
        )
    )


def _request(session: Session, entry: Entry) -> None:
    for agency in agencies_of(entry):
        row = session.get(RequestTable, (entry.case, agency)) or RequestTable(case=entry.case, agency=agency)
        row.asked_at, row.due_day, row.withdrawn_at = entry.at, number_of(entry, "due_day", 0) or None, None
        row.short_notice = entry.detail.get("short_notice") in (True, "yes")
        session.add(row)


def _withdrawal(session: Session, entry: Entry) -> None:
    for agency in agencies_of(entry):
        row = session.get(RequestTable, (entry.case, agency))
        if row is not None:
            row.withdrawn_at = entry.at


def _return(session: Session, entry: Entry) -> None:
    for agency in agencies_of(entry):
        earlier = session.scalar(
            select(func.count()).where(ReturnTable.case == entry.case, ReturnTable.agency == agency)
        )
        session.add(
            ReturnTable(
                seq=entry.seq,
                case=entry.case,
                agency=agency,
                answer=text_of(entry, "answer") or "full",
                document=text_of(entry, "document"),
                version=number_of(entry, "return_version", (earlier or 0) + 1),
                late=bool(entry.detail.get("late")),
                nominated=bool(entry.detail.get("nominated", True)),
                at=entry.at,
            )
        )
        request = session.get(RequestTable, (entry.case, agency))
        if request is not None and request.returned_at is None:
            request.returned_at = entry.at


def _signature(state: str) -> Projection:
    def sign(session: Session, entry: Entry) -> None:
        for capacity in listed_in(entry, "capacity", "capacities") or (entry.by.agency or str(entry.by.role),):
            session.add(
                SignatureTable(
                    seq=entry.seq,
                    capacity=capacity,
                    case=entry.case,
                    part=entry.part,
                    state=state,
                    report_version=number_of(entry, "report_version", 0),
                    person=entry.by.person,
                    reasons=entry.reasons,
                    at=entry.at,
                )
            )

    return sign


def _void(session: Session, entry: Entry) -> None:
    """A new version voids the signatures under earlier ones: those named, or all (R11, L6)."""
    void = update(SignatureTable).where(
        SignatureTable.case == entry.case,
        SignatureTable.part == entry.part,
        SignatureTable.voided_at.is_(None),
        SignatureTable.seq < entry.seq,
    )
    if capacities := listed_in(entry, "capacities"):
        void = void.where(SignatureTable.capacity.in_(capacities))
    session.execute(void.values(voided_at=entry.at).execution_options(synchronize_session="fetch"))


def _attendance(session: Session, entry: Entry) -> None:
    for item in listed_in(entry, "attendance"):
        agency, _, attended = item.replace("=", ":").rpartition(":")
        if agency:
            session.add(
                AttendanceTable(seq=entry.seq, agency=agency, case=entry.case, attendance=attended, at=entry.at)
            )


def _action(session: Session, entry: Entry) -> None:
    is_immediate = entry.action.startswith(_IMMEDIATE)
    key = text_of(entry, "action") or text_of(entry, "number")
    happened = entry.action.removeprefix(_IMMEDIATE if is_immediate else _ACTION)
    if key is None:
        return
    name = f"immediate-{key}" if is_immediate else key
    row = session.get(ActionTable, (entry.case, name))
    if row is None:
        row = ActionTable(case=entry.case, action=name, immediate=is_immediate, state="open", agreed_at=entry.at)
        session.add(row)
    row.owner = text_of(entry, "owner") or row.owner
    row.due = date_of(entry, "due") or row.due
    for reference in ("document", "evidence", "impact"):
        setattr(row, reference, text_of(entry, reference) or getattr(row, reference))
    if happened in _ENDINGS:
        row.state, row.ended_at = happened, entry.at
    else:
        row.state = _BEGINNINGS.get(happened, row.state)


def _chair(session: Session, entry: Entry) -> None:
    overview(session, entry.case).independent_chair = person_of(entry, "chair")


def _reviewer(session: Session, entry: Entry) -> None:
    overview(session, entry.case).lead_reviewer = person_of(entry, "reviewer")


def _conflict(session: Session, entry: Entry) -> None:
    if person := person_of(entry, "person"):
        session.merge(ConflictTable(case=entry.case, person=person, at=entry.at))


def _clock(paused: bool) -> Projection:
    def note(session: Session, entry: Entry) -> None:
        overview(session, entry.case).clock_paused = paused
        sum_up(session, entry.case)

    return note


def _task_done(session: Session, entry: Entry) -> None:
    if task := text_of(entry, "task"):
        session.merge(DoneTaskTable(case=entry.case, part=entry.part, task=task, at=entry.at))


_PROJECTIONS: dict[str, Projection] = {
    "vote_cast": _vote,
    "agency_asked": _request,
    "request_withdrawn": _withdrawal,
    "return_received": _return,
    "report_signed": _signature("signed"),
    "report_refused": _signature("refused"),
    "signed_in_place": _signature("in_place"),
    "signatures_voided": _void,
    "panel_held": _attendance,
    "chair_appointed": _chair,
    "chair_replaced": _chair,
    "clock_paused": _clock(True),
    "clock_resumed": _clock(False),
    "conflict_declared": _conflict,
    "member_recused": _conflict,
    "reviewer_appointed": _reviewer,
    "reviewer_replaced": _reviewer,
    "task_done": _task_done,
}
