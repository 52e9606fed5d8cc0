"""What the Rapid Review Report and its check begin with (R9, R10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.chronology import latest_returns, settled_kloes
from admin.rooms.dates import Dates
from admin.rooms.opened import Opened
from admin.rooms.prefilled import prefills, why
from admin.rooms.report_built import Told, report_from
from admin.rooms.returns import returns_seen
from admin.rooms.versions import versions_of
from models.chronology import merge
from models.forms import FiledForm
from models.forms.appendix_1 import CaseForConsideration
from models.forms.appendix_3 import RapidReviewReport
from models.forms.panel_minutes import PanelMinutes
from models.forms.sin import SinRecord
from models.rapid_review_report import advise

MOST_SEEN = 6  # flaws named in one comment


@prefills("submit_report")
def report(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The first version from all that has been told; a later one begins with the version before it."""
    if versions_of(opened.course):
        return {}
    return {"report": report_from(told_of(opened, why(asked)))}


def told_of(opened: Opened, reason: str) -> Told:
    """Everything the case has told, read; each reading is on record (K2)."""
    returns = latest_returns(opened, reason)
    sin, cfc = _latest(opened, "sin", reason), _latest(opened, "appendix_1", reason)
    held = opened.course.last("panel_held")
    minutes = opened.form(str(held.detail.get("minutes")), "panel_minutes", reason) if held else None
    papers = opened.wiring.register.documents_of(opened.case, "appendix_2")
    return Told(
        sin=sin if isinstance(sin, SinRecord) else None,
        cfc=cfc if isinstance(cfc, CaseForConsideration) else None,
        returns=returns,
        seen=returns_seen(opened.course, papers, Dates(), opened.wiring.now()),
        chronology=merge(returns),
        kloes=settled_kloes(opened, reason),
        minutes=minutes if isinstance(minutes, PanelMinutes) else None,
        name=opened.book.agency,
    )


def _latest(opened: Opened, kind: str, reason: str) -> FiledForm | None:
    rows = opened.wiring.register.documents_of(opened.case, kind)
    return opened.form(rows[-1].id, kind, reason) if rows else None


@prefills("check_report")
def check(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """What the machine sees against each item stands in its comment; whether it passes a person decides (R10)."""
    versions = versions_of(opened.course)
    form = opened.form(versions[-1].document, "appendix_3", why(asked)) if versions else None
    if not isinstance(form, RapidReviewReport):
        return {}
    lines = settled_kloes(opened, why(asked))
    missing = [
        each.agency for each in returns_seen(opened.course, (), Dates(), opened.wiring.now()) if each.is_outstanding
    ]
    seen = advise(form, len(lines.kloes) if lines else 0, missing, opened.wiring.today())
    comments = {code: {"comment": _seen(flaws, opened.book.agency)} for code, flaws in seen.items()}
    checklist = {"checked_by": asked.admission.visitor.name, "checked_on": opened.wiring.today()}
    return {"checklist": {**checklist, "report_version": versions[-1].number, **comments}}


def _seen(flaws: tuple[str, ...], name: Callable[[str], str]) -> str:
    named = [_flaw(flaw, name) for flaw in flaws[:MOST_SEEN]]
    more = f" and {len(flaws) - MOST_SEEN} more" if len(flaws) > MOST_SEEN else ""
    return f"Seen by the service: {'; '.join(named)}{more}."


def _flaw(flaw: str, name: Callable[[str], str]) -> str:
    """A code of what is lacking, in words: a box's path, a count, an agency whose missing return is not named."""
    unnamed = flaw.removesuffix("_not_named")
    return f"{name(unnamed)} is not named" if unnamed != flaw else flaw.replace("_", " ").replace(".", ", ")
