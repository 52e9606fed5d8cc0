"""Versions, check, signatures, refusals and the gate to the National Panel (R9-R13)."""

from models.message import Refusal
from models.messages.rapid_review import (
    Capacity,
    CheckReport,
    RefuseReport,
    SignInPlace,
    SignReport,
    SubmitReport,
)
from models.people import Actor, Partner
from models.sign_off import CAPACITIES, SignOff
from tests.models.saying import (
    BUSINESS_MANAGER,
    CHAIR,
    EXECUTIVE,
    MANAGEMENT_GROUP_CHAIR,
    QIIP_CHAIR,
    document,
    member,
    say,
)


def signatory(capacity: Capacity) -> Actor:
    return QIIP_CHAIR if capacity is Capacity.QIIP_CHAIR else member(Partner(capacity.value))


def signature(capacity: Capacity, version: int = 1) -> SignReport:
    return say(SignReport, signatory(capacity), capacity=capacity, report_version=version)


def refusal_by(capacity: Capacity, version: int = 1) -> RefuseReport:
    return say(RefuseReport, signatory(capacity), capacity=capacity, report_version=version, reasons="T-1")


def check(version: int = 1, *failed: str) -> CheckReport:
    return say(CheckReport, BUSINESS_MANAGER, report_version=version, checklist=document("C"), failed=failed)


def with_report(*gaps: str) -> SignOff:
    sign_off = SignOff()
    sign_off.submit(say(SubmitReport, CHAIR, report=document("R", *gaps)))
    return sign_off


def signed() -> SignOff:
    sign_off = with_report()
    sign_off.check(check())
    for capacity in CAPACITIES:
        sign_off.sign(signature(capacity))
    return sign_off


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code


def test_a_checked_report_signed_in_all_four_capacities_may_go_to_the_panel() -> None:
    assert signed().refuses_submission(1) is None


def test_one_person_may_sign_in_two_capacities() -> None:
    sign_off = with_report()

    as_partner = say(SignReport, QIIP_CHAIR, capacity=Capacity.HEALTH, report_version=1)

    assert sign_off.refuses_signature(as_partner, None) is None
    assert sign_off.refuses_signature(signature(Capacity.QIIP_CHAIR), None) is None


def test_a_new_version_voids_every_signature_and_the_check() -> None:
    sign_off = signed()

    voided = sign_off.submit(say(SubmitReport, CHAIR, report=document("R2")))

    assert set(voided) == set(CAPACITIES)
    assert sign_off.missing == CAPACITIES
    assert code(sign_off.refuses_submission(2)) == "not_checked"


def test_nobody_signs_a_version_that_is_no_longer_the_current_one() -> None:
    sign_off = signed()
    sign_off.submit(say(SubmitReport, CHAIR, report=document("R2")))

    refusal = sign_off.refuses_signature(signature(Capacity.HEALTH, version=1), None)

    assert code(refusal) == "stale_version"


def test_blank_sections_keep_the_report_from_the_panel_and_are_named() -> None:
    sign_off = with_report("appraisal", "themes")
    sign_off.check(check())
    for capacity in CAPACITIES:
        sign_off.sign(signature(capacity))

    refusal = sign_off.refuses_submission(1)

    assert code(refusal) == "sections_blank"
    assert refusal is not None
    assert "appraisal, themes" in refusal.says


def test_a_missing_signature_keeps_the_report_from_the_panel_and_is_named() -> None:
    sign_off = with_report()
    sign_off.check(check())
    sign_off.sign(signature(Capacity.HEALTH))

    refusal = sign_off.refuses_submission(1)

    assert code(refusal) == "signatures_missing"
    assert refusal is not None
    assert refusal.says == "Signatures are missing: Children's Social Care, the Constabulary and the QiiP Chair."


def test_with_the_executives_approval_it_may_go_sign_off_pending() -> None:
    sign_off = with_report()
    sign_off.check(check())
    sign_off.pending_approved = True

    assert sign_off.refuses_submission(1) is None


def test_pending_submission_is_approved_on_the_last_day_only() -> None:
    sign_off = with_report()

    assert code(sign_off.refuses_pending(last_day=False)) == "not_last_day"
    assert sign_off.refuses_pending(last_day=True) is None
    assert code(SignOff().refuses_pending(last_day=True)) == "no_report"


def test_a_failed_check_returns_the_report_to_the_chair_and_nothing_is_signed_meanwhile() -> None:
    sign_off = with_report()

    passed = sign_off.check(check(1, "kloes_answered"))

    assert not passed
    assert sign_off.returned
    assert code(sign_off.refuses_signature(signature(Capacity.HEALTH), None)) == "with_chair"


def test_a_first_refusal_goes_back_to_the_chair_and_a_second_one_to_the_executive() -> None:
    sign_off = with_report()
    first = sign_off.refuse(refusal_by(Capacity.HEALTH))
    with_chair = sign_off.returned
    sign_off.submit(say(SubmitReport, CHAIR, report=document("R2")))

    second = sign_off.refuse(refusal_by(Capacity.HEALTH, version=2))

    assert (first, with_chair) == (False, True)
    assert (second, sign_off.with_executive) == (True, True)


def test_the_executive_lets_the_report_stand_in_place_of_the_refused_signature() -> None:
    sign_off = with_report()
    sign_off.refusals = 1
    sign_off.refuse(refusal_by(Capacity.HEALTH))
    assert sign_off.refuses_executive_decision() is None

    sign_off.decide(stands=True, by=EXECUTIVE)

    assert sign_off.signatures[Capacity.HEALTH].in_place
    assert not sign_off.with_executive
    assert code(sign_off.refuses_executive_decision()) == "nothing_refused"


def test_the_executive_may_send_it_back_to_the_chair() -> None:
    sign_off = with_report()
    sign_off.refusals = 1
    sign_off.refuse(refusal_by(Capacity.HEALTH))

    sign_off.decide(stands=False, by=EXECUTIVE)

    assert sign_off.returned
    assert code(sign_off.refuses_submission(1)) == "with_chair"


def in_place(version: int = 1) -> SignInPlace:
    return say(SignInPlace, MANAGEMENT_GROUP_CHAIR, report_version=version, reasons="T-1")


def test_the_management_group_chair_signs_for_missing_signatures_only() -> None:
    sign_off = with_report()
    sign_off.sign(signature(Capacity.HEALTH))

    signed_for = sign_off.sign_in_place(in_place())

    assert Capacity.HEALTH not in signed_for
    assert sign_off.is_signed()
    assert code(sign_off.refuses_in_place(in_place(), ())) == "nothing_missing"


def test_nobody_signs_over_a_refusal() -> None:
    sign_off = with_report()
    sign_off.refusals = 1
    sign_off.refuse(refusal_by(Capacity.HEALTH))

    assert code(sign_off.refuses_in_place(in_place(), ())) == "refused_before"


def test_whoever_chaired_the_review_neither_signs_it_off_nor_signs_in_place() -> None:
    sign_off = with_report()
    chair = member(Partner.HEALTH).person

    own = sign_off.refuses_signature(signature(Capacity.HEALTH), chair)
    place = sign_off.refuses_in_place(in_place(), {MANAGEMENT_GROUP_CHAIR.person})

    assert code(own) == "own_report"
    assert code(place) == "own_report"


def test_a_capacity_is_signed_once_and_by_those_who_hold_it() -> None:
    sign_off = with_report()
    sign_off.sign(signature(Capacity.HEALTH))

    again = sign_off.refuses_signature(signature(Capacity.HEALTH), None)
    foreign = say(SignReport, member(Partner.HEALTH), capacity=Capacity.CONSTABULARY, report_version=1)

    assert code(again) == "already_signed"
    assert code(sign_off.refuses_signature(foreign, None)) == "wrong_capacity"


def test_before_a_report_is_filed_there_is_nothing_to_sign_check_or_send() -> None:
    empty = SignOff()

    assert code(empty.refuses_signature(signature(Capacity.HEALTH), None)) == "no_report"
    assert code(empty.refuses_check(check())) == "no_report"
    assert code(empty.refuses_submission(1)) == "no_report"
