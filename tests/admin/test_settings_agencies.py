"""Agencies in the settings: who is written to, and names that have their days (R3, R5, N15)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.admin.conftest import Pages
from tests.admin.settings_forms import COORDINATOR, MANAGER, day, sent

SCHOOL = "A-010"
CHANGE = f"/settings/agencies/{SCHOOL}/change"
THERE = {"name": "Fernwick Academy (fictional)", "kind": "school"}


def test_every_agency_shows_whom_requests_and_escalations_reach(pages: Pages) -> None:
    shown = pages.as_(MANAGER).get("/settings/agencies").text

    assert "Fernwick Academy (fictional)" in shown
    assert "Indy Trial" in shown
    assert "Jules Demo" in shown
    assert ">Nobody</strong>" not in shown


def test_an_agency_that_nobody_speaks_for_says_so(pages: Pages) -> None:
    added = sent(pages, MANAGER, "/settings/agencies/new", "/settings/agencies", name="New Nursery", kind="early years")

    shown = pages.as_(MANAGER).get(added.headers["location"]).text

    assert added.headers["location"] == "/settings/agencies/A-021?done=agency-added"
    assert "Letters to this agency would reach nobody" in shown
    assert ">Nobody</strong>" in pages.as_(MANAGER).get("/settings/agencies").text


def test_an_agency_needs_a_name_and_a_kind(pages: Pages) -> None:
    answer = sent(pages, MANAGER, "/settings/agencies/new", "/settings/agencies", name="", kind="school")
    other = sent(pages, MANAGER, "/settings/agencies/new", "/settings/agencies", name="New Nursery", kind=" ")

    assert (answer.status_code, other.status_code) == (422, 422)
    assert '<a href="#name">' in answer.text
    assert '<a href="#kind">' in other.text
    assert 'value="New Nursery"' in other.text


def test_a_new_name_holds_from_its_day_and_earlier_days_keep_the_old_one(pages: Pages) -> None:
    renamed = {"name": "Fernwick High (fictional)", "kind": "school", "why": "renamed"}

    answer = sent(pages, MANAGER, CHANGE, CHANGE, **renamed, **day("renamed_on", date(2026, 9, 1)))

    shown = pages.as_(MANAGER).get(answer.headers["location"]).text
    assert "Fernwick High (fictional)" in shown
    assert "Fernwick Academy (fictional), until Monday 31 August 2026" in shown
    assert pages.register.agency_names(date(2026, 8, 1))[SCHOOL] == "Fernwick Academy (fictional)"


def test_a_name_written_wrongly_leaves_no_earlier_name(pages: Pages) -> None:
    answer = sent(pages, MANAGER, CHANGE, CHANGE, name="Fernwick Academy", kind="school", why="miswritten")

    assert answer.status_code == 303
    assert pages.register.agency(SCHOOL).former == ()
    assert pages.register.agency(SCHOOL).row.name == "Fernwick Academy"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"name": "Other"}, "#why"),
        ({"name": "Other", "why": "renamed"}, "#renamed_on.day"),
        ({"name": "Other", "why": "renamed", **day("renamed_on", date(2030, 1, 1))}, "#renamed_on.day"),
    ],
)
def test_a_new_name_needs_its_reason_and_its_day(pages: Pages, values: dict[str, str], named: str) -> None:
    answer = sent(pages, MANAGER, CHANGE, CHANGE, **{**THERE, **values})

    assert answer.status_code == 422
    assert f'<a href="{named}">' in answer.text
    assert 'value="Other"' in answer.text


def test_two_people_who_change_an_agency_at_once_do_not_overwrite_each_other(pages: Pages) -> None:
    stale = pages.register.agency(SCHOOL).mark
    sent(pages, COORDINATOR, CHANGE, CHANGE, **{**THERE, "kind": "secondary school"})

    answer = sent(pages, MANAGER, CHANGE, CHANGE, **{**THERE, "kind": "academy", "mark": stale})

    assert answer.status_code == 422
    assert "has changed since you opened it" in answer.text
    assert pages.register.agency(SCHOOL).row.kind == "secondary school"


@pytest.mark.parametrize("address", ["/settings/agencies/A-999", "/settings/agencies/A-999/change"])
def test_an_agency_that_is_not_there_is_a_page_that_does_not_exist(pages: Pages, address: str) -> None:
    assert pages.as_(MANAGER).get(address).status_code == 404
