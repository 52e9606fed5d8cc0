"""Dates and answers that contradict each other are refused at the box to mend (K4, N2, N11, N12)."""

from typing import Any

import pytest

from models.forms import FormRefused, file_form
from tests.models.form_boxes import MON_4_JAN, demo


def fields_refused(kind: str, data: object) -> list[str]:
    try:
        file_form(kind, data, MON_4_JAN)
    except FormRefused as refused:
        return [error.field for error in refused.errors]
    return []


def born(day: str, **more: object) -> dict[str, Any]:
    return {"children": [{"forename": "Robin", "date_of_birth": day}], **more}


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("appendix_1", born("2026-11-06", incident_on="2026-11-05"), "children.0.date_of_birth"),
        ("appendix_1", born("2008-11-05", incident_on="2026-11-05"), "children.0.date_of_birth"),
        ("appendix_1", born("2009-01-04"), "children.0.date_of_birth"),
        (
            "sin",
            born("2001-11-05", incident_on="2026-11-05", notification="care_leaver_death"),
            "children.0.date_of_birth",
        ),
        ("appendix_1", {"incident_on": "2026-11-05", "died_on": "2026-11-04"}, "died_on"),
        ("appendix_1", {"notified_at": "2027-01-06T00:30:00+00:00"}, "notified_at"),
        (
            "appendix_1",
            {"cp_plan_history": [{"started": "2023-02-02", "ended": "2023-02-01"}]},
            "cp_plan_history.0.ended",
        ),
        ("sin", {"notification": "cfc"}, "notification"),
        ("sin", {"incident_on": "2026-11-05", "aware_on": "2026-11-04"}, "aware_on"),
        ("sin", {"aware_on": "2026-12-15", "notified_at": "2026-12-14T23:59:00+00:00"}, "aware_on"),
        ("sin", {"expected_on": "2026-12-13", "notified_at": "2026-12-14T10:00:00+00:00"}, "expected_on"),
        ("sin", {"in_area": "yes", "outside_england_while_resident": "yes"}, "outside_england_while_resident"),
        ("record_of_decision", {"discussed_on": "2026-11-05", "rapid_review_on": "2026-11-04"}, "rapid_review_on"),
        ("record_of_decision", {"reasons": [{"partner": "health"}, {"partner": "health"}]}, "reasons"),
        ("panel_minutes", {"immediate_action_needed": "no", "immediate_actions": [{}]}, "immediate_action_needed"),
        ("terms_of_reference", {"period_from": "2026-01-02", "period_to": "2026-01-01"}, "period_to"),
        ("publication_plan", {"wished_on": "2027-05-20", "family": {"on": "2027-05-21"}}, "family.on"),
        ("publication_plan", {"wished_on": "2027-05-20", "staff": {"on": "2027-05-21"}}, "staff.on"),
        (
            "appendix_3",
            {"family_background": born("2026-11-06", incident_on="2026-11-05")},
            "family_background.children.0.date_of_birth",
        ),
    ],
)
def test_a_contradiction_is_refused_at_the_box_to_mend(kind: str, data: object, field: str) -> None:
    assert fields_refused(kind, data) == [field]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("appendix_1", born("2026-11-05", incident_on="2026-11-05")),
        ("appendix_1", born("2008-11-06", incident_on="2026-11-05")),  # 18 on the next day
        ("appendix_1", born("2009-01-05")),  # 18 tomorrow
        ("appendix_1", born("2008-06-01", incident_on="2026-05-31")),  # 18 since, but not then
        ("sin", born("2001-11-06", incident_on="2026-11-05", notification="care_leaver_death")),
        ("sin", {"aware_on": "2026-06-15", "notified_at": "2026-06-14T23:30:00+00:00"}),  # already the 15th in London
        ("publication_plan", {"wished_on": "2027-05-20", "family": {"on": "2027-05-20"}}),
    ],
)
def test_the_day_before_a_contradiction_is_taken(kind: str, data: object) -> None:
    assert fields_refused(kind, data) == []


def test_what_was_taken_once_can_be_read_back_years_later() -> None:
    filed = file_form("appendix_1", demo("cfc-split-vote"), MON_4_JAN)

    read = type(filed).from_record(filed.as_filed())

    assert read == filed
