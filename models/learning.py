"""Learning: the case's SMART actions, each with an owner and a due date, until all have ended (G1, G2, G7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from models.authority import OF_AGENCIES
from models.case import Opening
from models.commands import Told
from models.london import london_date
from models.message import Message, Refusal
from models.messages.learning import AddAction, CompleteAction, RedateAction, UpdateAction
from models.messages.rapid_review import ActionBrief
from models.timetable import Alarm

CONTINUE_AFTER = 4000  # history events: a case's tracker lives for years


class Stage(StrEnum):
    """Where the tracker stands."""

    OPEN = "learning_actions"
    WAITING = "learning_waits_for_case"  # all ended, but more may come
    ENDED = "ended"


class NextAction(StrEnum):
    """What comes next, by the name of the message that brings it."""

    COMPLETE = "complete_action"
    AGREE = "add_action"
    NONE = "none"


NEXT = {Stage.OPEN: NextAction.COMPLETE, Stage.WAITING: NextAction.AGREE, Stage.ENDED: NextAction.NONE}
TRACKER_ENDED = Refusal(code="tracker_ended", says="Every action has ended, and the case is being closed.")


class ActionEnd(StrEnum):
    """How an action ended."""

    COMPLETED = "completed"
    HANDED_OVER = "handed_over"


class LearningAction(Message):
    """One action as it stands. ``source`` and ``origin`` say where it was agreed and under which id there."""

    id: str
    owner: str
    due: date
    multi_agency: bool = False
    source: str = ""
    origin: str = ""
    overdue: bool = False
    slipped: int = 0  # how often it was re-dated after its due date had passed
    end: ActionEnd | None = None

    @property
    def key(self) -> str:
        """Names this action with this due date."""
        return f"{self.id}@{self.due.isoformat()}"


class ActionsAgreed(Message):
    """The parent tells of actions agreed elsewhere in the case, such as the LCSPR's response plan."""

    actions: tuple[ActionBrief, ...]
    source: str = "lcspr"


class LearningCarried(Message):
    """What the tracker carries into its next run."""

    actions: tuple[LearningAction, ...] = ()
    no_more: bool = False
    count: int = 0
    fired: tuple[str, ...] = ()
    alarms: dict[str, tuple[Alarm, ...]] = Field(default_factory=dict)
    answers: dict[str, str] = Field(default_factory=dict)
    tasks: tuple[str, ...] = ()


class LearningBrief(Message):
    """The tracker's start: the Rapid Review's actions, or what an earlier run carries over."""

    opening: Opening
    actions: tuple[ActionBrief, ...] = ()
    continue_after: int = CONTINUE_AFTER
    carried: LearningCarried | None = None


class LearningResult(Message):
    """How the actions ended."""

    completed: int = 0
    handed_over: int = 0
    slipped: int = 0
    post_due: AwareDatetime | None = None


class Actions:
    """All actions of one case."""

    def __init__(self, carried: Iterable[LearningAction] = ()) -> None:
        self.all: dict[str, LearningAction] = {action.id: action for action in carried}

    @property
    def open(self) -> tuple[LearningAction, ...]:
        """Those that have neither ended nor been handed over."""
        return tuple(action for action in self.all.values() if action.end is None)

    def agree(self, briefs: Iterable[ActionBrief], source: str) -> tuple[LearningAction, ...]:
        """Take actions agreed elsewhere; answers the new ones. The same action told again is the same action."""
        known = {(action.source, action.origin) for action in self.all.values()}
        return tuple(self._take(brief, source) for brief in briefs if (source, brief.id) not in known)

    def _take(self, brief: ActionBrief, source: str) -> LearningAction:
        return self._add(
            LearningAction(
                id=self._free_id(brief.id, source),
                owner=brief.owner,
                due=brief.due,
                multi_agency=brief.multi_agency,
                source=source,
                origin=brief.id,
            )
        )

    def _free_id(self, wanted: str, source: str) -> str:
        candidates = (wanted, f"{source}-{wanted}", *(f"{source}-{wanted}-{n}" for n in range(2, len(self.all) + 3)))
        return next(candidate for candidate in candidates if candidate not in self.all)

    def _add(self, action: LearningAction) -> LearningAction:
        self.all[action.id] = action
        return action

    def refuses_addition(self, told: AddAction) -> Refusal | None:
        """Why can this action not be added? None: it can. It needs an owner and a date to come (G1)."""
        if told.action.gaps:
            blank = ", ".join(told.action.gaps)
            return Refusal(code="not_smart", says=f"The action is not SMART yet; missing: {blank}.")
        if not told.owner or told.due is None:
            return Refusal(code="not_smart", says="owner, due: an action needs the agency that owns it, and a date.")
        return _refuses_past(told.due, told)

    def refuses(self, told: Told, action: str) -> Refusal | None:
        """Is there no such open action, or is it another agency's?"""
        known = self.all.get(action)
        if known is None:
            return Refusal(code="no_such_action", says="action: there is no action of this number.")
        if known.end is not None:
            return Refusal(code="action_ended", says="action: it has ended; add a new action instead.")
        if told.by.role in OF_AGENCIES and told.by.agency != known.owner:
            return Refusal(code="not_owner", says="action: another agency owns it.")
        return None

    def refuses_update(self, told: UpdateAction) -> Refusal | None:
        """Why can no progress be reported? None: it can."""
        return self.refuses(told, told.action)

    def refuses_completion(self, told: CompleteAction) -> Refusal | None:
        """Why can the action not be completed? None: it can, with evidence and impact (G1)."""
        refusal = self.refuses(told, told.action)
        if refusal is not None:
            return refusal
        missing = [name for name, text in (("evidence", told.evidence), ("impact", told.impact)) if not text]
        if missing:
            return Refusal(code="needs_evidence", says=f"{', '.join(missing)}: an action ends with both on record.")
        return None

    def refuses_redating(self, told: RedateAction) -> Refusal | None:
        """Why can the action not be given this date? None: it can."""
        refusal = self.refuses(told, told.action)
        if refusal is not None:
            return refusal
        if told.due == self.all[told.action].due:
            return Refusal(code="same_date", says="due: that is its date already.")
        return _refuses_past(told.due, told)

    def add(self, told: AddAction, due: date) -> LearningAction:
        """Add an action to the tracker, numbered by itself."""
        number = sum(1 for action in self.all.values() if action.source == "added") + 1
        brief = ActionBrief(id=f"LA-{number}", owner=told.owner, due=due, multi_agency=told.multi_agency)
        return self._take(brief, "added")

    def end(self, action: str, how: ActionEnd) -> None:
        """The action has ended."""
        self._change(action, end=how)

    def redate(self, told: RedateAction, was_due_at: datetime | None) -> bool:
        """Give the action another date; answers whether that is slippage, its due time having passed (C8)."""
        before = self.all[told.action]
        slipped = before.overdue or (was_due_at is not None and told.at > was_due_at)
        self._change(told.action, due=told.due, overdue=False, slipped=before.slipped + slipped)
        return slipped

    def mark_overdue(self, action: str) -> None:
        """Its due time has passed."""
        self._change(action, overdue=True)

    def _change(self, action: str, **update: object) -> None:
        self.all[action] = self.all[action].model_copy(update=update)

    def count(self, how: ActionEnd) -> int:
        """How many actions ended like this?"""
        return sum(1 for action in self.all.values() if action.end is how)


def due_time(alarms: Iterable[Alarm]) -> datetime | None:
    """The instant an action becomes overdue, by its alarms; None while they are not drawn up."""
    return next((alarm.at for alarm in alarms if alarm.purpose == "action_overdue"), None)


def _refuses_past(due: date, told: Told) -> Refusal | None:
    if due <= london_date(told.at):
        return Refusal(code="date_past", says="due: choose a date after today.")
    return None
