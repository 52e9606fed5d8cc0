"""What the case's record knows of a decision before anybody is asked: for whom one acts, what was filed last (R9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.encryption import KeyDestroyed
from adapters.register.documents import DocumentRow
from admin.forms.prefill import GIVEN, Prefilling, Provider, provides
from models.people import Role

_FOR_A_PARTNER = ("cast_vote", "confirm_cascade", "agree_publication_plan")
_FOR_AN_AGENCY = ("agency_return_received", "sign_draft", "query_draft")
_OF_THE_REPORT = ("check_report", "sign_report", "refuse_report", "sign_in_place", "record_submission")
_OF_THE_LCSPR = (
    "sign_draft", "query_draft", "check_anonymisation", "declare_ready", "endorse_report", "skip_endorsement",
    "sign_off_lcspr", "decline_lcspr", "decide_not_to_publish", "record_sending",
)  # fmt: skip
# a form that has been filed before begins with what was filed: command -> its field, the kind of form
_FILED_BEFORE = {
    "settle_chronology": ("kloes", "kloes"),
    "submit_report": ("report", "appendix_3"),
    "set_methodology": ("terms", "terms_of_reference"),
    "submit_draft": ("report", "lcspr_report"),
    "file_response_plan": ("plan", "response_plan"),
    "file_publication_plan": ("plan", "publication_plan"),
}
_OF_AGENCIES = (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD)


def _partner(known: Prefilling) -> dict[str, Any]:
    """A partner's member speaks for that partner and no other."""
    partners = {by.partner for by in known.admission.capacities}
    partner = partners.pop() if len(partners) == 1 else None
    return {"partner": partner, GIVEN: ("partner",)} if partner is not None else {}


def _capacity(known: Prefilling) -> dict[str, Any]:
    """Whoever can sign in one capacity only signs in that (R11)."""
    own = {"qiip_chair" if by.role is Role.QIIP_CHAIR else by.partner for by in known.admission.capacities}
    return {"capacity": own.pop(), GIVEN: ("capacity",)} if len(own) == 1 else {}


def _agency(known: Prefilling) -> dict[str, Any]:
    """An agency's contact speaks for that agency."""
    agencies = {by.agency for by in known.admission.capacities if by.role in _OF_AGENCIES}
    if len(agencies) != 1 or any(by.role not in _OF_AGENCIES for by in known.admission.capacities):
        return {}
    return {"agency": agencies.pop(), GIVEN: ("agency",)}


def _version(action: str, detail: str = "report_version") -> Provider:
    """The version that stands, as the record last said it."""

    def version(known: Prefilling) -> dict[str, Any]:
        entries = known.wiring.register.entries_since(known.case.reference, 0)
        told = [each.detail.get(detail) for each in entries if each.action == action]
        return {detail: told[-1]} if told and told[-1] else {}

    return version


def filed_last(known: Prefilling, kind: str, agency: str | None = None) -> Mapping[str, Any]:
    """The last form of a kind in this case, if this person may read it; the reading is on record (K2)."""
    rows = known.wiring.register.documents_of(known.case.reference, kind)
    rows = [row for row in rows if (agency is None or row.agency == agency) and _may_read(known, row)]
    if not rows:
        return {}
    why = f"form:{known.admission.action}"
    try:
        said = known.wiring.register.read_document(
            known.case.reference, rows[-1].id, known.by, known.wiring.now(), why
        )  # fmt: skip
    except KeyDestroyed:
        return {}
    return said if isinstance(said, dict) else {}


def _may_read(known: Prefilling, row: DocumentRow) -> bool:
    if known.admission.may("read_papers"):
        return True
    if row.kind == "sin" and known.by.role is Role.LA_REPRESENTATIVE:
        return True  # it is the local authority's own notification, whoever typed it (N1)
    return row.person == known.by.person or (bool(row.agency) and row.agency == known.by.agency)


def _filed_before(field: str, kind: str) -> Provider:
    return lambda known: {field: filed_last(known, kind)}


def _told_on_opening(field: str, kind: str) -> Provider:
    """The form as it was last filled in; else what another form told when the case was opened."""
    return lambda known: {field: filed_last(known, kind) or _opening(known)}


def _opening(known: Prefilling) -> Mapping[str, Any]:
    """The form the case was opened with."""
    rows = known.wiring.register.documents_of(known.case.reference)
    kind = next((row.kind for row in rows if row.id == known.case.opening.form.id), "")
    return filed_last(known, kind) if kind else {}


@provides("sin_notified")
def _sin(known: Prefilling) -> dict[str, Any]:
    """Children, family and dates as they were told when the case was opened."""
    before = _opening(known)
    asked_again = (
        "children",
        "siblings",
        "event",
        "incident_on",
        "died_on",
        "left_hospital",
        "incident_la",
        "responsible_la",
    )
    return {"sin": {name: before[name] for name in asked_again if name in before}}


@provides("check_report")
def _check(known: Prefilling) -> dict[str, Any]:
    """Who checks, and when."""
    return {"checklist": {"checked_by": known.admission.visitor.name, "checked_on": known.wiring.today()}}


@provides("calendar_changed")
def _calendar(known: Prefilling) -> dict[str, Any]:
    """The calendar as it was proclaimed last."""
    return {"calendar_version": str(known.wiring.register.calendar_version()), GIVEN: ("calendar_version",)}


@provides("declare_conflict")
def _own_conflict(known: Prefilling) -> dict[str, Any]:
    """Most declare their own."""
    return {"person": known.by.person, "role": known.by.role}


def information_filed_before(known: Prefilling) -> Mapping[str, Any]:
    """For a case opened again: what was told the first time."""
    return _opening(known)


for _command in _FOR_A_PARTNER:
    provides(_command)(_partner)
for _command in ("sign_report", "refuse_report"):
    provides(_command)(_capacity)
for _command in _FOR_AN_AGENCY:
    provides(_command)(_agency)
for _command in _OF_THE_REPORT:
    provides(_command)(_version("report_submitted_to_unit"))
for _command in _OF_THE_LCSPR:
    provides(_command)(_version("draft_sent"))
for _command, (_field, _kind) in _FILED_BEFORE.items():
    provides(_command)(_filed_before(_field, _kind))
provides("fill_gaps")(_told_on_opening("form", "appendix_1"))
provides("fill_sin_gaps")(_told_on_opening("form", "sin"))
provides("agree_publication_plan")(_version("publication_plan_filed", "plan_version"))
