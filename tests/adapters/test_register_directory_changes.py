"""The directory changed one by one: once for each token, with earlier names kept, and nothing personal on record."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count

import pytest

from adapters.register import Register
from adapters.register.directory import UnknownPerson
from adapters.register.directory_changes import AgencyGiven, ChangeRefused, Contact, Signed
from models.forms import FormRefused
from tests.adapters.book import COORDINATOR, MON_23_NOV

TODAY = date(2026, 11, 23)
ROBIN = Contact("Robin Testcase", "robin@agency.example", "01632 960001")
DIRECTORY = {
    "people": [
        {"ref": "P-0001", "name": "Morgan Invented", "email": "morgan@partnership.example"},
        {"ref": "P-0007", "name": "Ash Imagined", "email": "ash@partnership.example"},
    ],
    "agencies": [{"ref": "A-002", "name": "Fernshire CCG (fictional)", "kind": "health", "partner": "health"}],
    "appointments": [
        {"person": "P-0001", "role": "coordinator"},
        {"person": "P-0007", "role": "coordinator", "deputy": True},
    ],
}
_tokens = count(1)


@pytest.fixture
def book(register: Register) -> Register:
    register.load_directory(DIRECTORY, MON_23_NOV)
    return register


def signed(token: str | None = None, day: int = 0) -> Signed:
    return Signed(COORDINATOR, MON_23_NOV + timedelta(days=day), token or f"token-{next(_tokens)}")


def whole_record(book: Register) -> str:
    return json.dumps([(entry.action, entry.detail) for entry in book.audit_of("")])


def fields(refused: pytest.ExceptionInfo[FormRefused]) -> list[str]:
    return [error.field for error in refused.value.errors]


def test_somebody_new_gets_the_next_reference_and_is_found_by_their_address(book: Register) -> None:
    ref = book.add_person(ROBIN, signed())

    person = book.person(ref, COORDINATOR, MON_23_NOV)
    assert ref == "P-0008"
    assert (person.row.name, person.row.email) == (ROBIN.name, ROBIN.email)
    assert book.person_at("ROBIN@agency.example") == ref


def test_the_same_token_again_adds_nobody_twice(book: Register) -> None:
    first = book.add_person(ROBIN, signed("once"))

    again = book.add_person(ROBIN, signed("once"))

    assert again == first
    assert len(book.people(COORDINATOR, MON_23_NOV, "test")) == 3


def test_no_change_puts_a_name_or_an_address_on_record(book: Register) -> None:
    ref = book.add_person(ROBIN, signed())
    mark = book.person(ref, COORDINATOR, MON_23_NOV).mark
    book.change_person(ref, Contact("Robin Otherwise", "robin2@agency.example"), mark, signed())

    told = whole_record(book)

    assert '"person_changed"' in told
    assert [secret for secret in ("Robin", "robin@", "robin2@", "01632") if secret in told] == []


@pytest.mark.parametrize(
    ("contact", "named"),
    [
        (Contact("", "robin@agency.example"), ["name"]),
        (Contact("   ", "not an address"), ["name", "email"]),
        (Contact("Robin", "robin@agency.example", "0" * 41), ["telephone"]),
        (Contact("Robin", "MORGAN@partnership.example"), ["email"]),
    ],
)
def test_what_cannot_be_used_is_named_field_by_field(book: Register, contact: Contact, named: list[str]) -> None:
    with pytest.raises(FormRefused) as refused:
        book.add_person(contact, signed())

    assert fields(refused) == named


def test_who_changes_what_has_changed_meanwhile_is_told(book: Register) -> None:
    ref = book.add_person(ROBIN, signed())
    mark = book.person(ref, COORDINATOR, MON_23_NOV).mark
    book.change_person(ref, Contact("Robin First", ROBIN.email), mark, signed())

    with pytest.raises(ChangeRefused) as refused:
        book.change_person(ref, Contact("Robin Second", ROBIN.email), mark, signed())

    assert refused.value.refusal.code == "changed"
    assert book.person(ref, COORDINATOR, MON_23_NOV).row.name == "Robin First"


def test_nobody_is_changed_who_is_not_there(book: Register) -> None:
    with pytest.raises(UnknownPerson):
        book.change_person("P-9999", ROBIN, "", signed())


def test_while_somebody_is_away_their_deputy_stands_in(book: Register) -> None:
    book.record_absence("P-0001", TODAY, TODAY + timedelta(days=4), signed())

    assert [each.person for each in book.absences(on=TODAY)] == ["P-0001"]
    assert book.standing_in("P-0001", TODAY) == ("P-0007",)
    assert [each.person for each in book.addresses("role:coordinator", "GSCP-2026-001", TODAY)] == ["P-0007"]


def test_a_deputy_who_is_away_too_does_not_stand_in(book: Register) -> None:
    for person in ("P-0001", "P-0007"):
        book.record_absence(person, TODAY, TODAY, signed())

    assert book.standing_in("P-0001", TODAY) == ()


def test_who_comes_back_early_is_there_again_from_that_day_on(book: Register) -> None:
    book.record_absence("P-0001", TODAY, TODAY + timedelta(days=4), signed())
    (absence,) = book.absences("P-0001")

    book.end_absence(absence.id, TODAY + timedelta(days=2), signed())

    assert [bool(book.absences(on=TODAY + timedelta(days=ahead))) for ahead in (0, 1, 2)] == [True, True, False]


def test_an_absence_taken_back_before_it_begins_never_was(book: Register) -> None:
    book.record_absence("P-0001", TODAY + timedelta(days=3), TODAY + timedelta(days=4), signed())
    (absence,) = book.absences("P-0001")

    book.end_absence(absence.id, TODAY, signed())

    assert book.absences("P-0001") == []


def test_an_absence_that_ends_before_it_begins_is_refused(book: Register) -> None:
    with pytest.raises(FormRefused) as refused:
        book.record_absence("P-0001", TODAY, TODAY - timedelta(days=1), signed())

    assert fields(refused) == ["until_on"]


def test_an_agency_with_a_new_name_keeps_the_old_one_for_earlier_days(book: Register) -> None:
    mark, renamed_on = book.agency("A-002").mark, date(2026, 7, 1)

    book.change_agency(
        "A-002", AgencyGiven("Fernshire ICB (fictional)", "health", "health", renamed_on), mark, signed()
    )

    assert book.agency_names(date(2026, 6, 30))["A-002"] == "Fernshire CCG (fictional)"
    assert book.agency_names(renamed_on)["A-002"] == "Fernshire ICB (fictional)"
    assert [agency.name for agency in book.agencies()] == ["Fernshire ICB (fictional)"]


def test_after_two_changes_of_name_each_day_has_its_own(book: Register) -> None:
    for name, on in (("Second", date(2024, 1, 1)), ("Third", date(2026, 1, 1))):
        book.change_agency("A-002", AgencyGiven(name, "health", "health", on), book.agency("A-002").mark, signed())

    names = [book.agency_names(date(year, 6, 1))["A-002"] for year in (2023, 2025, 2026)]
    assert names == ["Fernshire CCG (fictional)", "Second", "Third"]


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2023, 12, 31)])
def test_a_name_of_the_future_or_before_the_last_change_is_refused(book: Register, on: date) -> None:
    second = AgencyGiven("Second", "health", "health", date(2024, 1, 1))
    book.change_agency("A-002", second, book.agency("A-002").mark, signed())

    third = AgencyGiven("Third", "health", "health", on)
    with pytest.raises(FormRefused) as refused:
        book.change_agency("A-002", third, book.agency("A-002").mark, signed())

    assert fields(refused) == ["renamed_on"]


def test_a_name_written_wrongly_is_mended_for_all_days(book: Register) -> None:
    book.change_agency("A-002", AgencyGiven("Fernshire CCG", "health", "health"), book.agency("A-002").mark, signed())

    assert book.agency_names(date(2020, 1, 1))["A-002"] == "Fernshire CCG"


def test_a_new_agency_gets_the_next_reference_and_needs_a_kind(book: Register) -> None:
    ref = book.add_agency(AgencyGiven("Fernwick Academy (fictional)", "school"), signed())

    with pytest.raises(FormRefused) as refused:
        book.add_agency(AgencyGiven("Nameless", " "), signed())

    assert ref == "A-003"
    assert fields(refused) == ["kind"]
