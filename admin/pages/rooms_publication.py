"""The room of the publication: sendings, the wait, holds, the day, the year in public, or improvements (P1-P5)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from admin.admission import Admission, Admitted, Wired
from admin.door import Door
from admin.rooms.buttons import Button, offer
from admin.rooms.dates import PublicationDates
from admin.rooms.holding import HoldSeen
from admin.rooms.opened import Opened, enter, not_begun, room_page
from admin.rooms.released import RECIPIENT_WORDS, Released, checks_of, may_publish, released_of, to_publish
from models.case import Part
from models.explanation import explain_step
from models.forms.lcspr import PublicationPlan
from models.publication_wait import wait_step

door = Door()


@door.see("/cases/{case}/publication", "read_case")
def publication(request: Request, at: Admitted, wiring: Wired, dates: PublicationDates) -> HTMLResponse:
    """What was sent, from when it may be published and why, what stops it, and its year in public."""
    opened = enter(wiring, at, "publication")
    if Part.PUBLICATION not in opened.standings:
        return not_begun(request, opened, "Publication begins when the Executive has decided on the LCSPR's report.")
    released, now = released_of(opened.course, dates), wiring.now()
    runs = opened.runs(Part.PUBLICATION)
    return room_page(
        request,
        opened,
        _buttons(at, opened, released) if runs else [],
        released=released,
        recipients=RECIPIENT_WORDS,
        conditions=to_publish(released, now),
        explanation=explain_step(released.wait, wait_step(released.wait)) if released.wait else None,
        ready=runs and may_publish(released, now),
        plan=_plan(opened, released),
        checks=checks_of(released, now),
        hold_buttons={hold.number: _hold_buttons(at, hold) for hold in released.holds if runs},
        more=_more(at, released) if runs else [],
        tasks=opened.standings[Part.PUBLICATION].tasks,
        next=opened.next_of(Part.PUBLICATION),
        live=dates.live,
        names=opened.names,
        runs=runs,
    )


def _plan(opened: Opened, released: Released) -> PublicationPlan | None:
    """The publication plan, for who is told first, until the day has come; its reading is on record."""
    entry = opened.course.last("publication_plan_filed")
    if entry is None or released.published is not None or not opened.at.may("read_papers"):
        return None
    form = opened.form(str(entry.detail.get("document")), "publication_plan", "publication")
    return form if isinstance(form, PublicationPlan) else None


def _buttons(at: Admission, opened: Opened, released: Released) -> list[Button]:
    """What comes next: send, publish, cascade, look whether it can be read."""
    ready, public = may_publish(released, opened.wiring.now()), released.published is not None
    sending = released.publishes and not public
    buttons = []
    for recipient in released.sendings.outstanding if sending else ():
        words = f"Record the sending to {RECIPIENT_WORDS[recipient]}"
        buttons += offer(at, "record_sending", words, recipient=recipient, report_version=released.sendings.version)
    return [
        *buttons,
        *offer(at, "publish_report", "Record the publication", when=ready and released.publishes),
        *offer(at, "publish_improvements", when=ready and not released.publishes),
        *offer(at, "record_cascade", when=public and released.cascade is None),
        *offer(at, "record_availability_check", when=public and released.cascade is not None),
    ]


def _more(at: Admission, released: Released) -> list[Button]:
    public, sent = released.published is not None, not released.sendings.outstanding
    return [
        *offer(at, "hold_publication", when=not public),
        *offer(
            at, "record_sending", "Record the sending of a new version", when=released.publishes and sent and not public
        ),
        *offer(at, "decide_against_publication", when=released.publishes and not public),
        *offer(at, "record_cascade", "Give the agencies the links again", when=released.cascade is not None),
        *offer(at, "withdraw_report", when=public),
    ]


def _hold_buttons(at: Admission, hold: HoldSeen) -> list[Button]:
    can = hold.stands and hold.by_hand
    return [
        *offer(at, "release_publication", when=can, hold=hold.number),
        *offer(at, "extend_publication_hold", when=can, hold=hold.number),
    ]
