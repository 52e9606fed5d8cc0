"""What the records of what left the house begin with: version, hash, hour, address (R13, P1-P3)."""

from __future__ import annotations

from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.dates import Dates
from admin.rooms.local_review import local_review_of, of_lcspr
from admin.rooms.opened import Opened
from admin.rooms.prefilled import filled, prefills, why
from admin.rooms.released import Released, released_of
from admin.rooms.versions import versions_of
from models.forms.lcspr import PublicationPlan


@prefills("record_submission")
def submission(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The current version, its hash, and this very hour."""
    versions = versions_of(opened.course)
    if not versions:
        return {}
    current = versions[-1]
    return filled(report_version=current.number, sha256=hash_of(opened, current.document), sent_at=opened.wiring.now())


def hash_of(opened: Opened, document: str) -> str:
    """The hash under which the register keeps a document; blank for one that is not there."""
    rows = {row.id: row for row in opened.wiring.register.documents_of(opened.case)}
    return rows[document].sha256 if document in rows else ""


@prefills("record_sending")
def sending(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """To whom it still has to go, which version, with which hash, at this hour."""
    released = released_of(opened.course, Dates())
    outstanding = released.sendings.outstanding
    return filled(
        recipient=outstanding[0] if len(outstanding) == 1 else None,
        report_version=released.sendings.version,
        sha256=_signed_hash(opened, released),
        sent_at=opened.wiring.now(),
    )


def _signed_hash(opened: Opened, released: Released) -> str:
    """The hash already sent under this version, else that of the report signed off."""
    if released.sendings.sha256:
        return released.sendings.sha256
    report = local_review_of(of_lcspr(opened.course)).draft.report
    return hash_of(opened, report.id) if report else ""


@prefills("publish_report")
def publishing(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The address as planned, the hash as sent."""
    released = released_of(opened.course, Dates())
    return filled(address=_planned_address(opened, why(asked)), sha256=released.sendings.sha256)


@prefills("publish_improvements")
def improvements(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The address as planned."""
    return filled(address=_planned_address(opened, why(asked)))


def _planned_address(opened: Opened, reason: str) -> str:
    entry = opened.course.last("publication_plan_filed")
    form = opened.form(str(entry.detail.get("document")), "publication_plan", reason) if entry else None
    return form.address if isinstance(form, PublicationPlan) else ""


@prefills("record_cascade")
def cascade(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """Where findings, briefing and learning material were the last time."""
    entry = opened.course.last("cascade_recorded")
    names = ("findings", "briefing", "learning_material")
    return filled(**{name: entry.detail.get(name) for name in names}) if entry else {}
