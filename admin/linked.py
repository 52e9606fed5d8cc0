"""Who comes by a link: the token in this browser, and the request its holder opened with the code (E4, S1-S3).

The token is in an address only on the way in; from then on a cookie holds it, so that no other address, no history and
no referrer does. Before the code is given nothing of the case is shown but its reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from adapters.register.cases import CaseRow
from adapters.register.links import LinkRefused, LinkRow, LinkVisit
from admin.admission import Admission
from admin.cookies import cookie_of
from admin.visitor import Visitor
from admin.wiring import Wiring, wiring_of
from models.authority import Relation

TOKEN, VISIT = "link", "visit"  # cookies: what the e-mail gave, and what giving the code gave


class OpenLinkFirst(Exception):
    """No request is open in this browser: the link in the e-mail opens it."""


@dataclass(frozen=True)
class Holder:
    """A link's holder with the request open before them."""

    visit: LinkVisit
    row: CaseRow

    @property
    def link(self) -> LinkRow:
        """The link."""
        return self.visit.link

    def admission(self, action: str) -> Admission:
        """What the forms need to know of who fills them in: this agency's contact, in this one case."""
        by = self.link.holder
        visitor = Visitor(by.person, "", (by,), self.visit.form_token, f"link-{self.link.id[:8]}")
        relations = frozenset({Relation.ASKED})
        return Admission(visitor, action, visitor.capacities(action, relations), self.row, relations)


def token_of(request: Request) -> str:
    """The link's token this browser came with; blank for none."""
    return cookie_of(wiring_of(request).settings, request, TOKEN)


def link_of(request: Request, wiring: Wiring) -> LinkRow:
    """The link this browser came by; raises LinkRefused."""
    token = token_of(request)
    if not token:
        raise LinkRefused("unknown")
    return wiring.register.read_link(token, wiring.now())


def holder_of(request: Request) -> Holder | None:
    """The holder whose request is open in this browser."""
    wiring = wiring_of(request)
    secret = cookie_of(wiring.settings, request, VISIT)
    visit = wiring.register.link_visit(secret, wiring.now()) if secret else None
    return Holder(visit, wiring.register.case(visit.link.case)) if visit else None


async def linked(request: Request) -> Holder:
    """The holder of this request's link; raises OpenLinkFirst."""
    found = await run_in_threadpool(holder_of, request)
    if found is None:
        raise OpenLinkFirst
    request.state.visitor = None
    request.state.holder = found
    return found


Linked = Annotated[Holder, Depends(linked)]
