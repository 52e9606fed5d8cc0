"""What the panel's minutes begin with: its day, its chair, the Business Unit, everybody nominated (R7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from admin.forms.prefill import Prefilling
from admin.rooms.chronology import latest_returns
from admin.rooms.dates import Dates
from admin.rooms.names import holders
from admin.rooms.opened import Opened, qiip_members
from admin.rooms.panel import Expected, expected_from
from admin.rooms.prefilled import filled, prefills, why
from admin.rooms.returns import returns_seen
from models.forms.panel_minutes import PanelMinutes
from models.london import london_date
from models.people import Role

_AGAIN = (
    "began_at", "venue", "discussion", "learning", "no_learning_because", "lcspr_justification", "national_themes",
    "no_theme_because",
)  # fmt: skip


@prefills("hold_panel")
def minutes(opened: Opened, asked: Prefilling) -> dict[str, Any]:
    """A panel that meets again begins with what was minuted the last time; who came is asked afresh."""
    before = _before(opened, why(asked))
    people = opened.wiring.register.appointments(opened.wiring.today())
    manager, coordinator = holders(people, Role.BUSINESS_MANAGER), holders(people, Role.COORDINATOR)
    found = filled(
        held_on=london_date(opened.wiring.now()),
        chaired_by=opened.names.of(opened.row.independent_chair),
        business_manager=filled(name=opened.names.of(manager[0]) if manager else ""),
        coordinator=filled(name=opened.names.of(coordinator[0]) if coordinator else ""),
        attendees=attendees(_expected(opened, why(asked)), opened),
    )
    again = {name: before[name] for name in _AGAIN if name in before}
    return {"minutes": {**again, **found}}


def _before(opened: Opened, reason: str) -> dict[str, Any]:
    entry = opened.course.last("panel_not_quorate")
    form = opened.form(str(entry.detail.get("minutes")), "panel_minutes", reason) if entry else None
    return form.as_filed() if isinstance(form, PanelMinutes) else {}


def _expected(opened: Opened, reason: str) -> tuple[Expected, ...]:
    register = opened.wiring.register
    papers = register.documents_of(opened.case, "appendix_2")
    seen = returns_seen(opened.course, papers, Dates(), opened.wiring.now())
    return expected_from(seen, latest_returns(opened, reason), register.agencies(), qiip_members(opened))


def attendees(expected: Iterable[Expected], opened: Opened) -> list[dict[str, Any]]:
    """Everybody nominated, with agency and partner; how they attended is asked."""
    return [
        filled(
            name=each.nominee.name,
            role=each.nominee.role,
            agency=opened.book.agency(each.agency),
            agency_ref=each.agency,
            partner=each.partner,
            nominated="yes",
            qiip_member="yes" if each.on_qiip else "",
        )
        for each in expected
        if each.nominee is not None
    ]
