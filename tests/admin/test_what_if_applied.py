"""What was tried out leads to the forms that do it, filled in with it, for those who may (C6, C8, R1)."""

from __future__ import annotations

import pytest

from models.case import Part
from tests.admin.conftest import Pages
from tests.admin.forms_filling import fields_of
from tests.admin.standing_cases import MON_23_NOV, opened, stands
from tests.admin.test_case_dates import UNIT, reviewed
from tests.admin.told_plans import drawn, told

MANAGER = "P-0001"


def unchaired(pages: Pages) -> str:
    """A Rapid Review that has begun and has no Chair yet."""
    case = opened(pages.register, 1)
    stands(pages.register, case, Part.RAPID_REVIEW, "commissioning_chair", "appoint_chair", "role:business_manager")
    told(pages, {Part.RAPID_REVIEW: drawn(pages, MON_23_NOV)})
    return case


def test_each_thing_tried_out_leads_to_its_form_for_those_who_may(pages: Pages) -> None:
    case = reviewed(pages)
    asked = {"panel_on": "2026-12-03", "off_on": "2026-12-01", "step": "report", "step_days": "2"}

    of_unit = pages.as_(UNIT).get(f"/cases/{case}/what-if", params=asked).text
    of_manager = pages.as_(MANAGER).get(f"/cases/{case}/what-if", params=asked).text

    assert f"/cases/{case}/do/move-panel?meets_on=2026-12-03" in of_unit
    assert "/settings/calendar/new?day=2026-12-01&amp;kind=closure" in of_unit
    assert "extend-step" not in of_unit
    assert f"/cases/{case}/do/extend-step?step=report&amp;working_days=2" in of_manager


def test_the_forms_it_leads_to_begin_with_the_day_that_was_tried_out(pages: Pages) -> None:
    case = reviewed(pages)

    panel = fields_of(pages.as_(UNIT).get(f"/cases/{case}/do/move-panel?meets_on=2026-12-03"))
    day_off = fields_of(pages.as_(UNIT).get("/settings/calendar/new?day=2026-12-01&kind=holiday"))
    nonsense = [pages.as_(UNIT).get(f"/cases/{case}/do/move-panel?meets_on=soon"),
                pages.as_(UNIT).get("/settings/calendar/new?day=soon&kind=feast")]  # fmt: skip

    assert [panel[f"meets_on.{part}"] for part in ("day", "month", "year")] == [["3"], ["12"], ["2026"]]
    assert [day_off[f"on.{part}"] for part in ("day", "month", "year")] == [["1"], ["12"], ["2026"]]
    assert day_off["kind"] == ["holiday"]
    assert [answer.status_code for answer in nonsense] == [200, 200]


@pytest.mark.parametrize(
    ("has_a_chair", "of_manager", "of_unit"),
    [(True, "extend-step?step=chronology&amp;working_days=3", "replace-chair"),
     (False, "extend-step?step=chair&amp;working_days=3", "appoint-chair")],
)  # fmt: skip
def test_a_late_chair_leads_to_the_days_they_are_late_for_those_who_may_give_them(
    pages: Pages, has_a_chair: bool, of_manager: str, of_unit: str
) -> None:
    case = reviewed(pages) if has_a_chair else unchaired(pages)

    said = {
        who: pages.as_(who).get(f"/cases/{case}/what-if", params={"chair_on": "2026-11-27"}).text
        for who in (MANAGER, UNIT)
    }

    assert f"/cases/{case}/do/{of_manager}" in said[MANAGER]
    assert "extend-step" not in said[UNIT]
    assert f"/cases/{case}/do/{of_unit}" in said[UNIT]


def test_what_would_be_refused_leads_nowhere(pages: Pages) -> None:
    case = reviewed(pages)

    said = pages.as_(UNIT).get(f"/cases/{case}/what-if", params={"panel_on": "2026-12-08"}).text

    assert "Would be refused" in said
    assert "move-panel" not in said
