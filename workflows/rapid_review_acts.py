"""What each decision in a Rapid Review leads to up to the panel: entries for the record, letters (R1-R8)."""

from __future__ import annotations

from collections.abc import Iterable

from temporalio import workflow

from models.messages.rapid_review import (
    AgencyReturnReceived,
    AppointChair,
    DeclareConflict,
    HoldPanel,
    MovePanel,
    ReplaceChair,
    RequestInformation,
    SettleChronology,
    WithdrawRequest,
)
from models.people import to_agency, to_partner, to_person
from models.recipients import PARTNERS, UNIT
from models.requests import plan_day
from models.timetable import LedgerKind
from workflows.rapid_review_state import Review


def begin(review: Review) -> None:
    """Ask every agency with a role for its return (R3)."""
    review.docket.enter("rapid_review_instigated", clause="R1", agencies=review.opening.agencies)
    for agency in review.opening.agencies:
        _ask(review, agency)
    if not review.opening.agencies:
        review.docket.add_task("choose_agencies")
    _invite(review, PARTNERS)


def _ask(review: Review, agency: str, told: RequestInformation | None = None) -> None:
    request = review.requests.ask(agency, review.timetable, told.at if told else workflow.now())
    day = plan_day(review.timetable, request.due_day)
    short = "yes" if request.short_notice and told else "no"
    review.docket.enter("agency_asked", told, clause="R3", agency=agency, due_day=request.due_day, short_notice=short)
    review.docket.write("information_requested", to_agency(agency), day.internal, short_notice=short)
    _invite(review, [to_agency(agency)])


def appoint_chair(review: Review, told: AppointChair) -> str:
    """Commission the Chair (R1)."""
    review.chairing.take(told.chair)
    review.docket.enter("chair_appointed", told, clause="R1", chair=told.chair, reasons=told.declaration)
    review.docket.write("chair_commissioned", to_person(told.chair), review.due_on("panel"))
    return "chair_commissioned"


def replace_chair(review: Review, told: ReplaceChair) -> str:
    """Another Chair takes over; the work is kept (R1)."""
    before = review.chair or ""
    review.chairing.take(told.chair)
    review.docket.enter("chair_replaced", told, clause="R1", chair=told.chair, before=before)
    review.docket.write("chair_commissioned", to_person(told.chair), review.due_on("panel"))
    review.docket.write("chair_replaced", [to_person(before), *UNIT, *PARTNERS], about=told.chair)
    return "chair_replaced"


def declare_conflict(review: Review, told: DeclareConflict) -> str:
    """Wall a person off; a conflicted Chair has to be replaced (R1)."""
    review.chairing.conflicted.add(told.person)
    review.docket.enter("conflict_declared", told, clause="R1", person=told.person, role=told.role)
    if told.person == review.chair:
        review.docket.add_task("replace_chair")
    return "conflict_declared"


def request_information(review: Review, told: RequestInformation) -> str:
    """Ask a further agency (R3)."""
    review.docket.end_task("choose_agencies")
    _ask(review, told.agency, told)
    return f"due_working_day_{review.requests.asked[told.agency].due_day}"


def withdraw_request(review: Review, told: WithdrawRequest) -> str:
    """The agency has no role after all (R3)."""
    review.requests.withdraw(told.agency)
    review.docket.enter("request_withdrawn", told, clause="R3", agency=told.agency)
    review.docket.write("request_withdrawn", to_agency(told.agency))
    return "request_withdrawn"


def receive_return(review: Review, told: AgencyReturnReceived) -> None:
    """Take a return, first, late or corrected; its agency is not chased any more (R4, R5)."""
    received = review.requests.receive(told, review.timetable)
    review.docket.enter(
        "return_received",
        told,
        clause="R5" if received.late or received.version > 1 else "R4",
        agency=told.agency,
        answer=told.answer,
        return_version=received.version,
        late=received.late,
        document=told.form.id,
    )
    lateness = "late" if received.late else "in_time"
    version = str(received.version)
    review.docket.write(
        "return_received", to_agency(told.agency), about=version, lateness=lateness, return_version=version
    )
    if not told.nominated:
        review.docket.write("nominee_asked", to_agency(told.agency), review.due_on("panel"))


def settle_chronology(review: Review, told: SettleChronology) -> str:
    """The Chair has the chronology and the key lines of enquiry (R6)."""
    review.kloes = told.kloes
    gaps = review.requests.outstanding
    review.docket.enter("kloes_settled", told, clause="R6", document=told.kloes.id, returns_missing=gaps)
    return "kloes_settled"


def _invite(review: Review, to: Iterable[str]) -> None:
    meets_on = review.due_on("panel")
    review.docket.write("panel_invitation", to, meets_on, meets_on=meets_on.isoformat())


def move_panel(review: Review, told: MovePanel) -> str:
    """Set another day for the panel; whoever was invited is told once the plan is drawn up again (R7)."""
    review.docket.enter("panel_moved", told, clause="R7", meets_on=told.meets_on.isoformat())
    review.add_to_ledger(told, LedgerKind.MOVE, "panel_moved", step="panel", on=told.meets_on, reasons=told.reasons)
    return "panel_moved"


def tell_of_new_panel_day(review: Review) -> None:
    """The panel's new day, to all who were invited to the old one."""
    chair = [to_person(review.chair)] if review.chair else []
    if not review.panel.held:
        _invite(review, [*PARTNERS, *map(to_agency, review.requests.asked), *chair])


def hold_panel(review: Review, told: HoldPanel) -> str:
    """Record the panel meeting; without a quorum it has to meet again (R7, R8)."""
    missing = review.panel.hold(told)
    present = tuple(partner.value for partner in told.partners_present)
    attendance = tuple(f"{agency}:{how}" for agency, how in told.attendance.items())
    review.docket.enter(
        "panel_not_quorate" if missing else "panel_held",
        told,
        clause="R7",
        minutes=told.minutes.id,
        partners_present=present,
        attendance=attendance,
        lcspr_recommended=told.lcspr_recommended,
        immediate_actions=told.immediate_actions,
        meeting=review.panel.meetings,
    )
    if review.panel.looks_default(told):
        review.docket.write("default_panel_warning", UNIT, about=str(review.panel.meetings))
    if not missing:
        return "panel_held"
    codes = ",".join(partner.value for partner in missing)
    review.docket.write(
        "panel_not_quorate",
        [*UNIT, *map(to_partner, missing)],
        about=str(review.panel.meetings),
        partners_missing=codes,
    )
    return "not_quorate"
