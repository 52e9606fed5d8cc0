"""The Business Unit's view of a case's links: who was sent one, what came of it, a new one, an end to one (R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.register.links import LinkRow
from admin.admission import Admission, Admitted, NotAdmitted, Wired
from admin.direct_post import DirectLetter, send_now
from admin.door import Door
from admin.posting import posted
from admin.rendering import page
from admin.viewing import note_view
from admin.wiring import Wiring
from models.forms.errors import FieldError
from models.people import Role, to_agency

door = Door()
LINK_LIVES = timedelta(days=30)  # as in the letters of the case (R5)
ENDED = {
    "withdrawn": "withdrawn",
    "reissued": "replaced",
    "wrong_person": "reached the wrong person",
    "passed_on": "is for a colleague",
}


@dataclass(frozen=True)
class AgencyLinks:
    """One agency: its contacts to choose from, its links, whom its contact named instead."""

    ref: str
    name: str
    contacts: list[tuple[str, str]]
    links: list[dict[str, Any]]
    colleague: dict[str, str] | None
    needs_a_new_one: bool


@door.see("/cases/{case}/links", "issue_link")
def show(request: Request, wiring: Wired, at: Admitted) -> Response:
    """Every agency asked, with its links."""
    return _page(request, wiring, at, [])


def _page(request: Request, wiring: Wiring, at: Admission, errors: list[FieldError]) -> Response:
    note_view(wiring, at, "links")
    people = {row.ref: row.name for row in wiring.register.people(at.by, wiring.now(), "links of a case")}
    agencies = [_agency(wiring, at, ref, people) for ref in _asked(wiring, at)]
    status = 422 if errors else 200
    return page(request, "links/links.html", status, row=at.row, agencies=agencies, errors=errors, ended=ENDED)


def _asked(wiring: Wiring, at: Admission) -> list[str]:
    return [each["agency"] for each in wiring.register.requests(at.row.reference) if not each["withdrawn_at"]]


def _agency(wiring: Wiring, at: Admission, ref: str, people: dict[str, str]) -> AgencyLinks:
    now, register = wiring.now(), wiring.register
    found = register.links_of(at.row.reference, ref)
    shown = [{"link": each, "state": each.state(now), "name": people.get(each.person, each.person)} for each in found]
    names = {each.ref: each.name for each in register.agencies()}
    alive = any(each["state"] in ("sent", "opened") for each in shown)
    gone_astray = bool(found) and found[0].revoked_why in ("wrong_person", "passed_on")
    return AgencyLinks(
        ref=ref,
        name=names.get(ref, ref),
        contacts=[(person, people.get(person, person)) for person in contacts_of(wiring, ref)],
        links=shown,
        colleague=_colleague(wiring, at, found[0]) if gone_astray and found[0].revoked_why == "passed_on" else None,
        needs_a_new_one=gone_astray and not alive,
    )


def contacts_of(wiring: Wiring, agency: str) -> list[str]:
    """Who may be sent an agency's request: its QiiP contacts and its safeguarding leads, deputies included."""
    roles = (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD)
    held = wiring.register.appointments(wiring.today())
    return list(dict.fromkeys(each.person for each in held if each.role in roles and each.agency == agency))


def _colleague(wiring: Wiring, at: Admission, link: LinkRow) -> dict[str, str] | None:
    id = f"{link.id}.colleague"
    if not any(each.id == id for each in wiring.register.documents_of(at.row.reference, "colleague")):
        return None
    told = wiring.register.read_document(at.row.reference, id, at.by, wiring.now(), "links of a case")
    return {name: str(value) for name, value in told.items()} if isinstance(told, dict) else None


@door.act("/cases/{case}/links/{agency}", "issue_link")
async def issue(request: Request, wiring: Wired, at: Admitted, agency: str) -> Response:
    """A new link for one of the agency's contacts; those it had end, so that the request has one reader."""
    person = str((await posted(request)).get("person", ""))
    if agency not in await run_in_threadpool(_asked, wiring, at):
        raise NotAdmitted("not_asked", "This agency has not been asked in this case.")
    if person not in await run_in_threadpool(contacts_of, wiring, agency):
        mend = "Choose one of the agency's contacts; add a new one to the directory first."
        error = FieldError(f"person-{agency}", "Who gets the link", "is nobody of this agency", mend)
        return await run_in_threadpool(_page, request, wiring, at, [error])
    token = await run_in_threadpool(_replace, wiring, at, agency, person)
    found = await run_in_threadpool(wiring.register.addresses, f"person:{person}", at.row.reference, wiring.today())
    letter = DirectLetter(at.row.reference, "request_link", to_agency(agency), token=token)
    if not await send_now(wiring, letter, found):
        mend = "The link was made but the letter did not go. Try again in some minutes, or telephone them."
        error = FieldError(f"person-{agency}", "The e-mail", "could not be sent", mend)
        return await run_in_threadpool(_page, request, wiring, at, [error])
    return RedirectResponse(f"/cases/{at.row.reference}/links", 303)


def _replace(wiring: Wiring, at: Admission, agency: str, person: str) -> str:
    now, case, register = wiring.now(), at.row.reference, wiring.register
    with register.transaction():
        for link in register.links_of(case, agency):
            register.revoke_link(link.id, "reissued", at.by, now)
        return register.link_for(case, agency, person, now, now + LINK_LIVES)


@door.act("/cases/{case}/links/{link}/end", "issue_link")
def end(wiring: Wired, at: Admitted, link: str) -> Response:
    """End a link; again changes nothing."""
    if any(each.id == link for each in wiring.register.links_of(at.row.reference)):
        wiring.register.revoke_link(link, "withdrawn", at.by, wiring.now())
    return RedirectResponse(f"/cases/{at.row.reference}/links", 303)
