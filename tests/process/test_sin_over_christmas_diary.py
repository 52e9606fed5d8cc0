"""A Serious Incident Notification over Christmas 2026, on time, without LCSPR: from notification to closure."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import clock
from models.messages import rapid_review as review
from models.messages.panel_reply import PanelReplied
from models.messages.review import ConfirmImmediateAction, OrderImmediateAction
from tests.process import courses as course
from tests.process import diary as people
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
MON_14_DEC = date(2026, 12, 14)


async def tell_until_submission(diary: Diary) -> None:
    await diary.on(MON_14_DEC, time(10, 30))
    await diary.opens("sin", filed("sin-christmas"))
    await diary.does(people.MANAGER, OrderImmediateAction, action="A safe place to sleep tonight.", owner="A-001")
    await course.a_chair_is_commissioned(diary)
    await diary.on(MON_14_DEC, time(15, 0))
    await diary.does(people.SOCIAL_CARE, ConfirmImmediateAction, number=1, done="She sleeps at her aunt's.")
    await diary.on(date(2026, 12, 15))
    await diary.does(people.COORDINATOR, clock.PanelAcknowledged, expected_on="2027-01-07")
    for day, agency in ((15, "A-010"), (16, "A-001"), (16, "A-003"), (17, "A-011"), (18, "A-002")):
        await diary.on(date(2026, 12, day), time(11 + int(agency[-1]), 0))
        await course.a_return_comes(diary, agency)
    await diary.on(date(2026, 12, 18), time(16, 0))
    await course.a_return_comes(diary, "A-014", "return-no-records")
    await diary.on(date(2026, 12, 22))
    await diary.does(people.CHAIR, review.SettleChronology, kloes=filed("kloes"))
    await course.the_panel_meets(diary, date(2026, 12, 23))
    await diary.on(date(2026, 12, 31))
    await diary.does(people.CHAIR, review.SubmitReport, report=filed("report-v2"))
    await diary.on(date(2027, 1, 4))
    await course.the_check_passes(diary)
    await course.signs(diary, "childrens_social_care", "health", "qiip_chair")
    await diary.on(date(2027, 1, 5))
    await course.signs(diary, "constabulary")
    await course.the_report_is_sent(diary)


@pytest.mark.begins(MON_14_DEC)
async def test_a_sin_over_christmas_runs_on_time_and_closes_when_its_learning_is_done(diary: Diary) -> None:
    await tell_until_submission(diary)
    await diary.on(date(2027, 1, 12))
    await diary.does(people.COORDINATOR, PanelReplied, reply="agrees", letter="We agree.")
    await diary.on(date(2027, 2, 24))
    await course.learning_is_completed(diary, "RR-2")

    await diary.on(date(2027, 3, 30))
    await course.learning_is_completed(diary, "RR-1")

    assert await diary.outcome() == "learning_implemented"
    assert {part: course.ended(diary, part) for part in diary.parts()} == {
        Part.REVIEW: (True, "learning_implemented"),
        Part.RAPID_REVIEW: (True, "submitted"),
        Part.PANEL_REPLY: (True, "agrees"),
        Part.LEARNING: (True, "actions_ended"),
    }
    assert diary.is_sound()
    assert diary.unsent() == []


@pytest.mark.begins(MON_14_DEC)
async def test_its_dates_skip_christmas_and_follow_the_earlier_clock(diary: Diary) -> None:
    await diary.on(MON_14_DEC, time(10, 30))
    await diary.opens("sin", filed("sin-christmas"))

    due = await diary.due()

    assert {step: day.isoformat() for step, day in due.items()} == {
        "acknowledgement": "2026-12-16",
        "chair": "2026-12-15",
        "requests": "2026-12-15",
        "returns": "2026-12-18",
        "chronology": "2026-12-22",
        "panel": "2026-12-23",
        "report": "2027-01-04",
        "check": "2027-01-05",
        "sign_off": "2027-01-05",
        "submission": "2027-01-06",
    }


@pytest.mark.begins(MON_14_DEC)
async def test_it_writes_each_letter_once_and_to_whom_it_concerns(diary: Diary) -> None:
    await tell_until_submission(diary)

    asked = diary.letters("information_requested")

    assert asked == [("Mon 14 Dec 10:30", f"agency:{agency}") for agency in course.ASKED]
    assert diary.letters("return_reminder") == [
        ("Thu 17 Dec 09:00", "agency:A-002"),
        ("Thu 17 Dec 09:00", "agency:A-011"),
        ("Thu 17 Dec 09:00", "agency:A-014"),
    ]
    assert diary.letters("return_due_today") == [
        ("Fri 18 Dec 09:00", "agency:A-002"),
        ("Fri 18 Dec 09:00", "agency:A-014"),
    ]
    assert diary.letters("return_overdue", "return_escalated", "chair_missing", "acknowledgement_missing") == []
    assert diary.letters("immediate_action_unconfirmed", "panel_overdue", "report_overdue") == []
    assert diary.letters("other_area_invited") == [
        ("Mon 14 Dec 10:30", "agency:A-001"),
        ("Mon 14 Dec 10:30", "agency:A-020"),
    ]
    assert diary.letters("report_due", "report_due_today") == [("Thu 31 Dec 09:00", "person:P-0013")]
    assert diary.letters("sign_off_reminder") == [("Tue 5 Jan 09:00", "partner:constabulary")]
    assert diary.is_sound()


@pytest.mark.begins(MON_14_DEC)
async def test_its_audit_trail_tells_the_course_in_order(diary: Diary) -> None:
    await tell_until_submission(diary)

    told = diary.actions(Part.RAPID_REVIEW)

    reminders = {"return_reminder", "return_due_today", "panel_reminder", "chronology_due", "report_due"}
    assert [action for action in told if action not in reminders | {"sign_off_reminder"}] == [
        "rapid_review_instigated",
        *["agency_asked"] * 6,
        "chair_appointed",
        "panel_acknowledged",
        "deadlines_drawn_up",
        *["return_received"] * 6,
        "kloes_settled",
        "panel_held",
        "report_submitted_to_unit",
        "report_checked",
        *["report_signed"] * 4,
        "submission_recorded",
    ]
    assert diary.detail("submission_recorded")["late"] is False
    assert diary.detail("submission_recorded")["signatures_pending"] == []
    assert diary.is_sound()


@pytest.mark.begins(MON_14_DEC)
async def test_from_sin_to_submission_all_histories_together_stay_within_250_events(diary: Diary) -> None:
    await tell_until_submission(diary)

    counted = await diary.events(Part.REVIEW, Part.RAPID_REVIEW)

    assert counted.total() <= 250, counted.most_common()
