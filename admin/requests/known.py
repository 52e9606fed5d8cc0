"""What is known of an agency's return before it is filled in: the agency, who writes, what it sent before (R4)."""

from __future__ import annotations

from typing import Any

from admin.forms.prefill import Prefilling, provides
from models.people import to_person


@provides("agency_return_received")
def own_return(known: Prefilling) -> dict[str, Any]:
    """For an agency's own contact: its last return to correct, else a sheet with its name and theirs on it."""
    agency = known.by.agency
    if agency is None or any(by.agency != agency for by in known.admission.capacities):
        return {}
    return {"form": last_return(known, agency) or _begun(known, agency)}


def last_return(known: Prefilling, agency: str) -> dict[str, Any]:
    """What the agency sent last, to correct or add to; blank where it has sent nothing. The reading is on record."""
    register, case = known.wiring.register, known.case.reference
    sent = [row for row in register.returns(case) if row["agency"] == agency and row["document"]]
    if not sent:
        return {}
    told = register.read_document(case, sent[-1]["document"], known.by, known.wiring.now(), "return to correct")
    return dict(told) if isinstance(told, dict) else {}


def _begun(known: Prefilling, agency: str) -> dict[str, Any]:
    wiring = known.wiring
    names = {row.ref: row.name for row in wiring.register.agencies()}
    found = wiring.register.addresses(to_person(known.by.person), known.case.reference, wiring.today())
    sheet = {"agency_ref": agency, "agency_name": names.get(agency, "")}
    if found:
        sheet |= {"completed_by": found[0].name, "email": found[0].email, "telephone": found[0].telephone}
    return sheet
