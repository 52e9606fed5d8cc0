"""What the case's record knows of a decision before anybody is asked: for whom one acts, which version stands (R9)."""

from __future__ import annotations

from typing import Any

from admin.forms.prefill import GIVEN, Prefilling, provides

_FOR_A_PARTNER = ("cast_vote", "confirm_cascade", "agree_publication_plan")
_FOR_AN_AGENCY = ("agency_return_received", "sign_draft", "query_draft")
_OF_THE_REPORT = ("check_report", "sign_report", "refuse_report", "sign_in_place", "record_submission")
_OF_THE_LCSPR = (
    "sign_draft", "query_draft", "check_anonymisation", "declare_ready", "endorse_report", "skip_endorsement",
    "sign_off_lcspr", "decline_lcspr", "decide_not_to_publish", "record_sending",
)  # fmt: skip


def _partner(known: Prefilling) -> dict[str, Any]:
    """A partner's member speaks for that partner and no other."""
    partners = {by.partner for by in known.admission.capacities if by.partner is not None}
    if len(partners) != 1 or any(by.partner is None for by in known.admission.capacities):
        return {}
    return {"partner": partners.pop(), GIVEN: ("partner",)}


def _agency(known: Prefilling) -> dict[str, Any]:
    """An agency's contact speaks for that agency."""
    agencies = {by.agency for by in known.admission.capacities if by.agency is not None}
    if len(agencies) != 1 or any(by.agency is None for by in known.admission.capacities):
        return {}
    return {"agency": agencies.pop(), GIVEN: ("agency",)}


def _version(action: str) -> Any:
    """The version that stands, as the record last said it."""

    def version(known: Prefilling) -> dict[str, Any]:
        told = [each for each in known.wiring.register.milestones(known.case.reference) if each["action"] == action]
        last = told[-1]["detail"].get("report_version") if told else None
        return {} if last is None else {"report_version": last}

    return version


for _command in _FOR_A_PARTNER:
    provides(_command)(_partner)
for _command in _FOR_AN_AGENCY:
    provides(_command)(_agency)
for _command in _OF_THE_REPORT:
    provides(_command)(_version("report_submitted_to_unit"))
for _command in _OF_THE_LCSPR:
    provides(_command)(_version("draft_sent"))
