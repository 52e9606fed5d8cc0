"""Why a learning action is due when it is: who set the date, when, by which decision (G1, G2, C5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from adapters.register.audit import Entry
from adapters.register.entry_details import date_of
from admin.case.file import CaseFile
from admin.case.reasons import Line
from admin.case.sentences import by_words
from admin.rooms.actions import ActionSeen, actions_of
from admin.rooms.course import BEGINS_AGAIN, Course, courses_of, says_yes
from models.london import london_instant
from models.to_do import to_do
from models.wording import date_words
from models.working_days import OutsideCalendar

CLAUSE, AGREED, REDATED = "G1", "action_agreed", "action_redated"
# where an action comes from -> the entry that brought it, and the decision behind that entry
_BROUGHT_BY = {
    "rapid_review": ("report_submitted_to_unit", "submit_report"),
    "lcspr": ("response_plan_filed", "file_response_plan"),
}
_TOLD = frozenset(
    {AGREED, REDATED, "action_completed", "action_handed_over", BEGINS_AGAIN, *(by for by, _ in _BROUGHT_BY.values())}
)
MOST = 500  # entries: more than any case's tracker has seen


@dataclass(frozen=True)
class ActionDate:
    """One action's due time, and every time its date was set, the first one first."""

    action: str
    owner: str
    due_at: datetime
    rule: str
    lines: tuple[Line, ...]


def action_dates(file: CaseFile, action: str | None = None) -> tuple[ActionDate, ...]:
    """The open actions' dates, the soonest first; or the date of one action, though it may have ended."""
    found = file.wiring.register.timeline(file.case, only=_TOLD, limit=MOST).entries
    course = courses_of(reversed(found))[-1]
    wanted = (each for each in actions_of(course) if (each.ended is None if action is None else each.id == action))
    return tuple(_date(file, course, each, each.due) for each in wanted if each.due is not None)


def _date(file: CaseFile, course: Course, action: ActionSeen, due: date) -> ActionDate:
    worked_on = _worked_on(file, due)
    rule = "the date agreed with the action, not counted from any other"
    if worked_on != due:
        rule += f"; nobody works on {date_words(due)}, so it ends with the next working day"
    lines = [*_agreed(file, course, action), *(_redated(file, each) for each in action.told if each.action == REDATED)]
    closing = london_instant(worked_on, file.policy.hours.closes.value)
    return ActionDate(action.id, file.book.agency(action.owner), closing, rule, tuple(lines))


def _worked_on(file: CaseFile, due: date) -> date:
    try:
        return file.calendar.roll_forward(due)
    except OutsideCalendar:
        return due


def _agreed(file: CaseFile, course: Course, action: ActionSeen) -> Iterable[Line]:
    """The first date: set in the report or plan that agreed the action, or with the action itself."""
    entry, command = action.agreed, "add_action"
    if action.source in _BROUGHT_BY:
        brought, command = _BROUGHT_BY[action.source]
        before = [each for each in course.of(brought) if each.seq < entry.seq]
        entry = before[-1] if before else entry
    due = date_of(action.agreed, "due")
    yield _line(file, entry, f"Set to {date_words(due)}" if due else "Agreed", command)


def _redated(file: CaseFile, entry: Entry) -> Line:
    due, was = date_of(entry, "due"), date_of(entry, "was")
    said = " in place of ".join(date_words(each) for each in (due, was) if each)
    late = ", after that had passed" if says_yes(entry, "slipped") else ""
    return _line(file, entry, f"Set to {said}{late}", "redate_action")


def _line(file: CaseFile, entry: Entry, said: str, command: str) -> Line:
    return Line(f"{said}: “{to_do(command)}”.", entry.at, by_words(entry.by, file.who), entry.reasons)
