"""What may be said to the tracker of learning actions; a message that comes again counts once (G1, G2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from temporalio import workflow

from models.commands import Answer, Decision
from models.learning import TRACKER_ENDED, ActionEnd, Actions, ActionsAgreed, LearningAction, due_time
from models.message import Refusal
from models.messages import learning as says
from models.people import to_agency
from models.repeats import Repeats
from models.timetable import Alarm
from workflows.docket import Docket
from workflows.refusals import entitled, insist


class LearningDecisions:
    """The doors of the tracker; the course behind them is in ``Learning``."""

    _case: str
    _actions: Actions
    _docket: Docket
    _repeats: Repeats
    _drawn: dict[str, tuple[Alarm, ...]]

    def _has_ended(self) -> bool:
        raise NotImplementedError

    @workflow.update
    def add_action(self, told: says.AddAction) -> Answer:
        """One more action for the tracker (G1)."""
        return self._once(told, lambda: self._add(told))

    @add_action.validator
    def _may_add_action(self, told: says.AddAction) -> None:
        self._insist(told, lambda: self._actions.refuses_addition(told))

    @workflow.update
    def update_action(self, told: says.UpdateAction) -> Answer:
        """Progress on an action (G1)."""
        return self._once(told, lambda: self._update(told))

    @update_action.validator
    def _may_update_action(self, told: says.UpdateAction) -> None:
        self._insist(told, lambda: self._actions.refuses_update(told))

    @workflow.update
    def complete_action(self, told: says.CompleteAction) -> Answer:
        """An action is done, with evidence and impact (G1)."""
        return self._once(told, lambda: self._complete(told))

    @complete_action.validator
    def _may_complete_action(self, told: says.CompleteAction) -> None:
        self._insist(told, lambda: self._actions.refuses_completion(told))

    @workflow.update
    def hand_over_action(self, told: says.HandOverAction) -> Answer:
        """Somebody outside the case carries the action on (G7)."""
        return self._once(told, lambda: self._hand_over(told))

    @hand_over_action.validator
    def _may_hand_over_action(self, told: says.HandOverAction) -> None:
        self._insist(told, lambda: self._actions.refuses(told, told.action))

    @workflow.update
    def redate_action(self, told: says.RedateAction) -> Answer:
        """Another due date; after the old one has passed that is slippage (G2)."""
        return self._once(told, lambda: self._redate(told))

    @redate_action.validator
    def _may_redate_action(self, told: says.RedateAction) -> None:
        self._insist(told, lambda: self._actions.refuses_redating(told))

    def _insist(self, told: Decision, rule: Callable[[], Refusal | None]) -> None:
        if self._repeats.answer_to(told) is None:
            insist(entitled(told, self._case), TRACKER_ENDED if self._has_ended() else None, rule())

    def _once(self, told: Decision, act: Callable[[], str]) -> Answer:
        # Two copies of one message can pass the validator together; only the first acts.
        outcome = self._repeats.answer_to(told)
        if outcome is None:
            outcome = act()
            self._repeats.remember(told, outcome)
        return Answer(outcome=outcome)

    # what each leads to

    def _take_agreed(self, told: ActionsAgreed) -> None:
        for action in self._actions.agree(told.actions, told.source):
            self._enter_agreed(action, None)

    def _add(self, told: says.AddAction) -> str:
        if told.due is None:  # the validator has refused that
            return "recorded"
        action = self._actions.add(told, told.due)
        self._enter_agreed(action, told)
        return action.id

    def _enter_agreed(self, action: LearningAction, told: says.AddAction | None) -> None:
        due_on = action.due.isoformat()
        self._docket.enter(
            "action_agreed",
            told,
            clause="G1",
            action=action.id,
            owner=action.owner,
            due=due_on,
            multi_agency=action.multi_agency,
            source=action.source,
            origin=action.origin,
            document=told.action.id if told else None,
        )
        to = to_agency(action.owner)
        self._docket.write("action_agreed", to, action.due, about=action.id, action=action.id, due_on=due_on)

    def _update(self, told: says.UpdateAction) -> str:
        self._docket.enter(
            "action_updated", told, clause="G1", reasons=told.progress, action=told.action, evidence=told.evidence
        )
        return "recorded"

    def _complete(self, told: says.CompleteAction) -> str:
        action = self._actions.all[told.action]
        self._actions.end(told.action, ActionEnd.COMPLETED)
        self._docket.enter(
            "action_completed",
            told,
            clause="G1",
            action=action.id,
            owner=action.owner,
            evidence=told.evidence,
            impact=told.impact,
            overdue=action.overdue,
        )
        self._docket.write("action_ended", to_agency(action.owner), about=action.id, action=action.id)
        return "completed"

    def _hand_over(self, told: says.HandOverAction) -> str:
        action = self._actions.all[told.action]
        self._actions.end(told.action, ActionEnd.HANDED_OVER)
        self._docket.enter(
            "action_handed_over", told, clause="G7", action=action.id, owner=action.owner, handed_to=told.to
        )
        self._docket.write("action_ended", to_agency(action.owner), about=action.id, action=action.id)
        return "handed_over"

    def _redate(self, told: says.RedateAction) -> str:
        before = self._actions.all[told.action]
        slipped = self._actions.redate(told, self._due_at(before))
        self._docket.enter(
            "action_redated",
            told,
            clause="G2",
            action=before.id,
            owner=before.owner,
            was=before.due.isoformat(),
            due=told.due.isoformat(),
            slipped=slipped,
        )
        due_on = told.due.isoformat()
        to = to_agency(before.owner)
        self._docket.write("action_agreed", to, told.due, about=before.id, action=before.id, due_on=due_on)
        return "slipped" if slipped else "redated"

    def _due_at(self, action: LearningAction) -> datetime | None:
        return due_time(self._drawn.get(action.key, ()))
