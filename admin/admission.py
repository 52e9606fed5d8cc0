"""Admission: every request meets the table of permissions before it meets a page (K1, K2).

A route names what it needs when it is declared; one that names nothing cannot be declared. What somebody may not see
does not exist for them: a case out of reach answers as one that never was.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

import structlog
from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from adapters.register.cases import CaseRow, UnknownCase
from admin.fresh import FRESH, insist_on_fresh_sign_in
from admin.posting import SAFE, insist_on_form_token, insist_on_text
from admin.visitor import Visitor
from admin.wiring import Wiring, wiring_of
from models.authority import Relation
from models.people import Actor

log = structlog.get_logger("admin")


class Needs(StrEnum):
    """What a route may need beside an action of the table of permissions."""

    NOBODY = "nobody"  # open to everybody: signing in, assets, health
    SIGNED_IN = "signed_in"
    LINK = "link"  # the holder of an agency's link
    THE_COMMAND = "the_command"  # the action is the command in the path


class SignInFirst(Exception):
    """Nobody is signed in."""


class NotAdmitted(Exception):
    """The person may not; ``code`` and ``says`` as a refusal has them. ``hides``: answer as if it did not exist."""

    def __init__(self, code: str, says: str, *, hides: bool = False) -> None:
        super().__init__(says)
        self.code, self.says, self.hides = code, says, hides


@dataclass(frozen=True)
class Admission:
    """Who was admitted, to do what, in which capacities, to which case."""

    visitor: Visitor
    action: str
    capacities: tuple[Actor, ...]
    case: CaseRow | None = None
    relations: frozenset[Relation] = frozenset()

    @property
    def by(self) -> Actor:
        """The first capacity in which the person may do this."""
        return self.capacities[0]

    @property
    def row(self) -> CaseRow:
        """The case; a mistake of the programmer where the route has none."""
        if self.case is None:
            raise RuntimeError(f"{self.action} has no case")
        return self.case

    def may(self, action: str) -> bool:
        """May this person also do this, here?"""
        relations = self.relations if self.case is not None else None
        return bool(self.visitor.capacities(action, relations))


def gate(needs: str) -> Callable[[Request], Awaitable[None]]:
    """The dependency that admits to a route or raises SignInFirst, NotAdmitted, UnknownCase."""

    async def admit(request: Request) -> None:
        insist_on_text(request)
        wiring = wiring_of(request)
        # whoever is signed in besides: by a link one is one's agency's contact and nobody else
        visitor = None if needs == Needs.LINK else await run_in_threadpool(wiring.sessions.visitor, request)
        request.state.visitor = visitor
        await insist_on_form_token(request, visitor)
        if needs in (Needs.NOBODY, Needs.LINK):
            return
        if visitor is None:
            raise SignInFirst
        action = str(needs) if needs != Needs.THE_COMMAND else request.path_params["command"].replace("-", "_")
        case = request.path_params.get("case")
        request.state.admission = await run_in_threadpool(_admit, wiring, visitor, action, case)
        if action in FRESH and request.method not in SAFE:
            insist_on_fresh_sign_in(request, wiring)

    return admit


def _admit(wiring: Wiring, visitor: Visitor, action: str, reference: str | None) -> Admission:
    if action == Needs.SIGNED_IN:
        return Admission(visitor, action, visitor.offices)
    if reference is None:
        return _insist(visitor, Admission(visitor, action, visitor.capacities(action)))
    row = wiring.register.case(reference)
    relations = relations_of(wiring, visitor, row)
    found = Admission(visitor, action, visitor.capacities(action, relations), row, relations)
    return _insist(visitor, found)


def _insist(visitor: Visitor, found: Admission) -> Admission:
    if found.capacities:
        return found
    relations = found.relations if found.case is not None else None
    refusal = visitor.refusal(found.action, relations)
    code, says = (refusal.code, refusal.says) if refusal else ("no_office", "You hold no office today.")
    case = found.case.reference if found.case else ""
    log.warning("refused", case=case, action=found.action, code=code, person=visitor.person)
    hides = found.case is not None and not found.may("read_case") and not found.may("read_own_request")
    raise NotAdmitted(code, says, hides=hides and Relation.WALLED not in found.relations)


def relations_of(wiring: Wiring, visitor: Visitor, row: CaseRow) -> frozenset[Relation]:
    """What this person is to a case, as the register knows it."""
    return wiring.register.relations(
        row.reference, visitor.person, tuple(o.agency for o in visitor.offices if o.agency)
    )


def admitted(request: Request) -> Admission:
    """The admission of this request, for pages."""
    admission: Admission = request.state.admission
    return admission


def in_capacity(admission: Admission, role: str) -> Admission:
    """The admission with the capacity chosen on the page first; one that is not held is passed over."""
    chosen = sorted(admission.capacities, key=lambda each: each.role != role)
    return replace(admission, capacities=tuple(chosen))


Admitted = Annotated[Admission, Depends(admitted)]
Wired = Annotated[Wiring, Depends(wiring_of)]
__all__ = ["Admission", "Admitted", "Needs", "NotAdmitted", "SignInFirst", "UnknownCase", "Wired", "gate"]
