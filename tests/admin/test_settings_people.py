"""People in the settings: looked at on record, added once, changed with errors that lead to their field (K1, K4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.admin.conftest import FORM_TOKEN, Pages
from tests.admin.settings_forms import (
    COORDINATOR,
    EXECUTIVE,
    MANAGER,
    MEMBER,
    actions,
    actor,
    hidden_in,
    sent,
    token_in,
)

ROBIN = {"name": "Robin Invented", "email": "robin@agency.example", "telephone": "01632 960111"}


def test_everybody_is_listed_with_today_s_offices_and_the_view_is_on_record(pages: Pages) -> None:
    answer = pages.as_(MANAGER).get("/settings/people")

    assert answer.status_code == 200
    assert "QiiP member for the health partner (deputy)" in answer.text
    assert "Indy Trial" in answer.text
    assert actions(pages)[-1] == "directory_viewed"


@pytest.mark.parametrize(
    ("narrowed", "there", "gone"),
    [
        ("role=executive", "P-0011", "P-0001"),
        ("agency=A-010", "P-0027", "P-0029"),
        ("role=agency_contact&agency=A-010", "P-0027", "P-0028"),
        ("role=nonsense&agency=A-999&page=-3", "P-0001", "P-9999"),
    ],
)
def test_the_list_is_narrowed_by_office_and_agency(pages: Pages, narrowed: str, there: str, gone: str) -> None:
    answer = pages.as_(MANAGER).get(f"/settings/people?{narrowed}")

    assert f'href="/settings/people/{there}"' in answer.text
    assert f'href="/settings/people/{gone}"' not in answer.text


def test_a_person_s_page_shows_offices_absences_and_who_stands_in(pages: Pages) -> None:
    answer = pages.as_(MANAGER).get(f"/settings/people/{COORDINATOR}")

    assert "Statutory Review Coordinator" in answer.text
    assert "Thursday 24 December 2026 to Thursday 31 December 2026" in answer.text
    deputy = pages.register.person("P-0003", actor(pages), pages.clock.at)
    assert deputy.row.name in answer.text
    assert "person_viewed" in actions(pages)


def test_who_only_looks_finds_nothing_to_change(pages: Pages) -> None:
    answer = pages.as_(EXECUTIVE).get(f"/settings/people/{COORDINATOR}")

    assert answer.status_code == 200
    assert "/contact" not in answer.text
    assert "/offices/new" not in answer.text


@pytest.mark.parametrize("address", ["/settings/people", "/settings/people/P-0001", "/settings/people/new"])
def test_the_directory_is_not_for_everybody(pages: Pages, address: str) -> None:
    assert pages.as_(MEMBER).get(address).status_code == 403


def test_nobody_of_that_reference_is_a_page_that_does_not_exist(pages: Pages) -> None:
    browser = pages.as_(MANAGER)

    answers = [browser.get(f"/settings/people/{ref}{rest}") for ref in ("P-9999", "x y") for rest in ("", "/contact")]

    assert {answer.status_code for answer in answers} == {404}


def test_somebody_new_is_added_and_the_next_page_shows_them(pages: Pages) -> None:
    answer = sent(pages, MANAGER, "/settings/people/new", "/settings/people", **ROBIN)
    shown = pages.as_(MANAGER).get(answer.headers["location"])

    assert answer.status_code == 303
    assert answer.headers["location"] == "/settings/people/P-0043?done=person-added"
    assert "Robin Invented" in shown.text
    assert "They are in the directory now" in shown.text


def test_a_double_click_adds_them_once(pages: Pages) -> None:
    browser = pages.as_(MANAGER)
    form = {**ROBIN, "_csrf": FORM_TOKEN, "_token": token_in(browser.get("/settings/people/new"))}

    answers = [browser.post("/settings/people", data=form) for _ in range(2)]

    assert [answer.headers["location"] for answer in answers] == ["/settings/people/P-0043?done=person-added"] * 2
    assert "P-0044" not in browser.get("/settings/people").text


def test_errors_lead_to_their_field_and_what_was_typed_is_kept(pages: Pages) -> None:
    answer = sent(pages, MANAGER, "/settings/people/new", "/settings/people", name="Robin <b>", email="robin at home")

    assert answer.status_code == 422
    assert '<a href="#email">E-mail address is not one e-mail address.' in answer.text
    assert 'value="Robin &lt;b&gt;"' in answer.text
    assert 'value="robin at home"' in answer.text
    assert "<title>Error: Add a person" in answer.text


def test_control_characters_typed_into_a_name_are_blanks(pages: Pages) -> None:
    name = {"name": "Robin\x0b\r\nInvented"}

    answer = sent(pages, MANAGER, "/settings/people/new", "/settings/people", **{**ROBIN, **name})

    assert pages.register.person("P-0043", actor(pages), pages.clock.at).row.name == "Robin Invented"
    assert answer.status_code == 303


def test_a_token_of_somebody_else_s_session_changes_nothing(pages: Pages) -> None:
    theirs = token_in(pages.as_(COORDINATOR).get("/settings/people/new"))

    answer = pages.as_(MANAGER).post("/settings/people", data={**ROBIN, "_csrf": FORM_TOKEN, "_token": theirs})

    assert answer.status_code == 422
    assert "This was not done" in answer.text
    assert "person_added" not in actions(pages)


def test_a_changed_telephone_number_is_kept_at_once(pages: Pages) -> None:
    form = f"/settings/people/{EXECUTIVE}/contact"
    there = pages.register.person(EXECUTIVE, actor(pages), pages.clock.at).row

    answer = sent(pages, MANAGER, form, form, name=there.name, email=there.email, telephone="01632 960999")

    assert answer.headers["location"].endswith("done=person-changed")
    assert "01632 960999" in pages.as_(MANAGER).get(f"/settings/people/{EXECUTIVE}").text


def test_the_address_of_somebody_whose_office_reaches_cases_waits_for_a_second_person(pages: Pages) -> None:
    form = f"/settings/people/{EXECUTIVE}/contact"

    answer = sent(pages, MANAGER, form, form, name="A Name", email="elsewhere@agency.example")
    shown = pages.as_(MANAGER).get(answer.headers["location"]).text

    assert answer.headers["location"].endswith("done=email-waits")
    assert "elsewhere@agency.example" not in shown
    assert "waits for a second person" in shown


def test_who_changes_somebody_already_changed_is_told_and_keeps_what_they_typed(pages: Pages) -> None:
    form, browser = f"/settings/people/{EXECUTIVE}/contact", pages.as_(MANAGER)
    hidden = hidden_in(browser.get(form))
    there = {"email": "someone@else.example", "name": "First"}
    pages.clock.at += timedelta(seconds=1)
    sent(pages, COORDINATOR, form, form, **there)

    answer = pages.as_(MANAGER).post(form, data={**hidden, "_csrf": FORM_TOKEN, "name": "Second", **ROBIN})

    assert answer.status_code == 422
    assert "has changed since you opened it" in answer.text
    assert "Robin Invented" in answer.text


def test_from_a_person_s_page_the_way_leads_to_their_account(pages: Pages) -> None:
    for_unit, for_executive = (pages.as_(who).get(f"/settings/people/{MEMBER}").text for who in (MANAGER, EXECUTIVE))

    assert f'href="/account/of/{MEMBER}"' in for_unit
    assert "/account/of/" not in for_executive
