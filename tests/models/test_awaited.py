"""What a case waits for, and from whom: from its parts, its requests, its actions and its tasks (K1, R5, G1, E5)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.awaited import FAR, AskedAgency, Awaited, CaseSeen, Marks, OpenAction, PartStands, awaited
from models.case import CaseKind, Part
from models.record import Standing

MON_23_NOV = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FRI_27_NOV_17 = datetime(2026, 11, 27, 17, tzinfo=UTC)
PARTNERS = ("partner:childrens_social_care", "partner:health", "partner:constabulary")


def part(which: Part, stage: str, action: str, holder: str, **more: Any) -> PartStands:
    says = Standing(stage=stage, next_action=action, holder=holder, due=more.pop("due", FRI_27_NOV_17), **more)
    return PartStands(str(which), MON_23_NOV, says)


def case(*parts: PartStands, **more: Any) -> CaseSeen:
    return CaseSeen(kind=more.pop("kind", CaseKind.CFC), referrer=more.pop("referrer", None), parts=parts, **more)


def told(found: tuple[Awaited, ...]) -> set[tuple[str, str, str]]:
    return {(item.recipient, item.action, item.about) for item in found}


RETURNS = part(
    Part.RAPID_REVIEW, "agency_returns", "return_information", "agencies", waits_for=("agency:A-010", "agency:A-011")
)


def test_a_vote_waits_for_each_partner_that_has_not_voted() -> None:
    found = awaited(case(part(Part.THRESHOLD, "threshold", "cast_vote", "partners", waits_for=PARTNERS[1:])))

    assert told(found) == {(partner, "cast_vote", "") for partner in PARTNERS[1:]}
    assert {item.urgency for item in found} == {FRI_27_NOV_17}


def test_a_signature_waits_for_each_capacity_by_its_name() -> None:
    waits = ("partner:health", "role:qiip_chair")

    found = awaited(case(part(Part.RAPID_REVIEW, "sign_off", "sign_report", "signatories", waits_for=waits)))

    assert told(found) == {
        ("partner:health", "sign_report", "health"),
        ("role:qiip_chair", "sign_report", "qiip_chair"),
    }


def test_a_return_waits_for_its_agency_whatever_the_review_s_stage() -> None:
    chair = part(Part.RAPID_REVIEW, "commissioning_chair", "appoint_chair", "role:business_manager")
    asked = AskedAgency("A-010", MON_23_NOV, due_day=5, due_on=date(2026, 11, 27))

    found = awaited(case(chair, requests=(asked,)))

    assert told(found) == {
        ("role:business_manager", "appoint_chair", ""),
        ("agency:A-010", "return_information", ""),
    }
    assert [item.due_day for item in found if item.action == "return_information"] == [5]


def test_a_return_is_awaited_once_however_often_it_is_spoken_of() -> None:
    found = awaited(case(RETURNS, requests=(AskedAgency("A-010", MON_23_NOV), AskedAgency("A-011", MON_23_NOV))))

    assert told(found) == {
        ("agency:A-010", "return_information", ""),
        ("agency:A-011", "return_information", ""),
    }


def test_nothing_is_asked_of_an_agency_once_the_review_has_ended() -> None:
    ended = part(Part.RAPID_REVIEW, "ended", "none", "none", ended=True, due=None)

    assert awaited(case(ended, requests=(AskedAgency("A-010", MON_23_NOV),))) == ()


def test_a_closed_case_waits_for_nobody() -> None:
    whole = part(Part.REVIEW, "closed", "none", "none", ended=True, due=None)

    assert awaited(case(whole, RETURNS, requests=(AskedAgency("A-010", MON_23_NOV),))) == ()


def test_the_case_as_a_whole_asks_for_nothing_while_its_parts_do() -> None:
    assert awaited(case(part(Part.REVIEW, "rapid_review", "rapid_review", "role:coordinator"))) == ()


def test_the_safety_question_waits_for_the_whole_unit_at_once() -> None:
    whole = part(
        Part.REVIEW, "opening", "answer_safety_question", "role:coordinator", tasks=("answer_safety_question",)
    )

    found = awaited(case(whole))

    assert told(found) == {
        ("role:coordinator", "answer_safety_question", ""),
        ("role:business_manager", "answer_safety_question", ""),
    }
    assert {item.urgency.date() for item in found} == {MON_23_NOV.date()}


def test_a_cascade_waits_for_each_partner_that_has_not_confirmed() -> None:
    whole = part(Part.REVIEW, "rapid_review", "rapid_review", "role:coordinator", waits_for=PARTNERS[:1])

    assert told(awaited(case(whole))) == {(PARTNERS[0], "confirm_cascade", "")}


def test_what_somebody_outside_has_to_do_waits_for_the_coordinator_to_record_it() -> None:
    (found,) = awaited(case(part(Part.PANEL_REPLY, "panel_reply", "panel_replied", "body:national_panel")))

    assert (found.recipient, found.action, found.outside) == ("role:coordinator", "panel_replied", True)


def test_an_alte_review_waits_for_the_coordinator_and_the_designated_doctor() -> None:
    found = awaited(case(part(Part.REVIEW, "alte_with_cdop", "alte_with_cdop", "role:coordinator")))

    assert told(found) == {
        ("role:coordinator", "record_alte_outcome", ""),
        ("role:designated_doctor", "record_alte_outcome", ""),
    }


def test_an_action_waits_for_the_agency_that_owns_it() -> None:
    immediate = OpenAction("immediate-1", "A-010", True, MON_23_NOV)
    learning = OpenAction("RR-2", "A-001", False, MON_23_NOV, date(2027, 3, 1))

    found = awaited(case(part(Part.REVIEW, "rapid_review", "rapid_review", "x"), actions=(immediate, learning)))

    assert told(found) == {
        ("agency:A-010", "confirm_immediate_action", "1"),
        ("agency:A-001", "complete_action", "RR-2"),
    }


def test_readiness_waits_for_everything_the_gate_asks_for() -> None:
    lcspr = part(Part.LCSPR, "lcspr_readiness", "declare_ready", "role:qiip_chair")
    marks = Marks(publication_plan=2, agreed=frozenset({"health"}), report_version=3, plan_confirmed=False)

    found = awaited(case(lcspr, marks=marks))

    assert told(found) == {
        ("role:qiip_chair", "declare_ready", ""),
        ("role:qiip_chair", "confirm_response_plan", ""),
        ("partner:childrens_social_care", "agree_publication_plan", "2"),
        ("partner:constabulary", "agree_publication_plan", "2"),
        ("role:coordinator", "check_anonymisation", "3"),
        ("role:business_manager", "check_anonymisation", "3"),
    }


def test_without_a_publication_plan_somebody_has_to_file_one() -> None:
    lcspr = part(Part.LCSPR, "lcspr_readiness", "declare_ready", "role:qiip_chair")

    assert ("role:qiip_chair", "file_publication_plan", "") in told(awaited(case(lcspr, marks=Marks(anonymised=True))))


def test_a_hold_is_looked_at_again_on_its_day_and_a_national_review_by_the_panel() -> None:
    waits = ("release:proceedings:2", "release:national_review:0")
    lcspr = part(Part.LCSPR, "lcspr_draft", "submit_draft", "person:P-0016", waits_for=waits)
    marks = Marks(holds={("lcspr", "2"): date(2026, 12, 10)})

    found = {item.action: item for item in awaited(case(lcspr, marks=marks))}

    assert set(found) == {"submit_draft", "release_lcspr"}
    assert (found["release_lcspr"].about, found["release_lcspr"].due_on) == ("2", date(2026, 12, 10))


@pytest.mark.parametrize(
    ("task", "kind", "recipients", "action"),
    [
        ("fill_gaps", CaseKind.CFC, {"role:coordinator", "agency:A-010"}, "fill_gaps"),
        ("fill_gaps", CaseKind.SIN, {"role:coordinator", "agency:A-010"}, "fill_sin_gaps"),
        ("possible_missed_notification", CaseKind.CFC, {"role:la_representative", "role:business_manager"},
         "answer_missed_notification"),
        ("record_breach", CaseKind.SIN, {"role:la_representative", "role:coordinator"}, "record_breach"),
        ("replace_chair", CaseKind.SIN, {"role:business_manager", "role:qiip_chair"}, "replace_chair"),
        ("part_failed:lcspr", CaseKind.SIN, {"role:business_manager"}, "restart_part"),
        ("choose_agencies", CaseKind.SIN, {"role:coordinator", "role:business_manager"}, "request_information"),
    ],
)  # fmt: skip
def test_a_task_waits_for_those_who_can_end_it(task: str, kind: CaseKind, recipients: set[str], action: str) -> None:
    whole = part(Part.REVIEW, "rapid_review", "rapid_review", "role:coordinator", tasks=(task,))

    found = awaited(case(whole, kind=kind, referrer="agency:A-010"))

    assert {item.recipient for item in found} == recipients
    assert {item.action for item in found} == {action}


def test_a_telephone_call_that_was_made_is_asked_for_no_more() -> None:
    tasks = ("telephone:agency:A-010:return_overdue", "telephone:agency:A-011:return_overdue")
    ended = part(Part.RAPID_REVIEW, "ended", "none", "none", ended=True, due=None, tasks=tasks)

    found = awaited(case(ended, done=frozenset({("rapid-review", tasks[0])})))

    assert {(item.action, item.task) for item in found} == {("telephone", tasks[1])}


def test_what_has_no_date_sorts_last() -> None:
    (found,) = awaited(case(part(Part.LCSPR, "lcspr_draft", "submit_draft", "person:P-0016", due=None)))

    assert found.urgency == FAR
