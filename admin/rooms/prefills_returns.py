"""What an agency's return and the answer to the Panel begin with (R4, R5, R14)."""

from __future__ import annotations

from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.chronology import latest_documents
from admin.rooms.opened import Opened
from admin.rooms.prefilled import filled, prefills, why
from models.forms.appendix_2 import AgencyReturn


@prefills("agency_return_received")
def agency_return(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """For the agency the link names: the return it corrects, else the agency's name and reference."""
    agency = asked.said.get("agency", "")
    names = {row.ref: row.name for row in opened.wiring.register.agencies()}
    if agency not in names:
        return {}
    document = latest_documents(opened.course).get(agency)
    before = opened.form(document, "appendix_2", why(asked)) if document else None
    known = before.as_filed() if isinstance(before, AgencyReturn) else {}
    return {"form": {**known, "agency_name": names[agency], "agency_ref": agency}}


@prefills("answer_queries")
def answer(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The Panel's letter as what it asks, who answers, and this very hour."""
    queries = [entry for entry in opened.course.of("panel_replied") if entry.detail.get("reply") == "queries"]
    letter = queries[-1].reasons if queries else None
    text = opened.text(letter, why(asked)) if letter else ""
    known = filled(queries=text, answered_by=asked.admission.visitor.name)
    return filled(answer=known, sent_at=opened.wiring.now())
