"""Probably notified before: which cases, so that somebody looks before another is opened (N11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from adapters.register.cases import UnknownCase
from admin.forms.pages import FormPages
from admin.forms.sheets import Sheet
from admin.rendering import page


@dataclass(frozen=True)
class DuplicateView:
    """A case that is probably the same; of one that is out of reach only the reference."""

    case: str
    kind: str
    notified_at: datetime | None
    stage: str | None
    closed: bool


def duplicates_page(pages: FormPages, sheet: Sheet, cases: tuple[str, ...]) -> Response:
    """What was found, and a deliberate way to open all the same."""
    found = [_view(pages, case) for case in cases]
    return page(pages.request, "forms/duplicates.html", 409, sheet=sheet, duplicates=found)


def _view(pages: FormPages, case: str) -> DuplicateView:
    try:
        row = pages.wiring.register.case(case)
    except UnknownCase:
        return DuplicateView(case, "", None, None, False)
    return DuplicateView(case, row.kind, row.notified_at, row.stage, row.closed)
