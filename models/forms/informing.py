"""What an agency is told when it is asked: the information request, filled from the form the case opened with (R3).

Nothing is asked twice: what the notification says stands in the request, and what it does not say is left blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.forms.appendix_1 import CaseForConsideration
from models.forms.appendix_2 import InformationRequest
from models.forms.door import FORMS
from models.forms.fields import YesNo
from models.forms.filed_form import without_blanks
from models.forms.intake import OpensCase
from models.forms.sin import SinRecord


def information_request(
    opening: OpensCase, case: str, return_to: str, return_by: date | None, agencies: Mapping[str, str]
) -> InformationRequest:
    """The request for this case: ``return_by`` a London date, ``agencies`` names by reference."""
    told = {
        "incident_la": agencies.get(opening.incident_la, opening.incident_la),
        "responsible_la": agencies.get(opening.responsible_la, opening.responsible_la),
        "relates_to_death": _yes_no(opening.died()),
        "children": [_child(each.model_dump(mode="json")) for each in opening.family()],
        "siblings": [each.model_dump(mode="json") for each in opening.siblings],
        "return_to": return_to,
        "subject": case,
        "return_by": return_by.isoformat() if return_by else None,
        **_story(opening),
    }
    return InformationRequest.from_record(without_blanks(told))


def opening_form(kind: str, data: object) -> OpensCase:
    """The form a case was opened with, read back; raises ``TypeError`` for one that opens nothing."""
    form = FORMS[kind].from_record(data)
    if not isinstance(form, OpensCase):
        raise TypeError(f"{kind} is not a form that opens a case")
    return form


def _child(child: dict[str, Any]) -> dict[str, Any]:
    known = ("last_name", "forename", "middle_name", "date_of_birth", "address", "gender", "ethnicity")
    return {name: child[name] for name in known if child.get(name)}


def _story(opening: OpensCase) -> dict[str, Any]:
    if isinstance(opening, SinRecord):
        return {"outline": opening.what_happened}
    if isinstance(opening, CaseForConsideration):
        return {
            "parents": [each.model_dump(mode="json") for each in opening.adults],
            "main_cause": opening.harm,
            "outline": opening.case_summary,
        }
    return {}


def _yes_no(answer: bool | None) -> str | None:
    return None if answer is None else str(YesNo.YES if answer else YesNo.NO)
