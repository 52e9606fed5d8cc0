"""The tracker of learning actions, alone on a real server (G1, G2, G7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from temporalio.client import WorkflowHandle

from models.brief import PlanMoved
from models.case import Part
from models.learning import CONTINUE_AFTER, ActionsAgreed, LearningBrief, LearningResult
from models.london import london_date
from models.message import DocumentRef
from models.messages.learning import AddAction, CompleteAction, HandOverAction, RedateAction, UpdateAction
from models.messages.rapid_review import ActionBrief
from models.timetable import Plan, Timetable
from tests.process.stage import COORDINATOR, QIIP_CHAIR, Stage, contact
from workflows.learning import Learning

Handle = WorkflowHandle[Any, LearningResult]
DONE = {"evidence": "doc-evidence", "impact": "doc-impact"}


async def in_days(stage: Stage, days: int) -> date:
    return london_date(await stage.now()) + timedelta(days=days)


async def begun(stage: Stage, *days: int, continue_after: int = CONTINUE_AFTER) -> Handle:
    actions = [
        ActionBrief(id=f"RR-{number}", owner=f"A-00{number}", due=await in_days(stage, due))
        for number, due in enumerate(days, start=1)
    ]
    brief = LearningBrief(opening=await stage.opening(), actions=tuple(actions), continue_after=continue_after)
    handle = await stage.start(Learning.run, brief, Part.LEARNING)
    await stage.settle()
    return handle


async def plan_of(stage: Stage, due: date) -> Timetable:
    return stage.drawn(stage.request(Plan.ACTION, await stage.now(), start_on=due))


async def test_an_overdue_action_is_chased_and_then_goes_to_the_management_group(stage: Stage) -> None:
    await begun(stage, 30)
    plan = await plan_of(stage, await in_days(stage, 30))

    await stage.wait_until(plan.alarms[-1].at)

    assert stage.recipients("action_due_soon") == ["agency:A-001"]
    assert stage.recipients("action_overdue") == ["agency:A-001"]
    assert stage.recipients("action_to_management_group") == ["role:management_group_chair"]
    assert len(stage.events("action_overdue")) == 1


async def test_actions_of_one_date_are_chased_each_by_itself(stage: Stage) -> None:
    handle = await begun(stage, 30, 30)
    await stage.decide(handle, CompleteAction, contact("A-001"), action="RR-1", **DONE)
    plan = await plan_of(stage, await in_days(stage, 30))

    await stage.wait_until(plan.alarms[-1].at)

    assert stage.recipients("action_due_soon") == ["agency:A-002"]
    assert [event.detail["action"] for event in stage.events("action_overdue")] == ["RR-2"]


async def test_an_action_ends_only_with_evidence_and_impact(stage: Stage) -> None:
    handle = await begun(stage, 30)

    code, sentence = await stage.refused(
        handle, CompleteAction, contact("A-001"), action="RR-1", evidence="doc-evidence"
    )

    assert code == "needs_evidence"
    assert "impact" in sentence
    assert not stage.events("action_completed")


async def test_an_agency_reports_on_its_own_actions_only(stage: Stage) -> None:
    handle = await begun(stage, 30)

    other, _ = await stage.refused(handle, UpdateAction, contact("A-002"), action="RR-1", progress="doc-1")
    own = await stage.decide(handle, UpdateAction, contact("A-001"), action="RR-1", progress="doc-1")

    assert (other, own) == ("not_owner", "recorded")


async def test_a_new_date_before_the_old_one_is_no_slippage_and_is_chased_afresh(stage: Stage) -> None:
    handle = await begun(stage, 30)
    later = await in_days(stage, 90)
    old, new = await plan_of(stage, await in_days(stage, 30)), await plan_of(stage, later)

    outcome = await stage.decide(handle, RedateAction, QIIP_CHAIR, action="RR-1", due=later, reasons="doc-1")
    await stage.wait_until(old.alarms[-1].at)
    early = stage.events("action_overdue")
    await stage.wait_until(new.alarms[-1].at)

    assert outcome == "redated"
    assert early == []
    assert len(stage.events("action_overdue")) == 1


async def test_a_new_date_after_the_old_one_has_passed_is_on_record_as_slippage(stage: Stage) -> None:
    handle = await begun(stage, 30)
    plan = await plan_of(stage, await in_days(stage, 30))
    await stage.wait_until(plan.alarms[-1].at)

    outcome = await stage.decide(
        handle, RedateAction, QIIP_CHAIR, action="RR-1", due=await in_days(stage, 30), reasons="doc-1"
    )

    assert outcome == "slipped"
    assert stage.events("action_redated")[0].detail["slipped"] is True


async def test_it_ends_when_no_more_can_come_and_all_have_ended_or_been_handed_over(stage: Stage) -> None:
    handle = await begun(stage, 30, 60)
    await handle.signal("no_more_actions")
    await stage.decide(handle, CompleteAction, contact("A-001"), action="RR-1", **DONE)
    await stage.decide(handle, HandOverAction, QIIP_CHAIR, action="RR-2", to="agency:A-003", reasons="doc-1")

    result = await handle.result()

    assert (result.completed, result.handed_over) == (1, 1)
    assert len(stage.events("actions_all_ended")) == 1
    assert stage.standing(Part.LEARNING).ended


async def test_it_waits_for_the_case_while_more_actions_may_come(stage: Stage) -> None:
    handle = await begun(stage)
    assert stage.standing(Part.LEARNING).stage == "learning_waits_for_case"
    brief = ActionBrief(id="RP-1", owner="A-002", due=await in_days(stage, 40))

    await handle.signal("actions_agreed", ActionsAgreed(actions=(brief,)))
    await handle.signal("actions_agreed", ActionsAgreed(actions=(brief,)))
    await stage.settle()

    assert [event.detail["action"] for event in stage.events("action_agreed")] == ["RP-1"]
    assert stage.standing(Part.LEARNING).holder == "agency:A-002"


async def test_an_added_action_needs_an_owner_and_a_date_to_come(stage: Stage) -> None:
    handle = await begun(stage)
    form = DocumentRef(id="doc-action")

    blank, _ = await stage.refused(handle, AddAction, COORDINATOR, action=form)
    past, _ = await stage.refused(
        handle, AddAction, COORDINATOR, action=form, owner="A-001", due=await in_days(stage, 0)
    )
    added = await stage.decide(handle, AddAction, COORDINATOR, action=form, owner="A-001", due=await in_days(stage, 20))

    assert (blank, past, added) == ("not_smart", "date_past", "LA-1")


async def test_a_changed_calendar_chases_nobody_twice(stage: Stage) -> None:
    handle = await begun(stage, 30)
    plan = await plan_of(stage, await in_days(stage, 30))
    await stage.wait_until(plan.alarms[0].at)

    await handle.signal("plan_moved", PlanMoved(reason="calendar"))
    await stage.wait_until(plan.alarms[-1].at)

    assert len(stage.events("action_due_soon")) == 1
    assert len(stage.events("action_overdue")) == 1


async def test_a_long_tracker_continues_as_new_and_forgets_nothing(stage: Stage) -> None:
    handle = await begun(stage, 30, 400, continue_after=60)
    plan = await plan_of(stage, await in_days(stage, 30))
    await stage.wait_until(plan.alarms[-1].at)
    first_run = (await handle.describe()).run_id

    for _ in range(12):
        await stage.decide(handle, UpdateAction, contact("A-002"), action="RR-2", progress="doc-1")
    await stage.settle()
    await stage.env.sleep(timedelta(days=20))

    description = await stage.env.client.get_workflow_handle(handle.id).describe()
    assert description.run_id != first_run
    assert len(stage.events("action_updated")) == 12
    assert len(stage.events("action_agreed")) == 2
    assert len(stage.events("action_overdue")) == 1  # what fired before does not fire again
    ids = [event.id for event in stage.register.entries.values()]
    assert len(ids) == len(set(ids))


async def test_a_decision_repeated_in_the_next_run_gets_its_first_answer_and_counts_once(stage: Stage) -> None:
    handle = await begun(stage, 400, continue_after=40)
    told = await stage.told(
        AddAction, COORDINATOR, action=DocumentRef(id="doc-1"), owner="A-002", due=await in_days(stage, 500)
    )
    first = await stage.send(handle, told)
    before = (await handle.describe()).run_id
    for _ in range(12):
        await stage.decide(handle, UpdateAction, contact("A-001"), action="RR-1", progress="doc-2")
    await stage.settle()
    assert (await stage.env.client.get_workflow_handle(handle.id).describe()).run_id != before

    again = await stage.send(handle, told)

    assert (first, again) == ("LA-1", "LA-1")
    assert len(stage.events("action_agreed")) == 2


async def test_messages_that_arrive_while_it_continues_as_new_are_all_kept(stage: Stage) -> None:
    handle = await begun(stage, 400, continue_after=40)
    current = stage.env.client.get_workflow_handle(handle.id)

    for number in range(1, 31):
        brief = ActionBrief(id=f"RP-{number}", owner="A-002", due=await in_days(stage, 300))
        await current.signal("actions_agreed", ActionsAgreed(actions=(brief,)))
    await stage.settle()

    assert len(stage.events("action_agreed")) == 31
    assert len(stage.standing(Part.LEARNING).waits_for) == 31
