"""The Rapid Review Report: blank sections, failed checks, signatures, refusals, in place, pending, late (R9-R13)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import rapid_review as review
from models.messages.review import ExplainLateness
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
WED_17_FEB, THU_18_FEB, FRI_19_FEB, MON_22_FEB = (date(2027, 2, day) for day in (17, 18, 19, 22))
BOTH_CLOCKS = MON_22_FEB  # the Panel expects it on Monday; the internal plan ends on Friday


async def a_checked_report(diary: Diary, report: str = "report-v2") -> None:
    await course.a_sin_is_notified(diary)
    await course.the_review_reaches_its_report(diary, report)
    await diary.on(THU_18_FEB, time(11, 0))
    await course.the_check_passes(diary)


async def submission_refused(diary: Diary, version: int = 1) -> str:
    return await diary.is_refused(
        people.COORDINATOR,
        review.RecordSubmission,
        report_version=version,
        sha256=course.HASH,
        sent_at="2027-02-18T11:00:00+00:00",
    )


async def test_a_report_with_blank_sections_is_taken_but_cannot_be_sent(diary: Diary) -> None:
    await a_checked_report(diary, "report-v1-blanks")
    await course.all_sign(diary)

    code = await submission_refused(diary)

    assert code == "sections_blank"
    assert diary.detail("report_submitted_to_unit")["sections_blank"] != []
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await course.the_check_passes(diary, 2)
    await course.all_sign(diary, 2)
    assert await course.the_report_is_sent(diary, 2) == "in_time"


async def test_a_failed_check_returns_the_report_to_the_chair_and_the_clock_runs_on(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.the_review_reaches_its_report(diary)

    checked = await diary.does(
        people.MANAGER, review.CheckReport, report_version=1, checklist=filed("checklist-failed")
    )

    assert checked == "returned_to_chair"
    assert diary.standing(Part.RAPID_REVIEW).stage == "report"
    assert diary.letters("report_returned") == [("Tue 16 Feb 10:00", "person:P-0013")]
    assert diary.facts("report_returned")[0]["failed_checks"] == "smart_actions,protected_characteristics"
    signed = await diary.is_refused(
        people.SOCIAL_CARE, review.SignReport, capacity="childrens_social_care", report_version=1
    )
    assert signed == "with_chair"
    await diary.on(WED_17_FEB)
    assert diary.letters("report_due_today") == [("Wed 17 Feb 09:00", "person:P-0013")]


async def test_a_new_version_voids_the_signatures_and_says_so(diary: Diary) -> None:
    await a_checked_report(diary)
    await course.signs(diary, "childrens_social_care", "health")

    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))

    assert diary.detail("signatures_voided")["capacities"] == ["childrens_social_care", "health"]
    assert diary.recipients("sign_off_voided") == ["partner:childrens_social_care", "partner:health"]
    stale = await diary.is_refused(people.POLICE, review.SignReport, capacity="constabulary", report_version=1)
    assert stale == "stale_version"
    await course.the_check_passes(diary, 2)
    await course.all_sign(diary, 2)
    assert diary.standing(Part.RAPID_REVIEW).stage == "submission"


async def test_a_refusal_returns_to_the_chair_and_the_new_version_is_signed(diary: Diary) -> None:
    await a_checked_report(diary)

    refused = await diary.does(
        people.POLICE, review.RefuseReport, capacity="constabulary", report_version=1, reasons="A date is wrong."
    )
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await course.the_check_passes(diary, 2)
    await course.all_sign(diary, 2)

    assert refused == "returned_to_chair"
    assert diary.recipients("sign_off_refused") == ["person:P-0013", *people.UNIT]
    assert diary.entries("report_refused")[0].reasons is not None
    assert await course.the_report_is_sent(diary, 2) == "in_time"
    assert diary.is_sound()


@pytest.mark.parametrize("stands", [True, False])
async def test_a_second_refusal_goes_to_the_executive_who_lets_it_stand_or_asks_for_another(
    diary: Diary, stands: bool
) -> None:
    await a_checked_report(diary)
    refusing = {"capacity": "constabulary", "reasons": "A date is wrong."}
    await diary.does(people.POLICE, review.RefuseReport, report_version=1, **refusing)
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await course.the_check_passes(diary, 2)
    again = await diary.does(people.POLICE, review.RefuseReport, report_version=2, **refusing)

    decided = await diary.does(people.EXECUTIVE, review.DecideRefusal, stands=stands, reasons="Heard both.")

    assert again == "with_executive"
    assert diary.recipients("refusal_to_executive") == ["role:executive"]
    assert decided == ("report_stands" if stands else "returned_to_chair")
    assert diary.standing(Part.RAPID_REVIEW).stage == ("sign_off" if stands else "report")
    if stands:
        await course.signs(diary, "childrens_social_care", "health", "qiip_chair", version=2)
        assert await course.the_report_is_sent(diary, 2) == "in_time"


async def test_the_management_group_chair_signs_in_place_of_missing_signatures_and_the_three_are_told(
    diary: Diary,
) -> None:
    await a_checked_report(diary)
    await course.signs(diary, "childrens_social_care", "qiip_chair")
    await diary.on(FRI_19_FEB)

    signed = await diary.does(people.GROUP_CHAIR, review.SignInPlace, report_version=1, reasons="Two are away.")

    assert signed == "all_signed"
    assert diary.letters("sign_off_overdue") == [
        ("Fri 19 Feb 09:00", "role:business_manager"),
        ("Fri 19 Feb 09:00", "role:management_group_chair"),
    ]
    assert diary.detail("signed_in_place")["capacities"] == ["health", "constabulary"]
    assert diary.recipients("signed_in_place") == [f"partner:{partner}" for partner in course.PARTNERS]
    assert await course.the_report_is_sent(diary) == "in_time"
    assert diary.is_sound()


async def test_nobody_signs_in_place_of_a_refusal(diary: Diary) -> None:
    await a_checked_report(diary)
    refusing = {"capacity": "constabulary", "reasons": "A date is wrong."}
    await diary.does(people.POLICE, review.RefuseReport, report_version=1, **refusing)
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await course.the_check_passes(diary, 2)
    await diary.does(people.POLICE, review.RefuseReport, report_version=2, **refusing)

    code = await diary.is_refused(people.GROUP_CHAIR, review.SignInPlace, report_version=2, reasons="Time is short.")

    assert code == "refused_before"


async def test_a_management_group_chair_who_chaired_the_review_cannot_sign_in_place(diary: Diary) -> None:
    await course.a_sin_is_notified(diary)
    await course.a_chair_is_commissioned(diary, people.GROUP_CHAIR)
    await diary.does(
        people.QIIP_CHAIR, review.ReplaceChair, chair="P-0013", declaration="None.", reasons="Independence."
    )
    await course.returns_come(diary)
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await course.the_panel_meets(diary, date(2027, 2, 10))
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await course.the_check_passes(diary)

    code = await diary.is_refused(people.GROUP_CHAIR, review.SignInPlace, report_version=1, reasons="Time is short.")

    assert code == "own_report"


async def test_sign_off_pending_is_approved_on_the_last_day_only(diary: Diary) -> None:
    await a_checked_report(diary)
    await course.signs(diary, "childrens_social_care")
    early = await diary.is_refused(people.EXECUTIVE, review.ApprovePendingSubmission, reasons="Time is short.")
    await diary.on(FRI_19_FEB)
    unsigned = await submission_refused(diary)

    approved = await diary.does(people.EXECUTIVE, review.ApprovePendingSubmission, reasons="Two are away.")
    sent = await course.the_report_is_sent(diary)

    assert (early, unsigned) == ("not_last_day", "signatures_missing")
    assert (approved, sent) == ("approved", "in_time")
    pending = ["health", "constabulary", "qiip_chair"]
    assert diary.detail("pending_submission_approved")["capacities"] == pending
    assert diary.detail("submission_recorded")["signatures_pending"] == pending


async def test_a_late_submission_is_recorded_as_late_and_its_reason_asked_for_afterwards(diary: Diary) -> None:
    await a_checked_report(diary)
    await course.all_sign(diary)
    await diary.on(FRI_19_FEB, time(18, 0))

    sent = await diary.does(
        people.COORDINATOR,
        review.RecordSubmission,
        report_version=1,
        sha256=course.HASH,
        sent_at="2027-02-18T11:00:00+00:00",  # said to have gone in time: the door's own clock decides
        receipt="By e-mail.",
    )

    assert sent == "late"
    assert diary.detail("submission_recorded")["late"] is True
    alarms = ("submission_due_today", "holding_note_drafted", "submission_overdue")
    assert [(purpose, diary.letters(purpose)) for purpose in alarms] == [
        ("submission_due_today", [("Fri 19 Feb 09:00", to) for to in people.UNIT]),
        ("holding_note_drafted", [("Fri 19 Feb 14:00", to) for to in people.UNIT]),
        (
            "submission_overdue",
            [("Fri 19 Feb 17:00", f"role:{role}") for role in ("business_manager", "executive", "qiip_chair")],
        ),
    ]
    assert "explain_lateness" in diary.tasks()
    await diary.does(people.MANAGER, ExplainLateness, reasons="The last signature came on Friday evening.")
    assert "explain_lateness" not in diary.tasks()
    assert diary.is_sound()


async def test_a_late_submission_that_says_why_leaves_nothing_to_explain(diary: Diary) -> None:
    await a_checked_report(diary)
    await course.all_sign(diary)
    await diary.on(FRI_19_FEB, time(18, 0))

    sent = await course.the_report_is_sent(diary, late_reasons="A signature came on Friday evening.")

    assert sent == "late"
    assert diary.entries("submission_recorded")[0].reasons is not None
    assert "explain_lateness" not in diary.tasks()
