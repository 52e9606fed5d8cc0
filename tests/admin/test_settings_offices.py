"""Offices, absences and the second person, page by page (K1, T2, T4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from httpx2 import Response

from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.settings_forms import COORDINATOR, DEPUTY, EXECUTIVE, MANAGER, MEMBER, actions, day, sent, token_in

TUE_24_NOV = date(2026, 11, 24)
DOCTOR, SCHOOL = "P-0019", "P-0027"
SCRUTINEER: dict[str, str] = {"role": "scrutineer", "deputy": "no", **day("from_on", TUE_24_NOV)}
CONTACT: dict[str, str] = {"role": "agency_contact", "agency": "A-010", "deputy": "yes", **day("from_on", TUE_24_NOV)}


def given(pages: Pages, by: str, person: str, **office: Any) -> Response:
    form = f"/settings/people/{person}/offices/new"
    return sent(pages, by, form, form, **office)


def roles(pages: Pages, person: str, ahead: int = 0) -> set[str]:
    held = pages.register.appointments(TUE_24_NOV + timedelta(days=ahead))
    return {str(row.role) for row in held if row.person == person}


def settled(pages: Pages, by: str, how: str, change: str = "") -> Response:
    change = change or pages.register.proposals()[0].id
    browser = pages.as_(by)
    opened = browser.get(f"/settings/changes/{change}")
    token = token_in(opened) if "_token" in opened.text else ""
    return browser.post(f"/settings/changes/{change}/{how}", data={"_csrf": FORM_TOKEN, "_token": token})


def test_an_office_that_reaches_cases_is_held_when_a_second_person_has_confirmed(pages: Pages) -> None:
    asked = given(pages, MANAGER, DOCTOR, **SCRUTINEER)
    before = roles(pages, DOCTOR)

    answer = settled(pages, COORDINATOR, "confirm")

    assert asked.headers["location"].endswith("done=office-waits")
    assert "scrutineer" not in before
    assert answer.status_code == 303
    assert "scrutineer" in roles(pages, DOCTOR)
    assert {"office_asked_for", "give_office_confirmed"} <= set(actions(pages))


def test_whoever_asked_finds_no_way_to_confirm_and_is_refused_when_they_try(pages: Pages) -> None:
    given(pages, MANAGER, DOCTOR, **SCRUTINEER)
    change = pages.register.proposals()[0].id
    shown = pages.as_(MANAGER).get(f"/settings/changes/{change}").text

    answer = settled(pages, MANAGER, "confirm")

    assert f"/settings/changes/{change}/confirm" not in shown
    assert answer.status_code == 422
    assert "a second person has to confirm it" in answer.text
    assert "scrutineer" not in roles(pages, DOCTOR)


def test_nobody_gives_themselves_an_office(pages: Pages) -> None:
    answer = given(pages, MANAGER, MANAGER, **SCRUTINEER)

    assert answer.status_code == 422
    assert "Nobody gives themselves an office" in answer.text
    assert pages.register.proposals() == []


def test_the_executive_may_be_the_second_person_and_a_member_may_not(pages: Pages) -> None:
    given(pages, MANAGER, DOCTOR, **SCRUTINEER)

    by_member = settled(pages, MEMBER, "confirm")
    by_executive = settled(pages, EXECUTIVE, "confirm")

    assert (by_member.status_code, by_executive.status_code) == (403, 303)


def test_what_waits_is_listed_with_what_each_visitor_may_do(pages: Pages) -> None:
    given(pages, MANAGER, DOCTOR, **SCRUTINEER)

    for_asker, for_second = (pages.as_(person).get("/settings/changes").text for person in (MANAGER, COORDINATOR))

    assert "New office: Scrutineer, since Tuesday 24 November 2026" in for_asker
    assert "You asked for this: a second person has to confirm it." in for_asker
    assert "Look at it, then confirm or turn it down" in for_second


def test_what_is_taken_back_or_turned_down_is_listed_as_settled(pages: Pages) -> None:
    given(pages, MANAGER, DOCTOR, **SCRUTINEER)

    answer = settled(pages, MANAGER, "turn-down")

    shown = pages.as_(MANAGER).get(answer.headers["location"]).text
    assert "It was turned down: nothing has changed." in shown
    assert "Settled lately" in shown
    assert settled(pages, COORDINATOR, "confirm", _last(pages)).status_code == 422


def _last(pages: Pages) -> str:
    return pages.register.proposals(waiting=False)[-1].id


def test_an_agency_s_contact_is_given_at_once(pages: Pages) -> None:
    answer = given(pages, MANAGER, DOCTOR, **CONTACT)

    assert answer.headers["location"].endswith("done=office-given")
    assert "agency_contact" in roles(pages, DOCTOR)


@pytest.mark.parametrize(
    ("office", "named"),
    [
        ({}, "#role"),
        ({"role": "service", "deputy": "no", **day("from_on", TUE_24_NOV)}, "#role"),
        ({"role": "qiip_member", "deputy": "no", **day("from_on", TUE_24_NOV)}, "#partner"),
        ({**CONTACT, "agency": ""}, "#agency"),
        ({**CONTACT, "from_on__month": "13"}, "#from_on.day"),
        ({**CONTACT, "from_on__year": ""}, "#from_on.year"),
        ({**CONTACT, **day("until_on", date(2026, 1, 1))}, "#until_on.day"),
    ],
)
def test_an_office_that_cannot_be_given_says_what_to_mend(pages: Pages, office: dict[str, str], named: str) -> None:
    answer = given(pages, MANAGER, DOCTOR, **office)

    assert answer.status_code == 422
    assert f'<a href="{named}">' in answer.text
    assert f'id="{named[1:]}"' in answer.text


def test_an_office_ends_with_its_last_day(pages: Pages) -> None:
    office = next(row for row in pages.register.offices_held(SCHOOL) if row.held.role == "agency_contact")
    form = f"/settings/people/{SCHOOL}/offices/{office.id}/end"

    answer = sent(pages, MANAGER, form, form, **day("last_day", TUE_24_NOV))

    assert answer.headers["location"].endswith("done=office-ended")
    assert (roles(pages, SCHOOL), roles(pages, SCHOOL, 1)) == ({"agency_contact"}, set())
    assert "Tuesday 24 November 2026" in pages.as_(MANAGER).get(f"/settings/people/{SCHOOL}").text


def test_ending_an_office_that_has_ended_meanwhile_is_told(pages: Pages) -> None:
    office = pages.register.offices_held(SCHOOL)[0]
    form = f"/settings/people/{SCHOOL}/offices/{office.id}/end"
    sent(pages, MANAGER, form, form, **day("last_day", TUE_24_NOV))

    answer = sent(pages, COORDINATOR, form, form, **day("last_day", TUE_24_NOV))

    assert answer.status_code == 422
    assert "has changed since you opened it" in answer.text


def test_an_absence_is_entered_and_the_deputy_stands_in(pages: Pages) -> None:
    form = f"/settings/people/{COORDINATOR}/absences/new"
    dates = {**day("from_on", TUE_24_NOV), **day("until_on", TUE_24_NOV + timedelta(days=2))}

    answer = sent(pages, MANAGER, form, form, **dates)

    assert answer.headers["location"].endswith("done=absence-recorded")
    assert "Away" in pages.as_(MANAGER).get("/settings/people?role=coordinator").text
    assert pages.register.standing_in(COORDINATOR, TUE_24_NOV) == (DEPUTY,)


def test_where_nobody_stands_in_the_form_says_so(pages: Pages) -> None:
    shown = pages.as_(MANAGER).get(f"/settings/people/{SCHOOL}/absences/new").text

    assert "Nobody stands in for this person today" in shown


def test_an_absence_without_its_days_names_them(pages: Pages) -> None:
    form = f"/settings/people/{COORDINATOR}/absences/new"

    answer = sent(pages, MANAGER, form, form, **day("from_on", TUE_24_NOV))

    assert answer.status_code == 422
    assert 'href="#until_on.day"' in answer.text
    assert 'value="24"' in answer.text


def test_somebody_who_is_back_earlier_gets_their_letters_again(pages: Pages) -> None:
    absence = pages.register.absences(COORDINATOR)[0]
    form = f"/settings/people/{COORDINATOR}/absences/{absence.id}/end"

    answer = sent(pages, MANAGER, form, form, **day("back_on", date(2026, 12, 28)))

    assert answer.headers["location"].endswith("done=absence-ended")
    assert pages.register.absences(COORDINATOR)[0].until_on == date(2026, 12, 27)


@pytest.mark.parametrize(
    "address",
    [
        "/settings/people/P-9999/offices/new",
        "/settings/people/P-9999/absences/new",
        f"/settings/people/{SCHOOL}/offices/9999/end",
        f"/settings/people/{SCHOOL}/absences/9999/end",
        "/settings/changes/change-unknown",
    ],
)
def test_what_is_not_there_is_a_page_that_does_not_exist(pages: Pages, address: str) -> None:
    assert pages.as_(MANAGER).get(address).status_code == 404
