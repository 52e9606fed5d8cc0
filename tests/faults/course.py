"""The main course of a SIN on one day: every step a person takes from opening to closure, with no timer to wait for.

Each step has a fixed command id, so that it can be handed in again and two runs can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from demo.skipped_time import form
from models.case import Part
from models.commands import Told
from models.london import london_date
from models.messages.clock import PanelAcknowledged
from models.messages.learning import CompleteAction
from models.messages.panel_reply import PanelReplied
from models.messages.rapid_review import (
    AgencyReturnReceived,
    AppointChair,
    CheckReport,
    HoldPanel,
    RecordSubmission,
    SettleChronology,
    SignReport,
    SubmitReport,
)
from models.messages.review import OrderImmediateAction

COORDINATOR, MANAGER, CHAIR = "P-0002", "P-0001", "P-0013"
SOCIAL_CARE, HEALTH, CONSTABULARY = "P-0004", "P-0006", "P-0008"
AGENCIES = ("A-001", "A-002", "A-003", "A-010", "A-011", "A-014")


@dataclass(frozen=True)
class Step:
    """One thing a person does: which message, who, in what role, with what; ``waits_for`` is what must come first."""

    id: str
    kind: type[Told]
    by: str
    values: Mapping[str, Any]
    role: str | None = None
    waits_for: tuple[str, ...] = field(default=())  # next actions of the part, any of which will do


def set_back(value: Any, today: date) -> Any:
    """A form as of today: no date in it lies in the future, but those by which something is to be done."""
    if isinstance(value, dict):
        return {key: _set(key, item, today) for key, item in value.items()}
    return [set_back(item, today) for item in value] if isinstance(value, list) else value


def _set(key: str, value: Any, today: date) -> Any:
    if key == "due":
        return (today + timedelta(days=90)).isoformat()
    if not isinstance(value, str) or len(value) != len("2026-01-01"):
        return set_back(value, today)
    try:
        return min(date.fromisoformat(value), today).isoformat()
    except ValueError:
        return value


def sin(now: datetime) -> dict[str, Any]:
    """A SIN that comes in now."""
    filed = set_back(form("sin-christmas"), london_date(now))
    return {**filed, "notified_at": now.isoformat(), "aware_on": london_date(now).isoformat()}


def _step(
    id: str, kind: type[Told], by: str, values: Mapping[str, Any], *waits_for: str, role: str | None = None
) -> Step:
    return Step(id=id, kind=kind, by=by, values=values, role=role, waits_for=waits_for)


def signatures() -> list[Step]:
    """Every signature the report needs, on its first version."""
    signing = (
        (SOCIAL_CARE, "qiip_member", "childrens_social_care"),
        (HEALTH, "qiip_member", "health"),
        (CONSTABULARY, "qiip_member", "constabulary"),
        (HEALTH, "qiip_chair", "qiip_chair"),
    )
    version = {"report_version": 1}
    return [
        _step(f"sign-{capacity}", SignReport, person, {"capacity": capacity, **version}, "sign_report", role=role)
        for person, role, capacity in signing
    ]


def main_course(now: datetime) -> list[Step]:
    """Opening is done; from the immediate action to the last action of the tracker."""
    today = london_date(now)

    def filed(name: str) -> Any:
        return set_back(form(name), today)

    returns = [
        _step(f"return-{agency}", AgencyReturnReceived, COORDINATOR, {"agency": agency, "form": filed("return-full")})
        for agency in AGENCIES
    ]
    version = {"report_version": 1}
    sent = {**version, "sha256": "ab" * 32, "sent_at": now.isoformat(), "receipt": "Fictional receipt 5."}
    urgent = {"action": "A safe place tonight.", "owner": "A-001"}
    chair = {"chair": CHAIR, "declaration": "No interests."}
    expected = {"expected_on": (today + timedelta(days=30)).isoformat()}
    checked = {**version, "checklist": filed("checklist-passed")}
    done = {"evidence": "Minutes of the fictional team.", "impact": "Referrers hear back."}
    return [
        _step("order", OrderImmediateAction, COORDINATOR, urgent),
        _step("chair", AppointChair, MANAGER, chair, "appoint_chair"),
        _step("acknowledged", PanelAcknowledged, COORDINATOR, expected),
        *returns,
        _step("chronology", SettleChronology, COORDINATOR, {"kloes": filed("kloes")}, "settle_chronology"),
        _step("panel", HoldPanel, COORDINATOR, {"minutes": filed("minutes-quorate")}, "hold_panel"),
        _step("report", SubmitReport, COORDINATOR, {"report": filed("report-v2")}, "submit_report"),
        _step("check", CheckReport, MANAGER, checked, "check_report"),
        *signatures(),
        _step("submission", RecordSubmission, COORDINATOR, sent, "record_submission"),
        _step("reply", PanelReplied, COORDINATOR, {"reply": "agrees", "letter": "We agree."}, "panel_replied"),
        _step("action-1", CompleteAction, MANAGER, {"action": "RR-1", **done}, "complete_action"),
        _step("action-2", CompleteAction, MANAGER, {"action": "RR-2", **done}, "complete_action"),
    ]


def has_come(step: Step, standings: Mapping[Part, Any]) -> bool:
    """Does the case stand where this step can be taken?"""
    if not step.waits_for:
        return step.kind.part in standings
    standing = standings.get(step.kind.part)
    return standing is not None and standing.next_action in step.waits_for
