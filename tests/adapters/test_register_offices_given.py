"""Offices are given and ended by two people where they reach cases by themselves; nobody is their own second (K1)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from adapters.register import Register
from adapters.register.directory import RoleNotHeld
from adapters.register.directory_changes import ChangeRefused, Contact, Signed
from adapters.register.directory_offices import OfficeGiven
from models.forms import FormRefused
from models.people import Actor, Role
from tests.adapters.book import MON_23_NOV

TODAY = date(2026, 11, 23)
ANNA = Actor(person="P-0001", role=Role.COORDINATOR)
BEN = Actor(person="P-0002", role=Role.BUSINESS_MANAGER)
CLEO, DAN = "P-0003", "P-0004"
DIRECTORY = {
    "people": [{"ref": f"P-000{n}", "name": f"Invented {n}", "email": f"p{n}@agency.example"} for n in range(1, 5)],
    "agencies": [{"ref": "A-010", "name": "Fernwick Academy (fictional)", "kind": "school"}],
    "appointments": [
        {"person": "P-0001", "role": "coordinator"},
        {"person": "P-0002", "role": "business_manager"},
        {"person": DAN, "role": "qiip_member", "partner": "health"},
    ],
}
EXECUTIVE = OfficeGiven("executive")
_tokens = count(1)


@pytest.fixture
def book(register: Register) -> Register:
    register.load_directory(DIRECTORY, MON_23_NOV)
    return register


def signed(by: Actor = ANNA, token: str | None = None) -> Signed:
    return Signed(by, MON_23_NOV, token or f"token-{next(_tokens)}")


def roles(book: Register, person: str, on: date = TODAY) -> list[str]:
    try:
        return [str(office.role) for office in book.offices(person, on)]
    except RoleNotHeld:
        return []


def asked_for(book: Register, given: OfficeGiven = EXECUTIVE, person: str = CLEO) -> str:
    assert book.give_office(person, given, signed())
    return book.proposals(person)[-1].id


def code(refused: pytest.ExceptionInfo[ChangeRefused]) -> str:
    return refused.value.refusal.code


def test_an_office_that_reaches_cases_is_given_when_a_second_person_confirms(book: Register) -> None:
    proposal = asked_for(book)
    before = roles(book, CLEO)

    book.confirm(proposal, signed(BEN))

    assert (before, roles(book, CLEO)) == ([], ["executive"])
    assert book.proposals() == []


def test_who_asked_cannot_confirm_and_nobody_confirms_what_is_about_themselves(book: Register) -> None:
    proposal = asked_for(book)

    with pytest.raises(ChangeRefused) as by_asker:
        book.confirm(proposal, signed(ANNA))
    with pytest.raises(ChangeRefused) as by_themselves:
        book.confirm(proposal, signed(Actor(person=CLEO, role=Role.COORDINATOR)))

    assert (code(by_asker), code(by_themselves)) == ("second_person", "own_office")
    assert roles(book, CLEO) == []


def test_nobody_asks_for_an_office_for_themselves(book: Register) -> None:
    with pytest.raises(ChangeRefused) as refused:
        book.give_office(ANNA.person, EXECUTIVE, signed(ANNA))

    assert code(refused) == "own_office"


def test_an_agency_s_contact_is_given_at_once(book: Register) -> None:
    waits = book.give_office(CLEO, OfficeGiven("agency_contact", agency="A-010", from_on=TODAY), signed())

    assert not waits
    assert roles(book, CLEO) == ["agency_contact"]
    assert roles(book, CLEO, TODAY - timedelta(days=1)) == []


def test_the_same_token_again_gives_nothing_twice(book: Register) -> None:
    contact = OfficeGiven("agency_contact", agency="A-010")

    answers = [book.give_office(CLEO, contact, signed(token="once")) for _ in range(2)]
    waits = [book.give_office(CLEO, EXECUTIVE, signed(token="twice")) for _ in range(2)]

    assert (answers, waits) == ([False, False], [True, True])
    assert (len(book.offices_held(CLEO)), len(book.proposals(CLEO))) == (1, 1)


def test_confirming_twice_is_done_once_and_what_is_settled_stays_settled(book: Register) -> None:
    proposal = asked_for(book)
    book.confirm(proposal, signed(BEN))

    book.confirm(proposal, signed(BEN))

    with pytest.raises(ChangeRefused) as refused:
        book.turn_down(proposal, signed(ANNA))
    assert code(refused) == "settled"
    assert len(book.offices_held(CLEO)) == 1


def test_what_is_turned_down_changes_nothing(book: Register) -> None:
    proposal = asked_for(book)

    book.turn_down(proposal, signed(BEN))

    with pytest.raises(ChangeRefused):
        book.confirm(proposal, signed(BEN))
    assert roles(book, CLEO) == []


def test_asking_again_for_what_waits_already_is_refused(book: Register) -> None:
    asked_for(book)

    with pytest.raises(ChangeRefused) as refused:
        book.give_office(CLEO, EXECUTIVE, signed())

    assert code(refused) == "asked_already"


def test_an_office_that_reaches_cases_ends_when_a_second_person_confirms(book: Register) -> None:
    (office,) = book.offices_held(DAN)
    waits = book.end_office(office.id, TODAY, signed())
    before = roles(book, DAN, TODAY + timedelta(days=1))

    book.confirm(book.proposals(DAN)[0].id, signed(BEN))

    assert waits
    assert before == ["qiip_member"]
    assert (roles(book, DAN), roles(book, DAN, TODAY + timedelta(days=1))) == (["qiip_member"], [])


def test_an_office_taken_back_before_it_begins_is_never_held(book: Register) -> None:
    begins = TODAY + timedelta(days=10)
    book.give_office(CLEO, OfficeGiven("lead_reviewer", from_on=begins), signed())
    (office,) = book.offices_held(CLEO)

    book.end_office(office.id, TODAY, signed())

    assert roles(book, CLEO, begins) == []
    assert book.offices_held(CLEO)[0].was_taken_back


def test_a_directory_loaded_anew_ends_no_other_office_than_the_one_that_was_meant(book: Register) -> None:
    (office,) = book.offices_held(DAN)
    book.end_office(office.id, TODAY, signed())
    appointments = [*DIRECTORY["appointments"]]
    book.load_directory({**DIRECTORY, "appointments": [appointments[2], *appointments[:2]]}, MON_23_NOV)

    with pytest.raises(ChangeRefused) as refused:
        book.confirm(book.proposals(DAN)[0].id, signed(BEN))

    assert code(refused) == "changed"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (OfficeGiven("emperor"), "role"),
        (OfficeGiven("service"), "role"),
        (OfficeGiven("qiip_member"), "partner"),
        (OfficeGiven("safeguarding_lead"), "agency"),
        (OfficeGiven("executive", from_on=TODAY, until_on=TODAY - timedelta(days=1)), "until_on"),
    ],
)
def test_what_cannot_be_given_is_named_by_its_field(book: Register, given: OfficeGiven, named: str) -> None:
    with pytest.raises(FormRefused) as refused:
        book.give_office(CLEO, given, signed())

    assert [error.field for error in refused.value.errors] == [named]


def test_a_partner_has_one_member_at_a_time_and_deputies_beside_them(book: Register) -> None:
    member = OfficeGiven("qiip_member", partner="health")

    with pytest.raises(ChangeRefused) as second:
        book.give_office(CLEO, member, signed())
    with pytest.raises(ChangeRefused) as again:
        book.give_office(DAN, member, signed())
    deputy = book.give_office(CLEO, OfficeGiven("qiip_member", partner="health", deputy=True), signed())
    other = book.give_office(CLEO, OfficeGiven("qiip_member", partner="constabulary"), signed())

    assert (code(second), code(again)) == ("held_by_another", "held_already")
    assert (deputy, other) == (True, True)


def test_the_address_of_somebody_who_reaches_cases_changes_when_a_second_person_confirms(book: Register) -> None:
    before = book.person(DAN, ANNA, MON_23_NOV)
    waits = book.change_person(DAN, Contact("Dan Renamed", "dan@new.example"), before.mark, signed())
    meanwhile = book.person(DAN, ANNA, MON_23_NOV).row
    (proposal,) = book.proposals(DAN)
    address = book.proposed_email(proposal.id)

    book.confirm(proposal.id, signed(BEN))

    assert waits
    assert (meanwhile.name, meanwhile.email, address) == ("Dan Renamed", before.row.email, "dan@new.example")
    assert book.person_at("dan@new.example") == DAN
    assert book.proposed_email(proposal.id) == "", "what was sealed is kept no longer than it is needed"


def test_somebody_who_is_to_get_such_an_office_keeps_their_address_until_a_second_person_confirms(
    book: Register,
) -> None:
    asked_for(book)
    mark = book.person(CLEO, ANNA, MON_23_NOV).mark

    assert book.change_person(CLEO, Contact("Cleo", "cleo@new.example"), mark, signed())
