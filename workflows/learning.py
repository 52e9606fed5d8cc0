"""The tracker of a case's learning actions, chased until each has ended or been handed over (G1, G2, G7).

It lives as long as its slowest action, so it continues as new when its history is long: with its actions, the
count of its entries, the alarms that have fired, and the answers to the last messages, which thus count once.
"""

from __future__ import annotations

import asyncio

from temporalio import workflow

from models.alarms import prefix_of, prefixed
from models.brief import PlanMoved
from models.case import Part
from models.learning import (
    NEXT,
    ActionEnd,
    Actions,
    ActionsAgreed,
    LearningAction,
    LearningBrief,
    LearningCarried,
    LearningResult,
    Stage,
)
from models.people import Role, to_agency, to_lead, to_role
from models.recipients import UNIT
from models.record import Standing
from models.repeats import Repeats
from models.timetable import Alarm, Plan, TimetableRequest
from workflows import orders
from workflows.deadlines import Watch
from workflows.docket import Docket
from workflows.learning_decisions import LearningDecisions
from workflows.meanwhile import recording


@workflow.defn
class Learning(LearningDecisions):
    """All learning actions of one case."""

    @workflow.init
    def __init__(self, brief: LearningBrief) -> None:
        carried = brief.carried or LearningCarried()
        self._opening = brief.opening
        self._case = brief.opening.case
        self._actions = Actions(carried.actions)
        self._docket = Docket(self._case, Part.LEARNING, carried.count, brief.opening.sequence)
        self._docket.tasks = list(carried.tasks)
        self._watch = Watch(fired=carried.fired)
        self._drawn: dict[str, tuple[Alarm, ...]] = dict(carried.alarms)
        self._repeats = Repeats(carried.answers)
        self._no_more = carried.no_more
        self._redraw: str | None = None
        if brief.carried is None:  # here, because a message may come with the very first task
            self._take_agreed(ActionsAgreed(actions=brief.actions, source="rapid_review"))

    @workflow.run
    async def run(self, brief: LearningBrief) -> LearningResult:
        """Chase the actions until all have ended and no more can come."""
        while not self._has_ended():
            # What was decided goes on record before dates are drawn up again: with the answer, not after it.
            await self._docket.clear(self._standing())
            await recording(self._draw_up(), self._docket, self._standing)
            self._sound_alarms()
            await self._docket.clear(self._standing())
            if self._should_continue(brief.continue_after):
                await self._continue(brief)
            await self._watch.until(
                self._has_news, self._watch.next_at(self._is_open), self._docket.wakes_at(), summary="learning actions"
            )
        return await self._close()

    # the course

    def _has_news(self) -> bool:
        return self._docket.has_news() or self._redraw is not None or bool(self._to_draw()) or self._has_ended()

    def _has_ended(self) -> bool:
        return self._no_more and not self._actions.open

    def _to_draw(self) -> list[LearningAction]:
        return [action for action in self._actions.open if action.key not in self._drawn]

    async def _draw_up(self) -> None:
        """Draw up every action that has no dates yet, or another due date, side by side (G2)."""
        if self._redraw is not None:
            self._docket.enter("deadlines_drawn_up", clause="C6", reason=self._redraw)
            self._redraw = None
            self._drawn.clear()
        while missing := self._to_draw():
            drawn = await asyncio.gather(*(orders.draw_up(self._request(action)) for action in missing))
            for action, timetable in zip(missing, drawn, strict=True):
                self._drawn[action.key] = prefixed(action.key, timetable.alarms)
        self._forget_ended()
        self._watch.set(alarm for alarms in self._drawn.values() for alarm in alarms)

    def _forget_ended(self) -> None:
        keys = {action.key for action in self._actions.open}
        self._drawn = {key: alarms for key, alarms in self._drawn.items() if key in keys}

    def _request(self, action: LearningAction) -> TimetableRequest:
        return TimetableRequest(
            plan=Plan.ACTION,
            policy=self._opening.policy,
            kind=self._opening.kind,
            start=workflow.now(),
            start_on=action.due,
        )

    def _of_step(self, step: str) -> LearningAction | None:
        return next((action for action in self._actions.open if action.key == prefix_of(step)), None)

    def _is_open(self, step: str) -> bool:
        return self._of_step(step) is not None

    def _sound_alarms(self) -> None:
        for alarm in self._watch.take_due(self._is_open):
            action = self._of_step(alarm.step)
            if action is None:
                continue
            to = [_addressee(token, action.owner) for token in alarm.to]
            due_on = action.due.isoformat()
            facts = {"action": action.id, "due_on": due_on}
            self._docket.sound(alarm, to, facts, about=action.id, action=action.id, owner=action.owner, due_on=due_on)
            if alarm.purpose == "action_overdue":
                self._actions.mark_overdue(action.id)

    async def _close(self) -> LearningResult:
        self._watch.rest()
        self._docket.enter("actions_all_ended", clause="G7", actions=len(self._actions.all))
        self._docket.write("actions_all_ended", UNIT)
        post_due = await self._docket.close(self._standing())
        return LearningResult(
            completed=self._actions.count(ActionEnd.COMPLETED),
            handed_over=self._actions.count(ActionEnd.HANDED_OVER),
            slipped=sum(action.slipped for action in self._actions.all.values()),
            post_due=post_due,
        )

    def _standing(self) -> Standing:
        open_actions = self._actions.open
        if not open_actions:
            stage = Stage.ENDED if self._no_more else Stage.WAITING
            ended = stage is Stage.ENDED
            outcome = "actions_ended" if ended else None
            return Standing(stage=stage, next_action=NEXT[stage], holder="none", ended=ended, outcome=outcome)
        first = min(open_actions, key=lambda action: (action.due, action.id))
        return Standing(
            stage=Stage.OPEN,
            next_action=NEXT[Stage.OPEN],
            holder=to_agency(first.owner),
            due=self._due_at(first),
            waits_for=tuple(f"{action.id}:{to_agency(action.owner)}" for action in open_actions),
        )

    # on to the next run

    def _should_continue(self, after: int) -> bool:
        info = workflow.info()
        return info.is_continue_as_new_suggested() or info.get_current_history_length() > after

    async def _continue(self, brief: LearningBrief) -> None:
        """Continue as new, once everything decided is on record and every message has its answer."""
        self._watch.rest()
        await self._docket.close(self._standing())
        await workflow.wait_condition(workflow.all_handlers_finished)
        if self._docket.has_work() or self._redraw is not None or self._to_draw():
            return  # something came meanwhile: the loop takes it first
        carried = LearningCarried(
            actions=tuple(self._actions.all.values()),
            no_more=self._no_more,
            count=self._docket.count,
            fired=self._watch.fired,
            alarms=self._drawn,
            answers=self._repeats.answers,
            tasks=tuple(self._docket.tasks),
        )
        workflow.continue_as_new(brief.model_copy(update={"actions": (), "carried": carried}))

    # what the parent says

    @workflow.signal
    def actions_agreed(self, told: ActionsAgreed) -> None:
        """Actions were agreed elsewhere in the case; told again they are the same actions (G1)."""
        self._take_agreed(told)

    @workflow.signal
    def no_more_actions(self) -> None:
        """The case can bring no more actions of itself (G7)."""
        self._no_more = True
        self._docket.enter("no_more_actions", clause="G7")

    @workflow.signal
    def plan_moved(self, told: PlanMoved) -> None:
        """The calendar changed (C6)."""
        self._redraw = told.reason


def _addressee(token: str, owner: str) -> str:
    if token == "action_owner":  # noqa: S105
        return to_agency(owner)
    return to_lead(owner) if token == "action_agency_lead" else to_role(Role(token))  # noqa: S105
