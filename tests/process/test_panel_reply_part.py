"""The National Panel's reply, alone on a real server (R14)."""

from __future__ import annotations

from typing import Any

from temporalio.client import WorkflowHandle

from models.brief import Brief, PlanMoved
from models.case import Part
from models.message import DocumentRef
from models.messages.panel_reply import (
    AnswerQueries,
    CloseWait,
    NationalReviewEnded,
    PanelReplied,
    ReconsiderLcspr,
    Reply,
)
from models.panel_reply import PanelReplyResult
from models.timetable import Plan, Timetable
from tests.process.stage import COORDINATOR, MANAGER, QIIP_CHAIR, Stage, contact
from workflows.panel_reply import PanelReply

Handle = WorkflowHandle[Any, PanelReplyResult]


async def submitted(stage: Stage) -> tuple[Handle, Timetable]:
    request = stage.request(Plan.PANEL_REPLY, await stage.now())
    timetable = stage.drawn(request)
    brief = Brief(opening=await stage.opening(), request=request, timetable=timetable)
    return await stage.start(PanelReply.run, brief, Part.PANEL_REPLY), timetable


async def replied(stage: Stage, handle: Handle, reply: Reply) -> None:
    await handle.signal("panel_replied", await stage.told(PanelReplied, COORDINATOR, reply=reply, letter="doc-9"))
    await stage.settle()


async def heard(stage: Stage, case: WorkflowHandle[Any, list[str]]) -> list[str]:
    # Asked before the part's result: waiting for that skips time, perhaps to where the server ends the case itself.
    await stage.settle()
    await case.signal("done")
    return await case.result()


async def test_a_silent_panel_is_chased_on_working_days_10_and_15_and_no_more(stage: Stage) -> None:
    _, timetable = await submitted(stage)
    last = timetable.alarms[-1].at

    await stage.wait_until(max(alarm.at for alarm in timetable.alarms if alarm.step == "reply"))
    await stage.wait_until(last)

    days = [letter.facts["working_day"] for letter in stage.letters("panel_reply_chased")]
    assert sorted(days) == ["10", "10", "15", "15"]
    assert not stage.letters("panel_answer_due")


async def test_after_an_outage_everything_due_fires_once(stage: Stage) -> None:
    _, timetable = await submitted(stage)

    await stage.env.sleep(timetable.alarms[-1].at - await stage.now())  # both have come due in one sleep
    await stage.settle()

    assert len(stage.events("panel_reply_chased")) == 2


async def test_agreement_ends_the_wait_and_its_chasing(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    await replied(stage, handle, Reply.AGREES)
    result = await handle.result()

    assert (result.reply, result.lcspr) == (Reply.AGREES, None)
    assert stage.standing(Part.PANEL_REPLY).ended
    assert not stage.letters("panel_reply_chased")


async def test_the_same_letter_told_twice_counts_once(stage: Stage) -> None:
    handle, _ = await submitted(stage)
    told = await stage.told(PanelReplied, COORDINATOR, reply=Reply.QUERIES)

    await handle.signal("panel_replied", told)
    await handle.signal("panel_replied", told)
    await stage.settle()

    assert len(stage.events("panel_replied")) == 1


async def test_a_letter_told_by_nobody_entitled_changes_nothing(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    await handle.signal("panel_replied", await stage.told(PanelReplied, contact("A-001"), reply=Reply.AGREES))
    await stage.settle()

    assert stage.standing(Part.PANEL_REPLY).next_action == "panel_replied"


async def test_queries_have_a_timed_answer_and_then_the_wait_begins_afresh(stage: Stage) -> None:
    handle, first = await submitted(stage)
    await replied(stage, handle, Reply.QUERIES)
    assert stage.standing(Part.PANEL_REPLY).next_action == "answer_queries"
    answer_due = stage.standing(Part.PANEL_REPLY).due
    assert answer_due is not None

    await stage.wait_until(answer_due)
    outcome = await stage.decide(
        handle, AnswerQueries, COORDINATOR, answer=DocumentRef(id="doc-answer"), sent_at=await stage.now()
    )
    await stage.settle()

    assert outcome == "answered_late"
    assert len(stage.events("panel_answer_overdue")) == 1
    assert not stage.events("panel_reply_chased")  # the Panel waits for us, not we for it
    waiting = stage.standing(Part.PANEL_REPLY)
    assert waiting.next_action == "panel_replied"
    assert waiting.due is not None
    assert waiting.due > first.steps[0].due_at


async def test_an_answer_without_queries_is_refused(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    code, _ = await stage.refused(
        handle, AnswerQueries, COORDINATOR, answer=DocumentRef(id="doc-answer"), sent_at=await stage.now()
    )

    assert code == "no_queries"
    assert not stage.events("queries_answered")


async def test_disagreement_reopens_the_lcspr_decision_which_reaches_the_case(stage: Stage) -> None:
    case = await stage.listen()
    handle, _ = await submitted(stage)
    await replied(stage, handle, Reply.DISAGREES)

    await stage.decide(handle, ReconsiderLcspr, QIIP_CHAIR, commission=True, reasons="doc-1")
    told = await heard(stage, case)
    result = await handle.result()

    assert stage.events("lcspr_reconsidered")[0].reasons == "doc-1"
    assert (result.reply, result.lcspr) == (Reply.DISAGREES, True)
    assert told == ["lcspr:True"]


async def test_the_decision_is_not_reopened_unless_the_panel_disagrees(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    code, _ = await stage.refused(handle, ReconsiderLcspr, QIIP_CHAIR, commission=True, reasons="doc-1")

    assert code == "not_reopened"


async def test_a_national_review_is_told_to_the_case_when_it_begins_and_when_it_ends(stage: Stage) -> None:
    case = await stage.listen()
    handle, _ = await submitted(stage)
    await replied(stage, handle, Reply.NATIONAL_REVIEW)
    code, _ = await stage.refused(handle, CloseWait, MANAGER, reasons="doc-1")

    await stage.decide(handle, NationalReviewEnded, COORDINATOR, reasons="doc-2")
    await stage.decide(handle, CloseWait, MANAGER, reasons="doc-3")
    told = await heard(stage, case)
    result = await handle.result()

    assert code == "in_national_review"
    assert result.closed_by_hand
    assert told == ["national_review:True", "national_review:False"]


async def test_agreement_during_a_national_review_does_not_end_the_exchange(stage: Stage) -> None:
    handle, _ = await submitted(stage)
    await replied(stage, handle, Reply.NATIONAL_REVIEW)

    await replied(stage, handle, Reply.AGREES)

    assert stage.standing(Part.PANEL_REPLY).next_action == "national_review_ended"
    await stage.decide(handle, NationalReviewEnded, COORDINATOR, reasons="doc-2")
    assert (await handle.result()).reply is Reply.AGREES


async def test_a_case_that_no_longer_runs_leaves_a_task_and_not_a_failure(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    await replied(stage, handle, Reply.NATIONAL_REVIEW)

    assert stage.standing(Part.PANEL_REPLY).tasks == ("tell_case:national_review",)


async def test_a_changed_calendar_chases_nobody_twice(stage: Stage) -> None:
    handle, timetable = await submitted(stage)
    await stage.wait_until(timetable.alarms[0].at)
    await stage.wait_until(next(alarm.at for alarm in timetable.alarms if alarm.working_day == 10))

    await handle.signal("plan_moved", PlanMoved(reason="calendar"))
    await stage.settle()

    assert len(stage.events("panel_reply_chased")) == 1
    assert len(stage.events("deadlines_drawn_up")) == 1


async def test_only_the_business_manager_closes_the_wait(stage: Stage) -> None:
    handle, _ = await submitted(stage)

    code, says = await stage.refused(handle, CloseWait, COORDINATOR, reasons="doc-1")

    assert code == "not_entitled"
    assert "business manager" in says
