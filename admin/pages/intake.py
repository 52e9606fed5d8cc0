"""How a case comes in: the ways there are, their forms, and a closed case opened again (N1, N4, N11, N12, T6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin.admission import Admission, Admitted, NotAdmitted, Wired
from admin.door import Door
from admin.failures import not_found
from admin.forms.known import information_filed_before
from admin.forms.openings import KINDS, OpeningKind, hand_reopening, hand_to_reception, opening_of, reopening_of
from admin.forms.pages import FormPages, Known
from admin.forms.prefill import Prefilling
from admin.forms.receiving import take
from admin.forms.sheets import Filler
from admin.posting import posted
from admin.rendering import page
from admin.visitor import Visitor
from admin.wiring import Wiring
from models.people import Actor

door = Door()

_SIMPLE = {"sin": ("notification",), "cfc": ("review_asked",), "referral": ("becomes",)}


@door.see("/cases/new", "open_case")
def choose(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The ways in which this person may open a case."""
    kinds = [kind for kind in KINDS.values() if _capacities(at.visitor, kind)]
    return page(request, "forms/new.html", 200, kinds=kinds)


@door.see("/cases/new/{kind}", "open_case")
def open_intake(request: Request, kind: str, at: Admitted, wiring: Wired) -> Response:
    """The form that opens a case."""
    way = KINDS.get(kind)
    if way is None:
        return not_found(request, LookupError())
    return _pages(request, wiring, at, way).open(_known(request, wiring, way, at))


@door.act("/cases/new/{kind}", "open_case")
async def file_intake(request: Request, kind: str, at: Admitted, wiring: Wired) -> Response:
    """Take what was posted; the case opens when it is sent."""
    way = KINDS.get(kind)
    if way is None:
        return not_found(request, LookupError())
    all_the_same = (await posted(request)).get("_open_duplicates") == "yes"
    pages = _pages(request, wiring, at, way)
    return await take(pages, hand_to_reception(wiring, way, all_the_same), _known(request, wiring, way, at))


@door.see("/cases/{case}/reopen/sin", "sin_notified")
def reopen_by_sin(at: Admitted) -> Response:
    """A SIN for a case there is has one form, open or closed."""
    return RedirectResponse(f"/cases/{at.row.reference}/do/sin-notified", 303)


@door.see("/cases/{case}/reopen/new-information", "open_case")
def open_reopening(request: Request, at: Admitted, wiring: Wired) -> Response:
    """The form that opens a closed case again."""
    return _reopening(request, wiring, at).open(_told_before(wiring, at))


@door.act("/cases/{case}/reopen/new-information", "open_case")
async def file_reopening(request: Request, at: Admitted, wiring: Wired) -> Response:
    """Take what was posted; the case opens again when it is sent."""
    pages = _reopening(request, wiring, at)
    return await take(pages, hand_reopening(wiring, at.row.reference), _told_before(wiring, at))


def _reopening(request: Request, wiring: Wiring, at: Admission) -> FormPages:
    if not (at.may("read_case") or at.may("read_own_request")):
        raise NotAdmitted("not_yours", "This case is not one that you have a part in.", hides=True)
    return FormPages.of(request, wiring, Filler.of(at), reopening_of(at.row.reference))


def _told_before(wiring: Wiring, at: Admission) -> Known:
    return lambda: information_filed_before(Prefilling(wiring, at, at.row))


def _pages(request: Request, wiring: Wiring, at: Admission, way: OpeningKind) -> FormPages:
    capacities = _capacities(at.visitor, way)
    if not capacities:
        refusal = at.visitor.refusal(way.action)
        code, says = (refusal.code, refusal.says) if refusal else ("not_entitled", "This is not for your office.")
        raise NotAdmitted(code, says)
    return FormPages.of(request, wiring, replace(Filler.of(at), capacities=capacities), opening_of(way))


def _capacities(visitor: Visitor, way: OpeningKind) -> tuple[Actor, ...]:
    held = visitor.capacities(way.action)
    return tuple(dict.fromkeys(each for each in held if not way.roles or each.role in way.roles))


def _known(request: Request, wiring: Wiring, way: OpeningKind, at: Admission) -> Known:
    """What the link that led here says, and for which agency the person speaks."""

    def look() -> Mapping[str, Any]:
        query = {name: request.query_params[name] for name in _SIMPLE[way.kind] if name in request.query_params}
        agency = next((each.agency for each in at.capacities if each.agency), "")
        raised = {"cfc": "raised_by", "sin": "notified_by", "referral": "referred_by"}[way.kind]
        return {**({raised: {"agency_ref": agency}} if agency else {}), **query}

    return look
