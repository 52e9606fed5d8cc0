"""What the opening of a case, and each decision about it as a whole, leads to (N4-N14, R2, T7, T8)."""

from __future__ import annotations

from models.brief import step_due
from models.case import CaseKind
from models.messages import review as says
from models.messages.threshold import SinNotified
from models.people import CDOP, Role, to_agency, to_lead, to_role
from models.recipients import PARTNERS, UNIT
from models.review import Course
from models.timetable import Alarm, Timetable
from workflows.deadlines import Watch
from workflows.safeguarding_review_state import CaseState

LOCAL_AUTHORITY = (to_role(Role.LA_REPRESENTATIVE), to_role(Role.BUSINESS_MANAGER))


# what the opening leads to


def begin(state: CaseState) -> None:
    """Enter the opening, ask what has to be asked at once (R2, N4, N5, N10, N14)."""
    opening, docket = state.opening, state.docket
    docket.enter(
        "case_reopened" if opening.reopens else "case_accepted",
        clause="N1",
        kind=opening.kind,
        possible_duplicates=opening.possible_duplicates,
        children=opening.children,
        sequence=opening.sequence,
    )
    about = str(opening.sequence)
    purpose = "case_reopened" if opening.reopens else "case_opened"
    docket.write(purpose, UNIT, about=about, kind=opening.kind)
    if not state.safety.answered:
        docket.add_task("answer_safety_question")
        docket.write("safety_question_open", UNIT, about=about, any_hour=True)
    if opening.immediate_action_needed:
        docket.add_task("order_immediate_action")
        docket.write("safety_question_open", UNIT, about=f"{about}:action", any_hour=True)
    _answer_referrer(state, about)
    if opening.incident_la and opening.responsible_la and opening.incident_la != opening.responsible_la:
        docket.write("other_area_invited", map(to_agency, (opening.incident_la, opening.responsible_la)), about=about)


def _answer_referrer(state: CaseState, about: str) -> None:
    referrer = state.opening.referrer or UNIT[0]
    if state.opening.kind is CaseKind.CFC:
        state.docket.write("referral_received", referrer, about=about)
    if state.gaps:
        state.docket.add_task("fill_gaps")
        state.docket.write("gaps_asked", referrer, about=about, gaps=",".join(state.gaps))
    if state.awaits_sin():
        state.docket.add_task("possible_missed_notification")
        state.docket.enter("possible_missed_notification", clause="N10")
        state.docket.write("possible_missed_notification", LOCAL_AUTHORITY, about=about)


def hand_over_alte(state: CaseState) -> None:
    """The ALTE part ends here with a hand-over to the CDOP (N6)."""
    state.alte_open = True
    state.docket.enter("alte_handed_over", clause="N6")
    state.docket.write("alte_handed_over", [CDOP, *UNIT], about=str(state.opening.sequence))


def ask_for_cascade(state: CaseState, basis: str) -> None:
    """Tell the three of the decision to proceed; each tells its agency, and why (T7)."""
    state.cascade.asked = True
    about = str(state.opening.sequence)
    state.docket.write("decision_to_proceed", PARTNERS, about=about, basis=basis)
    if state.opening.referrer:
        state.docket.write("decision_to_proceed", state.opening.referrer, about=about, basis=basis)


# what people say about the case as a whole


def order_action(state: CaseState, told: says.OrderImmediateAction) -> str:
    """An immediate action gets an owner and a time (R2)."""
    action = state.safety.order(told.owner, told.action, told.at)
    state.urgent.append(action.number)
    state.docket.end_task("order_immediate_action")
    state.docket.enter(
        "immediate_action_ordered", told, clause="R2", reasons=told.action, number=action.number, owner=told.owner
    )
    state.docket.write(
        "immediate_action_ordered",
        to_agency(told.owner),
        about=str(action.number),
        any_hour=True,
        action_number=str(action.number),
    )
    return f"action_{action.number}"


def fill_gaps(state: CaseState, told: says.FillGaps | says.FillSinGaps) -> str:
    """What an incomplete form left blank is answered, wholly or in part (N4)."""
    state.gaps = told.form.gaps
    if not state.gaps:
        state.docket.end_task("fill_gaps")
    state.docket.enter("gaps_filled", told, clause="N4", document=told.form.id, gaps=state.gaps)
    return "gaps_remain" if state.gaps else "complete"


def escalation(state: CaseState, number: int, drawn: Timetable) -> Alarm:
    """When an unconfirmed immediate action escalates: a working day after it was ordered (R2)."""
    action = state.safety.actions[number]
    next_working_day = drawn.days[0].external
    day = next(day for day in drawn.days if day.internal == next_working_day)
    return Alarm(
        id=f"immediate-{number}",
        step=f"immediate-{number}",
        purpose="immediate_action_unconfirmed",
        at=day.closes_at,
        due=day.internal,
        to=(*UNIT, to_lead(action.owner)),
        clause="R2",
        any_hour=True,
    )


def note_sin(state: CaseState, told: SinNotified) -> None:
    """A SIN has come for a case that had none: it proceeds at once (T1, T8, N10)."""
    state.has_sin = True
    state.docket.end_task("possible_missed_notification")
    state.docket.enter("sin_notified", told, clause="T8", document=told.sin.id)
    if state.course in (Course.OPENING, Course.THRESHOLD, Course.ALTE):
        start = told.notified_at or told.at
        state.request = state.request.model_copy(update={"start": start, "kind": CaseKind.SIN})
        state.opening = state.opening.model_copy(update={"kind": CaseKind.SIN})
        state.supersede = True


def note_breach(state: CaseState) -> None:
    """Was the local authority's five-working-day limit passed before the SIN came (N10)?"""
    due_at = step_due(state.awareness, "sin_notification") if state.awareness else None
    if due_at is None or state.opening.kind is not CaseKind.SIN or state.opening.notified_at <= due_at:
        return
    state.docket.add_task("record_breach")
    state.docket.enter("awareness_limit_breached", clause="N10", due=due_at.isoformat())
    state.docket.write("awareness_clock_breached", LOCAL_AUTHORITY, due_at.date())


def set_alarms(state: CaseState, watch: Watch) -> None:
    """The case watches over its own steps; the parts watch over theirs."""
    plans = [plan for plan in (state.timetable, state.awareness) if plan is not None]
    alarms = [alarm for plan in plans for alarm in plan.alarms if alarm.step in ("cascade", "sin_notification")]
    watch.set([*alarms, *state.escalations])


def facts_for(alarm: Alarm) -> dict[str, str]:
    """The codes that the case's own reminders may state."""
    warns = alarm.purpose in ("awareness_clock_warning", "awareness_clock_last_warning")
    if warns and alarm.working_day:
        return {"working_day": str(alarm.working_day)}
    if alarm.purpose == "immediate_action_unconfirmed":
        return {"action_number": alarm.id.removeprefix("immediate-")}
    return {}
