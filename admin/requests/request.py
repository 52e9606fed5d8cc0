"""One agency's request as its contact sees it: what is asked, by when, what came back, what we know (R3-R5, K1).

An agency sees its own request and its own returns; of the case it sees what the request has to say, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi.concurrency import run_in_threadpool

from adapters.register.cases import CaseRow
from admin.answers import answer_words
from admin.wiring import Wiring
from models.case import Part
from models.forms.appendix_2 import InformationRequest
from models.forms.errors import label_of, place_of
from models.forms.filed_form import FiledForm, boxes, is_blank
from models.forms.informing import information_request, opening_form
from models.people import Actor, Role, to_agency, to_role
from models.requests import plan_day
from models.timetable import Timetable
from workflows.client import NoAnswerYet, PartNotRunning

KINDS_OF_RETURN = {"full": "full return", "partial": "partial return: more to follow", "no_records": "No Records"}


@dataclass(frozen=True)
class Asked:
    """What was asked of an agency, and what it has sent."""

    agency: str
    agency_name: str
    asked_at: datetime | None
    due: datetime | None
    short_notice: bool
    withdrawn: bool
    returns: list[dict[str, Any]]

    @property
    def is_answered(self) -> bool:
        """Has any return come?"""
        return bool(self.returns)


async def asked_of(wiring: Wiring, row: CaseRow, agency: str) -> Asked:
    """The request to one agency; an agency that was never asked may still send what it has (R5)."""
    request = await run_in_threadpool(_request, wiring, row, agency)
    timetable = await timetable_of(wiring, row) if request and request["due_day"] else None
    return await run_in_threadpool(_asked, wiring, row, agency, request, timetable)


def _request(wiring: Wiring, row: CaseRow, agency: str) -> dict[str, Any] | None:
    return next((each for each in wiring.register.requests(row.reference) if each["agency"] == agency), None)


def _asked(
    wiring: Wiring, row: CaseRow, agency: str, request: dict[str, Any] | None, timetable: Timetable | None
) -> Asked:
    register = wiring.register
    names = {each.ref: each.name for each in register.agencies()}
    due_day = request["due_day"] if request else None
    return Asked(
        agency=agency,
        agency_name=names.get(agency, agency),
        asked_at=request["asked_at"] if request else None,
        due=plan_day(timetable, due_day).closes_at if timetable and timetable.days and due_day else None,
        short_notice=bool(request and request["short_notice"]),
        withdrawn=bool(request and request["withdrawn_at"]),
        returns=[each for each in register.returns(row.reference) if each["agency"] == agency],
    )


async def timetable_of(wiring: Wiring, row: CaseRow) -> Timetable | None:
    """The Rapid Review's dates now; where it does not answer, those it opened with."""
    try:
        return (await wiring.plans.plan(row.reference, Part.RAPID_REVIEW)).timetable
    except (NoAnswerYet, PartNotRunning):
        return await run_in_threadpool(wiring.reception.timetable, row.opening)


def information_for(wiring: Wiring, row: CaseRow, by: Actor, due: datetime | None) -> InformationRequest | None:
    """What the request tells the agency; the reading is on record (K2). None where the form is gone."""
    form = row.opening.form
    if form is None:
        return None
    document = next((each for each in wiring.register.documents_of(row.reference) if each.id == form.id), None)
    if document is None:
        return None
    data = wiring.register.read_document(row.reference, form.id, by, wiring.now(), "information request")
    names = {each.ref: each.name for each in wiring.register.agencies()}
    unit = wiring.register.addresses(to_role(Role.COORDINATOR), row.reference, wiring.today())
    return_to = unit[0].email if unit else ""
    opening = opening_form(document.kind, data)
    return information_request(opening, row.reference, return_to, due.date() if due else None, names)


async def request_view(wiring: Wiring, row: CaseRow, by: Actor) -> dict[str, Any]:
    """What the page of a request shows to somebody who speaks for the agency."""
    asked = await asked_of(wiring, row, by.agency or "")
    is_asked = asked.asked_at is not None and not asked.withdrawn  # others know of the case, but are told nothing of it
    told = await run_in_threadpool(information_for, wiring, row, by, asked.due) if is_asked else None
    attached = await run_in_threadpool(wiring.register.attached_at, row.reference, to_agency(asked.agency))
    return {
        "asked": asked,
        "attached": attached,
        "reference": row.reference,
        "told": answers_in(told) if told else [],
        "kinds": KINDS_OF_RETURN,
    }


def answers_in(form: FiledForm) -> list[tuple[str, str]]:
    """A form's answers with their labels, blanks left out."""
    return [
        (label_of(type(form), place_of(each.path)), answer_words(each.value))
        for each in boxes(form)
        if each.leaf is not None and not is_blank(each.value)
    ]
