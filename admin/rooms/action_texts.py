"""What a case's actions say, read from the papers in which they were agreed; each reading is on record (G1, K2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from adapters.register.entry_details import text_of
from admin.rooms.actions import ActionSeen, ActionText
from admin.rooms.course import Course
from models.forms import FiledForm
from models.forms.appendix_3 import RapidReviewReport
from models.forms.lcspr import ResponsePlan
from models.forms.learning_action import LearningAction

_AGREED_IN = {"rapid_review": "report_submitted_to_unit", "lcspr": "response_plan_filed"}
Read = Callable[[str, str], FiledForm | None]  # a document's reference, the kind of form


def texts_of(actions: Iterable[ActionSeen], course: Course, read: Read) -> dict[str, ActionText]:
    """The words of these actions by their id; one whose paper cannot be read is left out."""
    by_source: dict[str, list[ActionText]] = {}
    found = {}
    for action in actions:
        if action.source == "added":
            text = _added(read, action.document)
        else:
            if action.source not in by_source:
                by_source[action.source] = _agreed(action.source, course, read)
            text = _numbered(by_source[action.source], action.origin)
        if text is not None:
            found[action.id] = text
    return found


def papers_of(actions: Iterable[ActionSeen], course: Course) -> list[str]:
    """The documents in which these actions' words stand."""
    agreed = {source: _document(course, told) for source, told in _AGREED_IN.items()}
    found = (action.document if action.source == "added" else agreed.get(action.source) for action in actions)
    return [document for document in dict.fromkeys(found) if document]


def _agreed(source: str, course: Course, read: Read) -> list[ActionText]:
    """Every action of the report, or of the response plan, in the order by which they are numbered."""
    if source == "rapid_review":
        return _of_report(read, _document(course, _AGREED_IN[source]))
    return _of_plan(read, _document(course, _AGREED_IN[source])) if source == "lcspr" else []


def _document(course: Course, action: str) -> str | None:
    entry = course.last(action)
    return text_of(entry, "document") if entry else None


def _of_report(read: Read, document: str | None) -> list[ActionText]:
    form = read(document, "appendix_3") if document else None
    if not isinstance(form, RapidReviewReport):
        return []
    return [
        ActionText(each.action, each.measure, learned.learning) for learned in form.learning for each in learned.actions
    ]


def _of_plan(read: Read, document: str | None) -> list[ActionText]:
    form = read(document, "response_plan") if document else None
    if not isinstance(form, ResponsePlan):
        return []
    return [ActionText(each.action, each.measure, each.response) for each in form.actions]


def _numbered(texts: list[ActionText], origin: str) -> ActionText | None:
    number = origin.rpartition("-")[2]
    place = int(number) - 1 if number.isdecimal() else -1
    return texts[place] if 0 <= place < len(texts) else None


def _added(read: Read, document: str | None) -> ActionText | None:
    form = read(document, "learning_action") if document else None
    if not isinstance(form, LearningAction):
        return None
    return ActionText(form.action, form.measure, form.arises_from)
