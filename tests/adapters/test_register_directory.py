"""The directory: who may act as what, and where a letter goes on the day it goes (K1, T2, T4, E1)."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.register import Register
from adapters.register.directory import RoleAmbiguous, RoleNotHeld, UnknownPerson
from adapters.register.directory_file import DirectoryRefused
from models.people import NATIONAL_PANEL, Partner, Role, to_agency, to_deputy, to_lead, to_partner, to_person, to_role
from tests.adapters.book import CASE, COORDINATOR, MON_23_NOV, event, look, opening, record

TODAY = MON_23_NOV.date()
DEMO = Path(__file__).resolve().parents[2] / "demo" / "directory.toml"


def person(number: int, **more: Any) -> dict[str, Any]:
    return {"ref": f"P-{number}", "name": f"Person {number}", "email": f"p{number}@x.example", **more}


def directory(**changes: Any) -> dict[str, Any]:
    health = {"role": "qiip_member", "partner": "health"}
    return {
        "people": [person(number) for number in range(1, 8)],
        "agencies": [{"ref": "A-1", "name": "Fernwick Academy (fictional)", "kind": "school"}],
        "bodies": [{"ref": "national_panel", "name": "The Panel", "email": "panel@x.example"}],
        "appointments": [
            {"person": "P-1", **health},
            {"person": "P-1", "role": "qiip_chair"},
            {"person": "P-2", **health, "deputy": True},
            {"person": "P-3", "role": "agency_contact", "agency": "A-1"},
            {"person": "P-4", "role": "safeguarding_lead", "agency": "A-1"},
            {"person": "P-5", "role": "independent_chair"},
            {"person": "P-6", "role": "independent_chair"},
            {"person": "P-7", "role": "coordinator", "from_on": TODAY, "until_on": TODAY + timedelta(days=1)},
        ],
        "absences": [],
        **changes,
    }


def found(register: Register, recipient: str, on: date = TODAY) -> list[str]:
    return [address.person for address in register.addresses(recipient, CASE, on)]


def test_a_letter_finds_whoever_holds_the_office(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    assert found(register, to_partner(Partner.HEALTH)) == ["P-1"]
    assert found(register, to_deputy(Partner.HEALTH)) == ["P-2"]
    assert found(register, to_agency("A-1")) == ["P-3"]
    assert found(register, to_lead("A-1")) == ["P-4"]
    assert found(register, to_person("P-6")) == ["P-6"]
    assert found(register, to_role(Role.COORDINATOR)) == ["P-7"]
    assert found(register, NATIONAL_PANEL) == ["national_panel"]


def test_an_address_has_what_an_envelope_and_a_telephone_need(register: Register) -> None:
    register.load_directory(directory(people=[*directory()["people"][1:], person(1, telephone="01632 960001")]))

    (address,) = register.addresses(to_partner(Partner.HEALTH), CASE, TODAY)

    assert (address.name, address.email, address.telephone) == ("Person 1", "p1@x.example", "01632 960001")


@pytest.mark.parametrize(
    "recipient", ["role:executive", "partner:constabulary", "agency:A-9", "body:cdop", "person:P-99", "nonsense", "x:y"]
)
def test_an_office_nobody_holds_has_no_address(register: Register, recipient: str) -> None:
    register.load_directory(directory(), MON_23_NOV)

    assert found(register, recipient) == []


def test_an_empty_directory_has_no_addresses(register: Register) -> None:
    assert found(register, to_role(Role.COORDINATOR)) == []
    assert not register.has_directory()


def test_whoever_is_away_is_represented_by_the_deputy(register: Register) -> None:
    away = [{"person": "P-1", "from_on": TODAY, "until_on": TODAY}]
    register.load_directory(directory(absences=away), MON_23_NOV)

    assert found(register, to_partner(Partner.HEALTH)) == ["P-2"]
    assert found(register, to_partner(Partner.HEALTH), TODAY + timedelta(days=1)) == ["P-1"]


def test_whoever_is_away_without_a_deputy_is_written_to_all_the_same(register: Register) -> None:
    away = [{"person": "P-3", "from_on": TODAY, "until_on": TODAY}]
    register.load_directory(directory(absences=away), MON_23_NOV)

    assert found(register, to_agency("A-1")) == ["P-3"]


def test_an_appointment_holds_from_its_first_to_its_last_day(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    held = [found(register, to_role(Role.COORDINATOR), TODAY + timedelta(days=days)) for days in (-1, 0, 1, 2)]

    assert held == [[], ["P-7"], ["P-7"], []]


def test_the_chair_and_the_reviewer_are_the_case_s_own(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)
    before = found(register, to_role(Role.INDEPENDENT_CHAIR))

    register.record(
        record(event("1", "chair_appointed", chair="P-5"), event("2", "reviewer_appointed", reviewer="P-6"))
    )
    appointed = found(register, to_role(Role.INDEPENDENT_CHAIR))
    register.record(record(event("3", "chair_replaced", chair="P-6")))

    assert (before, appointed, found(register, to_role(Role.INDEPENDENT_CHAIR))) == ([], ["P-5"], ["P-6"])
    assert found(register, to_role(Role.LEAD_REVIEWER)) == ["P-6"]


def test_the_referrer_is_the_case_s_own(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)
    register.create_case(opening(referrer="agency:A-1", presenter="person:P-4"), MON_23_NOV)

    assert (found(register, "role:referrer"), found(register, "role:presenter")) == (["P-3"], ["P-4"])


def test_a_referrer_that_names_itself_ends(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)
    register.create_case(opening(referrer="role:referrer"), MON_23_NOV)

    assert found(register, "role:referrer") == []


def test_an_actor_is_found_by_reference_and_by_address(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    deputy = register.actor("P-2", on=TODAY)
    contact = register.actor(" P3@X.example ", on=TODAY)

    assert (deputy.role, deputy.partner, deputy.deputy_for) == (Role.QIIP_MEMBER, Partner.HEALTH, "P-1")
    assert (contact.person, contact.role, contact.agency) == ("P-3", Role.AGENCY_CONTACT, "A-1")


def test_somebody_with_two_roles_must_say_which(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    with pytest.raises(RoleAmbiguous, match="qiip_chair, qiip_member") as ambiguous:
        register.actor("P-1", on=TODAY)

    assert ambiguous.value.held == ("qiip_chair", "qiip_member")
    assert register.actor("P-1", "qiip_chair", on=TODAY).role is Role.QIIP_CHAIR


def test_a_role_not_held_on_the_day_lists_those_held(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    with pytest.raises(RoleNotHeld, match="held: agency_contact"):
        register.actor("P-3", Role.EXECUTIVE, on=TODAY)
    with pytest.raises(RoleNotHeld, match="held: none"):
        register.actor("P-7", on=TODAY + timedelta(days=2))


@pytest.mark.parametrize("who", ["P-99", "nobody@x.example", "", "P\x00"])
def test_somebody_unknown_is_unknown(register: Register, who: str) -> None:
    register.load_directory(directory(), MON_23_NOV)

    with pytest.raises(UnknownPerson):
        register.actor(who, on=TODAY)


def test_loading_again_changes_people_and_replaces_appointments(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)
    renamed = person(1, name="Person One")
    again = directory(
        people=[renamed, person(2, email="new2@x.example")], appointments=[{"person": "P-1", "role": "executive"}]
    )

    register.load_directory(again, MON_23_NOV)

    people = {row.ref: row for row in register.people(COORDINATOR, MON_23_NOV, "test")}
    assert (len(people), people["P-1"].name, people["P-2"].email) == (7, "Person One", "new2@x.example")
    assert [row.role for row in register.appointments()] == [Role.EXECUTIVE]


def test_two_people_may_swap_their_addresses(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)
    swapped = [person(1, email="p2@x.example"), person(2, email="p1@x.example"), *directory()["people"][2:]]

    register.load_directory(directory(people=swapped), MON_23_NOV)

    assert register.actor("p2@x.example", Role.QIIP_CHAIR, on=TODAY).person == "P-1"


def test_loading_and_viewing_are_on_record(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV, COORDINATOR)
    register.people(COORDINATOR, MON_23_NOV, "test")

    assert [entry.action for entry in register.audit_of("")] == ["directory_loaded", "directory_viewed"]


def test_a_wrong_directory_changes_nothing(register: Register) -> None:
    register.load_directory(directory(), MON_23_NOV)

    with pytest.raises(DirectoryRefused):
        register.load_directory(directory(people=[]), MON_23_NOV)

    assert look(register, "SELECT count(*) FROM appointments") == [(8,)]


def test_the_demonstration_s_directory_fills_every_office(register: Register) -> None:
    register.load_directory(tomllib.loads(DEMO.read_text("utf-8")), MON_23_NOV)

    held = {row.role for row in register.appointments(TODAY)}

    assert held == set(Role) - {Role.SERVICE}
    assert all(
        found(register, to_agency(agency.ref)) and found(register, to_lead(agency.ref))
        for agency in register.agencies()
    )
    assert all(found(register, to_partner(partner)) and found(register, to_deputy(partner)) for partner in Partner)
    assert all(found(register, body) for body in ("body:national_panel", "body:secretary_of_state", "body:cdop"))
