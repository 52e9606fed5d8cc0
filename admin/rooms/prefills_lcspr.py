"""What the LCSPR's forms begin with: the Rapid Review's decision, who leads, what is recommended (L1-L7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.dates import Dates
from admin.rooms.local_review import local_review_of, of_lcspr
from admin.rooms.local_seen import commission_of
from admin.rooms.opened import Opened
from admin.rooms.prefilled import filled, prefills, why
from admin.rooms.returns import ReturnState, returns_seen
from admin.rooms.versions import versions_of
from models.forms.appendix_3 import RapidReviewReport
from models.forms.fields import YesNo
from models.forms.lcspr import LcsprRecommendation, LcsprReport
from models.lcspr_readiness import PARTNERS


@prefills("set_methodology")
def methodology(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The first time what the Rapid Review Report decided; afterwards what was set last."""
    seen, commission = local_review_of(of_lcspr(opened.course)), commission_of(of_lcspr(opened.course))
    if commission is not None and commission.methodology is not None:
        set_last = str(commission.methodology.detail.get("methodology") or "")
        return filled(methodology=set_last, agencies=list(seen.agencies))
    versions = versions_of(opened.course)
    form = opened.form(versions[-1].document, "appendix_3", why(asked)) if versions else None
    decided = form.lcspr if isinstance(form, RapidReviewReport) else None
    if decided is None:
        return filled(agencies=_asked(opened))
    return filled(
        rationale=decided.methodology,
        terms=filled(scope=decided.scope, other=decided.other),
        agencies=list(decided.agencies) or _asked(opened),
    )


def _asked(opened: Opened) -> list[str]:
    """The agencies that were asked in the Rapid Review and have a part."""
    seen = returns_seen(opened.course, (), Dates(), opened.wiring.now())
    without = (ReturnState.WITHDRAWN, ReturnState.NO_RECORDS)
    return [each.agency for each in seen if each.state not in without]


@prefills("submit_draft")
def draft(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """Who leads the review and which agencies cooperate; a later version begins with the one before it."""
    seen, commission = local_review_of(of_lcspr(opened.course)), commission_of(of_lcspr(opened.course))
    if seen.version or commission is None:
        return {}
    agencies = [{"name": opened.book.agency(ref), "agency_ref": ref} for ref in seen.agencies]
    return {"report": filled(chair=opened.names.of(commission.person), agencies=agencies)}


@prefills("file_response_plan")
def response_plan(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """An action for each agency that a recommendation names; a later plan begins with the one before it."""
    seen = local_review_of(of_lcspr(opened.course))
    if seen.draft.plan is not None or seen.draft.report is None:
        return {}
    form = opened.form(seen.draft.report.id, "lcspr_report", why(asked))
    if not isinstance(form, LcsprReport):
        return {}
    return {"plan": filled(actions=planned(form.recommendations, lambda: list(seen.agencies)))}


def planned(
    recommendations: Iterable[LcsprRecommendation], all_agencies: Callable[[], list[str]]
) -> list[dict[str, Any]]:
    """A planned action for each recommendation and each agency it is made to; a collective one is multi-agency."""
    actions = []
    for number, each in enumerate(recommendations, start=1):
        collectively = each.collectively is YesNo.YES
        for owner in each.of_whom or (all_agencies() if collectively else [""]):
            together = "yes" if collectively else ""
            row = filled(
                recommendation=number, action=each.what, owner=owner, due=each.by_when, measure=each.outcome,
                multi_agency=together,
            )  # fmt: skip
            actions.append(row)
    return actions


@prefills("file_publication_plan")
def publication_plan(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """A row for each statutory partner; a later plan begins with the one before it."""
    if opened.course.has("publication_plan_filed"):
        return {}
    return {"plan": {"partners": [{"partner": partner} for partner in PARTNERS]}}


@prefills("forecast_publication")
def forecast(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """The forecast that stands."""
    entry = of_lcspr(opened.course).last("publication_forecast")
    return filled(forecast=entry.detail.get("forecast")) if entry else {}
