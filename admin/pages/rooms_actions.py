"""The room of a case's actions: immediate ones and learning, with evidence and impact (R2, G1, G2)."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.case.attaching import attach_button, notice_of
from admin.door import Door
from admin.rooms.action_texts import papers_of, texts_of
from admin.rooms.actions import ActionSeen, ActionText, ImmediateSeen, actions_of, figures_of, immediate_of
from admin.rooms.attached import attached_in
from admin.rooms.buttons import Button, offer
from admin.rooms.opened import Opened, enter, room_page
from admin.wording import Left
from models.case import Part

door = Door()


@door.see("/cases/{case}/actions", "read_case")
def actions(request: Request, at: Admitted, wiring: Wired) -> HTMLResponse:
    """Every action of a case: owner, due date, progress, evidence and impact."""
    opened = enter(wiring, at, "actions")
    found, immediate = actions_of(opened.course), immediate_of(opened.course)
    runs, now = opened.runs(Part.LEARNING), wiring.now()
    closes = opened.policy.hours.closes.value
    return room_page(
        request,
        opened,
        [
            *offer(at, "add_action", "Add an action", when=runs),
            *offer(at, "order_immediate_action", when=not opened.row.closed, kind="secondary"),
        ],
        actions=found,
        immediate=immediate,
        texts=_texts(opened, found),
        figures=figures_of(found, now, closes),
        overdue={each.id for each in found if each.is_overdue(now, closes)},
        left=_left(opened, found),
        doings={each.id: doings(at, each) for each in found if runs and each.ended is None},
        confirming={each.number: _confirming(at, each) for each in immediate if not opened.row.closed},
        files=attached_in(opened),
        attaching={each.id: attach_button(at, each.id) for each in found},
        notice=notice_of(request),
        begun=Part.LEARNING in opened.standings,
        names=opened.names,
    )


def _texts(opened: Opened, found: Sequence[ActionSeen]) -> dict[str, ActionText]:
    if not opened.at.may("read_papers"):
        return {}
    opened.read_ahead(papers_of(found, opened.course), "actions")
    return texts_of(found, opened.course, lambda document, kind: opened.form(document, kind, "actions"))


def _left(opened: Opened, found: Sequence[ActionSeen]) -> dict[str, Left]:
    """What is left of each open action's due time."""
    closes, now = opened.policy.hours.closes.value, opened.wiring.now()
    dues = {each.id: each.due_at(closes) for each in found if each.ended is None}
    return {key: opened.book.left(due, now, opened.row.policy) for key, due in dues.items() if due is not None}


def doings(at: Admission, each: ActionSeen) -> list[Button]:
    """What can be done about one action; an agency's contact speaks for actions of that agency only (G1)."""
    return [
        *offer(at, "update_action", "Record progress", action=each.id),
        *offer(at, "complete_action", "Complete it", action=each.id),
        *offer(at, "redate_action", "Give it another date", action=each.id),
        *offer(at, "hand_over_action", "Hand it over", action=each.id),
    ]


def _confirming(at: Admission, each: ImmediateSeen) -> list[Button]:
    number = each.number
    confirm = offer(at, "confirm_immediate_action", "Confirm that it is done", when=not each.confirmed, number=number)
    return confirm + attach_button(at, f"immediate-{number}")
