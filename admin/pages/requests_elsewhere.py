"""When a request reached somebody else: passed on to a colleague, or not meant for them at all (S1, R3)."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.links import LinkRow
from admin.admission import Needs, Wired
from admin.cookies import drop_cookie
from admin.door import Door
from admin.linked import TOKEN, VISIT, Linked, link_of
from admin.posting import Posted
from admin.rendering import page
from admin.wiring import Wiring
from models.case import Part
from models.forms.errors import FieldError, field_errors
from models.forms.people import Contact
from models.recipients import UNIT
from models.record import Event, Letter, Record

door = Door()
BLANK = {"name": "", "email": "", "role": ""}


@door.see("/request/wrong-person", Needs.LINK)
def wrong_person(request: Request, wiring: Wired) -> Response:
    """Should you have got this at all?"""
    return page(request, "request/wrong_person.html", reference=link_of(request, wiring).case)


@door.act("/request/wrong-person", Needs.LINK)
def report_wrong_person(request: Request, wiring: Wired) -> Response:
    """The link ends at once, and the Business Unit is told."""
    link = link_of(request, wiring)
    with wiring.register.transaction():
        wiring.register.revoke_link(link.id, "wrong_person", link.holder, wiring.now())
        tell_unit(wiring, link, "request_misdirected")
    return _goodbye(wiring)


@door.see("/request/pass-on", Needs.LINK)
def pass_on(request: Request, holder: Linked) -> Response:
    """Who is it for?"""
    return page(request, "request/pass_on.html", errors=[], values=BLANK, reference=holder.row.reference)


@door.act("/request/pass-on", Needs.LINK)
def take_colleague(request: Request, wiring: Wired, holder: Linked, form: Posted) -> Response:
    """The colleague's name is kept sealed in the case; the link ends, and the Business Unit sends a new one."""
    values = {name: str(form.get(name, "")) for name in BLANK}
    errors = _errors_in(values)
    if errors:
        return page(request, "request/pass_on.html", 422, errors=errors, values=values, reference=holder.row.reference)
    _keep_colleague(wiring, holder.link, values)
    return _goodbye(wiring)


def _errors_in(values: dict[str, str]) -> list[FieldError]:
    missing = [
        FieldError(name, label, "is missing", "Fill it in.")
        for name, label in (("name", "Their name"), ("email", "Their e-mail address"))
        if not values[name].strip()
    ]
    try:
        Contact.model_validate(values)
    except ValidationError as error:
        return [*missing, *field_errors(Contact, error)]
    return missing


def _keep_colleague(wiring: Wiring, link: LinkRow, values: dict[str, Any]) -> None:
    now, register = wiring.now(), wiring.register
    with register.transaction():
        kept = register.store_document(link.case, "colleague", values, link.holder, now, id=f"{link.id}.colleague")
        register.revoke_link(link.id, "passed_on", link.holder, now)
        note(wiring, link, "request_passed_on", document=kept.id)
        tell_unit(wiring, link, "request_passed_on")


def _goodbye(wiring: Wiring) -> Response:
    answer = RedirectResponse("/request/left", 303)
    for cookie in (TOKEN, VISIT):
        drop_cookie(wiring.settings, answer, cookie)
    return answer


def tell_unit(wiring: Wiring, link: LinkRow, purpose: str) -> None:
    """Word to both of the Business Unit, at any hour: into the outbox, tried until it has gone (E2)."""
    about = f"{link.agency}/{link.id[:8]}"  # each link that went astray is told of
    letters = tuple(Letter(purpose=purpose, to=to, about=about, any_hour=True) for to in UNIT)
    wiring.register.record(Record(case=link.case, part=Part.RAPID_REVIEW, at=wiring.now(), letters=letters))


def note(wiring: Wiring, link: LinkRow, action: str, **detail: str) -> None:
    """What a link's holder did, on record."""
    id = f"link/{link.id}/{action}/{wiring.now().isoformat()}"
    said = {"agency": link.agency, **detail}
    event = Event(id=id, at=wiring.now(), action=action, by=link.holder, detail=said, clause="R3")
    wiring.register.enter(link.case, event)
