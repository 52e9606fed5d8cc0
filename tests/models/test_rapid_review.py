"""The Chair, the panel, the clock, the stand-down; the case as a whole (R1, R2, R7, R16, T7, C8)."""

from datetime import date, timedelta

import pytest

from models.brief import pause_ended, running_pause, with_entry
from models.case import CaseKind, is_case_reference
from models.message import Refusal
from models.messages.clock import ExtendStep, PauseClock, ResumeClock
from models.messages.rapid_review import AppointChair, Attendance, HoldPanel, MovePanel, ReplaceChair, StandDown
from models.messages.review import ConfirmCascade, ConfirmImmediateAction, CorrectNotification
from models.people import Partner
from models.rapid_review import (
    Chairing,
    Panel,
    refuses_extension,
    refuses_panel_date,
    refuses_pause,
    refuses_resumption,
    refuses_stand_down,
)
from models.review import Cascade, Safety, refuses_correction
from models.timetable import LedgerEntry, LedgerKind, Plan, TimetableRequest
from tests.models.saying import BUSINESS_MANAGER, CHAIR, COORDINATOR, MON_14_DEC, document, member, on_day, plan, say

ALL = tuple(Partner)
QUORUM = tuple(partner.value for partner in Partner)


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code


def appoint(chair: str = "P-13", conflict: bool = False) -> AppointChair:
    return say(AppointChair, BUSINESS_MANAGER, chair=chair, conflict=conflict, declaration="T-1")


def replace(chair: str) -> ReplaceChair:
    return say(ReplaceChair, BUSINESS_MANAGER, chair=chair, declaration="T-1", reasons="T-2")


def meeting(*present: Partner, qiip: int = 0, **attendance: Attendance) -> HoldPanel:
    fields = {"partners_present": present, "attendance": attendance, "qiip_members": qiip}
    return say(HoldPanel, COORDINATOR, minutes=document("M"), **fields)


def test_a_chair_whose_declaration_shows_a_conflict_is_not_commissioned() -> None:
    assert code(Chairing().refuses_appointment(appoint(conflict=True))) == "chair_conflicted"
    assert Chairing().refuses_appointment(appoint()) is None


def test_a_second_chair_replaces_the_first_and_a_conflicted_person_never_chairs() -> None:
    chairing = Chairing()
    none_yet = chairing.refuses_replacement(replace("P-14"))
    chairing.chair = "P-13"
    chairing.conflicted.add("P-15")

    assert code(none_yet) == "no_chair"
    assert code(chairing.refuses_appointment(appoint("P-14"))) == "chair_appointed"
    assert code(chairing.refuses_replacement(replace("P-13"))) == "same_chair"
    assert code(chairing.refuses_replacement(replace("P-15"))) == "chair_conflicted"
    assert chairing.refuses_replacement(replace("P-14")) is None


def test_without_all_three_statutory_partners_the_panel_is_not_quorate_and_meets_again() -> None:
    panel = Panel(QUORUM)

    missing = panel.hold(meeting(Partner.HEALTH, Partner.CONSTABULARY))
    still_open = panel.refuses_meeting("P-13")
    panel.hold(meeting(*ALL))

    assert missing == (Partner.CHILDRENS_SOCIAL_CARE,)
    assert still_open is None
    assert panel.held
    assert code(panel.refuses_meeting("P-13")) == "panel_held"


def test_a_policy_may_ask_for_another_quorum() -> None:
    panel = Panel(("childrens_social_care", "constabulary"))

    missing = panel.hold(meeting(Partner.CHILDRENS_SOCIAL_CARE, Partner.CONSTABULARY))

    assert missing == ()


def test_no_panel_is_recorded_before_somebody_chairs_and_no_report_before_a_quorate_panel() -> None:
    panel = Panel(QUORUM)

    assert code(panel.refuses_meeting(None)) == "no_chair"
    assert code(panel.refuses_report()) == "panel_not_held"
    panel.hold(meeting(*ALL))
    assert panel.refuses_report() is None


def test_a_panel_mostly_of_qiip_members_is_warned_about() -> None:
    present = {"A1": Attendance.ATTENDED, "A2": Attendance.SUBSTITUTE, "A3": Attendance.APOLOGIES}

    assert Panel(QUORUM).looks_default(meeting(*ALL, qiip=2, **present))
    assert not Panel(QUORUM).looks_default(meeting(*ALL, qiip=1, **present))


@pytest.mark.parametrize(
    ("day", "by_chair", "expected"),
    [
        (8, False, None),
        (9, False, None),
        (10, False, "needs_chairs_reason"),
        (10, True, None),
        (1, True, "in_the_past"),
    ],
)
def test_the_panel_meets_by_day_9_and_later_only_with_the_chairs_reason(
    day: int, by_chair: bool, expected: str | None
) -> None:
    by = CHAIR if by_chair else COORDINATOR
    told = say(MovePanel, by, meets_on=on_day(day).date(), reasons="T-1")

    assert code(refuses_panel_date(told, plan(), on_day(3), held=False)) == expected


def test_the_panel_is_not_set_to_a_weekend_nor_moved_once_it_was_held() -> None:
    saturday = say(MovePanel, CHAIR, meets_on=date(2026, 12, 26), reasons="T-1")
    held = say(MovePanel, CHAIR, meets_on=on_day(9).date(), reasons="T-1")

    assert code(refuses_panel_date(saturday, plan(), on_day(3), held=False)) == "not_a_working_day"
    assert code(refuses_panel_date(held, plan(), on_day(3), held=True)) == "panel_held"


def test_a_review_is_stood_down_only_when_the_local_authority_agrees() -> None:
    without = say(StandDown, COORDINATOR, agreed_by=(Partner.HEALTH, Partner.CONSTABULARY), reasons="T-1")
    with_it = say(StandDown, COORDINATOR, agreed_by=ALL, reasons="T-1")

    assert code(refuses_stand_down(without)) == "local_authority_must_agree"
    assert refuses_stand_down(with_it) is None


def request() -> TimetableRequest:
    return TimetableRequest(plan=Plan.RAPID_REVIEW, policy="test", kind=CaseKind.SIN, start=MON_14_DEC)


def paused(on: date = date(2026, 12, 16)) -> TimetableRequest:
    entry = LedgerEntry(id="c", kind=LedgerKind.PAUSE, at=MON_14_DEC, by=BUSINESS_MANAGER, on=on)
    return with_entry(request(), entry)


def test_the_clock_is_paused_once_and_ends_not_before_it_began() -> None:
    pause = say(PauseClock, BUSINESS_MANAGER, on=date(2026, 12, 16), reasons="T-1")
    too_early = say(ResumeClock, BUSINESS_MANAGER, until=date(2026, 12, 15), reasons="T-1")
    in_order = say(ResumeClock, BUSINESS_MANAGER, until=date(2026, 12, 18), reasons="T-1")

    assert refuses_pause(pause, request()) is None
    assert code(refuses_pause(pause, paused())) == "paused_already"
    assert code(refuses_resumption(in_order, request())) == "not_paused"
    assert code(refuses_resumption(too_early, paused())) == "before_pause"
    assert refuses_resumption(in_order, paused()) is None


def test_an_ended_pause_stays_in_the_ledger_with_the_day_that_counts_again() -> None:
    ended = pause_ended(paused(), date(2026, 12, 18))

    assert running_pause(ended) is None
    assert ended.ledger[0].until == date(2026, 12, 18)


def test_an_extension_names_a_step_of_the_plan_and_at_least_one_working_day() -> None:
    unknown = say(ExtendStep, BUSINESS_MANAGER, step="lunch", working_days=1, reasons="T-1")
    none = say(ExtendStep, BUSINESS_MANAGER, step="returns", working_days=0, reasons="T-1")
    fine = say(ExtendStep, BUSINESS_MANAGER, step="returns", working_days=2, reasons="T-1")

    refusal = refuses_extension(unknown, plan())
    assert refusal is not None
    assert "returns, panel, submission" in refusal.says
    assert code(refuses_extension(none, plan())) == "no_extension"
    assert refuses_extension(fine, plan()) is None


def test_an_immediate_action_is_confirmed_once_and_only_if_it_exists() -> None:
    safety = Safety(answered=True)
    action = safety.order("A-1", "T-1", MON_14_DEC)
    confirm = say(ConfirmImmediateAction, COORDINATOR, number=action.number, done="T-2")

    assert safety.refuses_confirmation(confirm) is None
    safety.confirm(action.number)
    assert safety.unconfirmed == ()
    assert code(safety.refuses_confirmation(confirm)) == "already_confirmed"
    unknown = say(ConfirmImmediateAction, COORDINATOR, number=9, done="T-2")
    assert code(safety.refuses_confirmation(unknown)) == "unknown_action"


def test_a_cascade_is_confirmed_for_ones_own_partner_once_it_was_asked_for() -> None:
    cascade = Cascade()
    own = say(ConfirmCascade, member(Partner.HEALTH), partner=Partner.HEALTH)
    foreign = say(ConfirmCascade, member(Partner.HEALTH), partner=Partner.CONSTABULARY)
    before = cascade.refuses(own)

    cascade.asked = True
    cascade.confirmed.add(Partner.CONSTABULARY)

    assert code(before) == "no_cascade"
    assert cascade.refuses(own) is None
    assert code(cascade.refuses(foreign)) == "wrong_partner"
    assert cascade.outstanding == (Partner.CHILDRENS_SOCIAL_CARE, Partner.HEALTH)


def test_the_day_of_notification_is_corrected_by_two_people_and_never_into_the_future() -> None:
    alone = say(CorrectNotification, COORDINATOR, notified_on=date(2026, 12, 11), seconded_by="P-2", reasons="T")
    two = say(CorrectNotification, COORDINATOR, notified_on=date(2026, 12, 11), seconded_by="P-1", reasons="T")
    future = say(
        CorrectNotification,
        COORDINATOR,
        notified_on=MON_14_DEC.date() + timedelta(days=1),
        seconded_by="P-1",
        reasons="T",
    )

    assert code(refuses_correction(alone)) == "second_person"
    assert refuses_correction(two) is None
    assert code(refuses_correction(future)) == "in_the_future"


@pytest.mark.parametrize("text", ["GSCP-2026-014", "SSP-2024-001"])
def test_a_reference_is_opaque(text: str) -> None:
    assert is_case_reference(text)


@pytest.mark.parametrize(
    "text", ["Robin Testcase", "GSCP-26-1", "gscp-2026-014", "GSCP-2026-014/../x", "GSCP-2026-014\n"]
)
def test_anything_else_is_no_reference(text: str) -> None:
    assert not is_case_reference(text)
