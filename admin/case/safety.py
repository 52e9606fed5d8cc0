"""What keeps children safe now: the question asked on opening and the immediate actions, above everything (R2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin.case.file import CaseFile
from admin.wording import Left
from models.case import Part
from models.london import london_date, london_instant


@dataclass(frozen=True)
class ImmediateAction:
    """An immediate action that nobody has confirmed yet."""

    number: str
    owner: str
    ordered_at: datetime
    due: datetime
    left: Left
    document: str | None


@dataclass(frozen=True)
class Safety:
    """The safety question and the open actions."""

    unanswered: bool
    action_wanted: bool  # yes was answered, and no action has been ordered yet
    actions: tuple[ImmediateAction, ...]
    done: int

    @property
    def is_pressing(self) -> bool:
        """Does anything here wait for somebody?"""
        return self.unanswered or self.action_wanted or bool(self.actions)


def safety_seen(file: CaseFile) -> Safety:
    """How the safety of children stands in this case."""
    whole = file.standing(Part.REVIEW)
    tasks = whole.tasks if whole else ()
    immediate = [row for row in file.actions if row["immediate"]]
    is_open = file.runs(Part.REVIEW) or whole is None
    texts = {str(each.detail.get("number")): each.reasons for each in file.kept if each.action == _ORDERED}
    return Safety(
        unanswered=is_open and "answer_safety_question" in tasks,
        action_wanted=is_open and "order_immediate_action" in tasks,
        actions=tuple(_action(file, row, texts) for row in immediate if row["state"] == "open"),
        done=sum(row["state"] != "open" for row in immediate),
    )


_ORDERED = "immediate_action_ordered"


def _action(file: CaseFile, row: dict[str, Any], texts: dict[str, str | None]) -> ImmediateAction:
    number = row["action"].removeprefix("immediate-")
    due = _due(file, row["agreed_at"])
    return ImmediateAction(
        number=number,
        owner=file.book.agency(row["owner"] or ""),
        ordered_at=row["agreed_at"],
        due=due,
        left=file.book.left(due, file.now, file.row.policy),
        document=texts.get(number),
    )


def _due(file: CaseFile, ordered_at: datetime) -> datetime:
    """By when it has to be confirmed, before it escalates: so many working days after it was ordered."""
    day = london_date(ordered_at)
    for _ in range(file.policy.rules.urgent_action_working_days.value):
        day = file.calendar.next(day)
    return london_instant(day, file.policy.hours.closes.value)
