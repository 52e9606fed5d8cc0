"""The National Panel's reply and what it leads to in the whole case: queries, disagreement, national review (R14)."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.case import Part
from models.messages import lcspr_report as about_report
from models.messages import panel_reply as says
from models.messages.learning import AddAction
from tests.process import courses as course
from tests.process import diary as people
from tests.process import local_courses as lcspr
from tests.process.diary import Diary, filed

pytestmark = pytest.mark.slow
MON_1_MAR = date(2027, 3, 1)


async def test_silence_is_chased_at_ten_and_fifteen_working_days(diary: Diary) -> None:
    await course.a_review_is_submitted(diary)  # Thursday 18 February

    await diary.on(date(2027, 3, 15))

    assert diary.letters("panel_reply_chased") == [
        *(("Thu 4 Mar 09:00", to) for to in people.UNIT),
        *(("Thu 11 Mar 09:00", to) for to in people.UNIT),
    ]
    assert diary.is_sound()


async def test_queries_open_an_answer_of_ten_working_days(diary: Diary) -> None:
    await course.a_review_is_submitted(diary)
    await diary.on(MON_1_MAR)

    await diary.does(people.COORDINATOR, says.PanelReplied, reply="queries", letter="How was language weighed?")

    assert diary.standing(Part.PANEL_REPLY).stage == "answer_to_queries"
    await diary.on(date(2027, 3, 12), time(12, 0))
    assert diary.letters("panel_answer_due") == [("Fri 12 Mar 09:00", to) for to in people.UNIT]
    now = await diary.office.now()
    answered = await diary.does(
        people.COORDINATOR, says.AnswerQueries, answer=filed("panel-answer"), sent_at=now.isoformat()
    )
    await diary.does(people.COORDINATOR, says.PanelReplied, reply="agrees", letter="Thank you.")
    assert answered == "answered"
    assert course.ended(diary, Part.PANEL_REPLY) == (True, "agrees")
    assert diary.letters("panel_answer_overdue") == []
    assert diary.is_sound()


async def test_disagreement_reopens_the_decision_and_a_no_becomes_a_lcspr_of_six_months_from_then(diary: Diary) -> None:
    await course.a_review_is_submitted(diary)
    await diary.on(MON_1_MAR)
    await diary.does(people.COORDINATOR, says.PanelReplied, reply="disagrees", letter="We should see a LCSPR.")
    waits = diary.standing(Part.PANEL_REPLY).stage

    decided = await diary.does(people.QIIP_CHAIR, says.ReconsiderLcspr, commission=True, reasons="We see it too.")

    assert (waits, decided) == ("lcspr_reconsideration", "commissioned")
    assert diary.standing(Part.LCSPR).stage == "lcspr_methodology"
    assert (await diary.due(Part.LCSPR))["publication"] == date(2027, 9, 1)
    assert course.ended(diary, Part.PANEL_REPLY) == (True, "disagrees")
    assert diary.standing(Part.REVIEW).ended is False
    assert diary.is_sound()


async def test_disagreement_may_withdraw_a_lcspr_that_runs(diary: Diary) -> None:
    await course.a_review_is_submitted(diary, "report-lcspr")
    await diary.on(MON_1_MAR)
    await diary.does(people.COORDINATOR, says.PanelReplied, reply="disagrees", letter="We see no need.")

    await diary.does(people.QIIP_CHAIR, says.ReconsiderLcspr, commission=False, reasons="We agree after all.")

    assert course.ended(diary, Part.LCSPR) == (True, "withdrawn")
    for action in diary.standing(Part.LEARNING).waits_for:
        await course.learning_is_completed(diary, action.split(":")[0])
    assert await diary.outcome() == "learning_implemented"
    assert Part.PUBLICATION not in diary.parts()
    assert diary.is_sound()


async def test_a_national_review_pauses_the_lcspr_while_local_actions_go_on(diary: Diary) -> None:
    await course.a_review_is_submitted(diary, "report-lcspr")
    await diary.on(MON_1_MAR)
    await lcspr.the_lcspr_is_drafted(diary)
    await lcspr.the_lcspr_becomes_ready(diary)
    await diary.does(people.GROUP_CHAIR, about_report.EndorseReport, report_version=1)

    await diary.does(people.COORDINATOR, says.PanelReplied, reply="national_review", letter="A national review.")

    paused = await diary.is_refused(people.EXECUTIVE, about_report.SignOffLcspr, report_version=1)
    added = await diary.does(people.COORDINATOR, AddAction, action=filed("learning-action"))
    assert (paused, added) == ("in_national_review", "LA-1")
    assert "release:national_review:0" in diary.standing(Part.LCSPR).waits_for
    await diary.on(date(2027, 3, 15))
    await diary.does(people.COORDINATOR, says.NationalReviewEnded, reasons="It has reported.")
    assert await diary.does(people.EXECUTIVE, about_report.SignOffLcspr, report_version=1) == "signed_off"
    assert diary.standing(Part.PUBLICATION).stage == "sending_before_publication"
    assert diary.is_sound()


async def test_overdue_learning_is_chased_and_then_goes_to_the_management_group(diary: Diary) -> None:
    await course.a_review_is_submitted(diary)
    await diary.does(people.COORDINATOR, says.PanelReplied, reply="agrees", letter="We agree.")

    await diary.on(date(2027, 3, 8))  # RR-2 was due on Friday 26 February

    assert diary.letters("action_due_soon")[0] == ("Fri 19 Feb 09:00", "agency:A-001")
    assert diary.letters("action_overdue") == [("Mon 1 Mar 09:00", "agency:A-001")]
    assert diary.letters("action_to_management_group") == [("Fri 5 Mar 09:00", "role:management_group_chair")]
    assert diary.standing(Part.REVIEW).ended is False
