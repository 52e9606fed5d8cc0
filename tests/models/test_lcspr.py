"""The LCSPR's rules: commission, report, gate, governance, forecast, holds (L1-L9)."""

from __future__ import annotations

from datetime import date

import pytest

from models.case import CaseKind
from models.holds import Holds
from models.lcspr import Commission, Forecast
from models.lcspr_readiness import Readiness
from models.lcspr_report import Draft
from models.message import DocumentRef
from models.messages.lcspr import AppointReviewer, HoldLcspr, ReplaceReviewer, SetMethodology
from models.messages.lcspr_report import (
    AgreePublicationPlan,
    CheckAnonymisation,
    FileResponsePlan,
    QueryDraft,
    SignDraft,
    SubmitDraft,
)
from models.people import Partner
from models.timetable import Plan, TimetableRequest
from tests.models.later_parts import COORDINATOR, MON_2_MARCH, REVIEWER, at, code, contact, member, told

AGENCIES = ("A-001", "A-002")


def drafted() -> Draft:
    draft = Draft()
    draft.submit(told(SubmitDraft, REVIEWER, report=DocumentRef(id="r1")))
    draft.file_plan(told(FileResponsePlan, plan=DocumentRef(id="p1")))
    return draft


def signed() -> Draft:
    draft = drafted()
    for agency in AGENCIES:
        draft.sign(told(SignDraft, contact(agency), agency=agency, report_version=1))
    draft.plan_confirmed = True
    return draft


def complete() -> Readiness:
    readiness = Readiness()
    readiness.file_plan(DocumentRef(id="pp1"))
    readiness.agreed.update(Partner)
    readiness.anonymised = True
    return readiness


def methodology(**values: object) -> SetMethodology:
    given = {"methodology": "systems_review", "rationale": "d", "terms": DocumentRef(id="t"), "agencies": AGENCIES}
    return told(SetMethodology, **{**given, **values})


@pytest.mark.parametrize(
    ("choices", "values", "expected"),
    [
        ((), {}, None),
        (("systems_review",), {}, None),
        (("root_cause",), {}, "unknown_methodology"),
        ((), {"methodology": "We shall see."}, "not_a_code"),
        ((), {"agencies": ()}, "no_agencies"),
    ],
)
def test_a_methodology_is_of_the_list_and_names_who_cooperates(
    choices: tuple[str, ...], values: dict[str, object], expected: str | None
) -> None:
    assert code(Commission((), choices).refuses_methodology(methodology(**values))) == expected


def test_a_conflict_keeps_a_reviewer_out_whether_first_or_later() -> None:
    commission = Commission(AGENCIES)
    first = told(AppointReviewer, reviewer="P-6", declaration="d", conflict=True)
    commission.appoint("P-6")
    second = told(ReplaceReviewer, reviewer="P-7", declaration="d", conflict=True, reasons="d")

    assert code(Commission(AGENCIES).refuses_appointment(first)) == "reviewer_conflicted"
    assert code(commission.refuses_replacement(second)) == "reviewer_conflicted"


def test_no_report_is_filed_before_methodology_and_reviewer_are_settled() -> None:
    commission = Commission(AGENCIES)
    unset = code(commission.refuses_draft())

    commission.set(methodology())

    assert (unset, code(commission.refuses_draft())) == ("no_methodology", "no_reviewer")


def test_a_new_version_voids_every_agency_s_signature() -> None:
    draft = signed()

    voided = draft.submit(told(SubmitDraft, REVIEWER, report=DocumentRef(id="r2")))

    assert voided == AGENCIES
    assert draft.outstanding(AGENCIES) == AGENCIES


def test_a_new_response_plan_voids_them_too_for_they_signed_another() -> None:
    assert signed().file_plan(told(FileResponsePlan, plan=DocumentRef(id="p2"))) == AGENCIES


@pytest.mark.parametrize(
    ("agency", "by", "version", "expected"),
    [
        ("A-001", "A-001", 1, None),
        ("A-001", "A-002", 1, "wrong_agency"),
        ("A-009", "A-009", 1, "not_asked"),
        ("A-001", "A-001", 2, "stale_version"),
    ],
)
def test_an_agency_signs_for_itself_and_on_the_current_version(
    agency: str, by: str, version: int, expected: str | None
) -> None:
    signature = told(SignDraft, contact(by), agency=agency, report_version=version)

    assert code(drafted().refuses_signature(signature, AGENCIES)) == expected


def test_a_query_takes_back_the_agency_s_own_signature_and_blocks_the_gate() -> None:
    draft = signed()

    draft.query(told(QueryDraft, contact("A-001"), agency="A-001", report_version=1, reasons="d"))

    refusal = complete().refuses_ready(1, draft, AGENCIES)
    assert refusal is not None
    assert "the sign-off of agency A-001" in refusal.says
    assert "the query of agency A-001" in refusal.says


def test_the_gate_opens_when_nothing_is_missing() -> None:
    assert complete().refuses_ready(1, signed(), AGENCIES) is None


def test_missing_parts_of_the_report_block_the_gate_by_name() -> None:
    draft = signed()
    draft.versions[-1] = DocumentRef(id="r1", gaps=("analysis", "recommendations.0.by_when"))

    refusal = complete().refuses_ready(1, draft, AGENCIES)

    assert refusal is not None
    assert "analysis" in refusal.says
    assert "recommendations.0.by_when" in refusal.says


def test_two_partners_are_not_all_partners() -> None:
    readiness = complete()
    readiness.agreed.discard(Partner.HEALTH)

    assert readiness.missing(signed(), AGENCIES) == ("the agreement of health to the publication plan",)


def test_a_new_publication_plan_voids_every_agreement() -> None:
    readiness = complete()

    voided = readiness.file_plan(DocumentRef(id="pp2"))
    late = told(AgreePublicationPlan, member(Partner.HEALTH), partner=Partner.HEALTH, plan_version=1)

    assert voided == tuple(Partner)
    assert code(readiness.refuses_agreement(late)) == "stale_plan"


@pytest.mark.parametrize(("person", "expected"), [(COORDINATOR, None), (REVIEWER, "not_a_second_person")])
def test_the_author_does_not_check_the_anonymisation(person: object, expected: str | None) -> None:
    check = told(CheckAnonymisation, person, report_version=1, passed=True, findings="d")  # type: ignore[arg-type]

    assert code(Readiness().refuses_check(check, drafted(), {"P-0006"})) == expected


def test_the_way_through_governance_has_no_short_cut() -> None:
    readiness, draft = complete(), signed()
    early = code(readiness.refuses_sign_off(1, draft, in_national_review=False))
    readiness.ready = True
    unendorsed = code(readiness.refuses_sign_off(1, draft, in_national_review=False))
    readiness.skipped = True

    assert (early, unendorsed) == ("not_declared_ready", "not_endorsed")
    assert readiness.refuses_sign_off(1, draft, in_national_review=False) is None
    assert code(readiness.refuses_sign_off(1, draft, in_national_review=True)) == "in_national_review"


def test_a_new_version_has_to_be_checked_and_declared_ready_afresh() -> None:
    readiness = complete()
    readiness.ready = readiness.endorsed = True

    readiness.renew()

    assert (readiness.anonymised, readiness.ready, readiness.endorsed) == (False, False, False)


def test_a_delay_notice_is_owed_once_for_each_later_forecast() -> None:
    forecast, due = Forecast(), date(2026, 8, 28)
    forecast.on = due
    on_the_day = forecast.owes_notice(due)
    forecast.on = date(2026, 8, 29)
    a_day_late = forecast.owes_notice(due)
    forecast.noticed = forecast.on

    assert (on_the_day, a_day_late, forecast.owes_notice(due)) == (False, True, False)


def test_each_hold_has_its_own_pause_in_the_ledger_and_keeps_it_when_released() -> None:
    holds = Holds()
    for when in ("2026-03-02 10:00", "2026-03-04 10:00"):
        hold = told(HoldLcspr, when=at(when), asked_by="d", review_on=date(2026, 4, 1), reasons="d")
        holds.begin(hold, "proceedings", hold.review_on)
    holds.release(1, at("2026-03-06 10:00"))
    request = TimetableRequest(plan=Plan.LCSPR, policy="gscp-2021", kind=CaseKind.SIN, start=MON_2_MARCH)

    ledger = holds.with_ledger(holds.with_ledger(request)).ledger

    assert [(entry.on, entry.until) for entry in ledger] == [
        (date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 4), None),
    ]
    assert code(holds.refuses_number(1)) == "no_such_hold"


def test_a_national_review_is_ended_by_the_panel_s_word_not_as_a_numbered_hold() -> None:
    holds = Holds()
    holds.begin_national_review(MON_2_MARCH)

    assert holds.in_national_review()
    assert code(holds.refuses_number(0)) == "no_such_hold"
    assert holds.end_national_review(at("2026-03-09 10:00")) is not None
    assert holds.standing == ()
