"""What people typed: kept whole, sealed under the case's key, seen only on record (K2, K3, K4)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.encryption import CiphertextRefused, KeyMissing, MasterKeys
from adapters.register import Register
from adapters.register.documents import DocumentRefused, UnknownDocument
from models.people import Actor, Role
from tests.adapters.book import (
    CASE,
    COORDINATOR,
    FORM,
    MON_23_NOV,
    OfficeNineToFive,
    StoppedClock,
    engine_of,
    meddle,
)

CONTACT = Actor(person="P-0022", role=Role.AGENCY_CONTACT, agency="A-010")
OTHER_CONTACT = Actor(person="P-0024", role=Role.AGENCY_CONTACT, agency="A-011")


def keep(register: Register, payload: Any = FORM, by: Actor = COORDINATOR, **more: Any) -> Any:
    return register.store_document(
        more.pop("case", CASE), more.pop("kind", "appendix_1"), payload, by, MON_23_NOV, **more
    )


def see(register: Register, id: str, case: str = CASE) -> Any:
    return register.read_document(case, id, COORDINATOR, MON_23_NOV, "test")


@pytest.mark.parametrize(
    "payload", [FORM, {}, "No.", "", "O'Brien-Ñáñez 孩子 \u202e \x00 \ud800", {"a": [1, None, True]}]
)
def test_a_document_reads_back_exactly_as_it_was_typed(register: Register, payload: Any) -> None:
    ref = keep(register, payload)

    assert see(register, ref.id) == payload


TYPED = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(), TYPED, max_size=3))
def test_any_form_reads_back_exactly(register: Register, form: dict[str, Any]) -> None:
    ref = keep(register, form)

    assert see(register, ref.id) == form


def test_versions_count_by_case_kind_and_agency(register: Register) -> None:
    versions = [
        keep(register, {}, CONTACT, kind="appendix_2").version,
        keep(register, {}, CONTACT, kind="appendix_2").version,
        keep(register, {}, OTHER_CONTACT, kind="appendix_2").version,
        keep(register, {}, kind="appendix_3").version,
        keep(register, {}, CONTACT, kind="appendix_2", case="GSCP-2026-002").version,
    ]

    assert versions == [1, 2, 1, 1, 1]


def test_gaps_are_kept_and_travel_as_codes(register: Register) -> None:
    ref = keep(register, gaps=("children.0.born", "harm"))

    assert ref.gaps == ("children.0.born", "harm")
    assert register.documents_of(CASE)[0].ref == ref


def test_every_view_is_on_record_with_who_and_why(register: Register) -> None:
    ref = keep(register)

    for _ in range(2):
        see(register, ref.id)

    views = [entry for entry in register.audit_of(CASE) if entry.action == "document_viewed"]
    assert [(view.by, view.detail["document"], view.detail["why"]) for view in views] == [
        (COORDINATOR, ref.id, "test")
    ] * 2


def test_papers_shown_together_are_one_view_that_names_each_and_leaves_out_what_is_not_there(
    register: Register,
) -> None:
    first, second = keep(register), keep(register)

    read = register.read_documents(CASE, [first.id, "D-nowhere", second.id, first.id], COORDINATOR, MON_23_NOV, "test")
    nothing = register.read_documents("GSCP-2026-002", [first.id], COORDINATOR, MON_23_NOV, "test")

    [view] = [entry for entry in register.audit_of(CASE) if entry.action == "documents_viewed"]
    assert list(read) == [first.id, second.id]
    assert read[first.id] == see(register, first.id)
    assert (view.detail["documents"], view.detail["kinds"], view.detail["why"]) == (
        [first.id, second.id], ["appendix_1"], "test"
    )  # fmt: skip
    assert nothing == {}


def test_a_document_of_another_case_is_not_there(register: Register) -> None:
    ref = keep(register)

    with pytest.raises(UnknownDocument):
        see(register, ref.id, "GSCP-2026-002")


@pytest.mark.parametrize("id", ["", "D-nowhere", "../x", "D\x00"])
def test_a_reference_to_nothing_is_refused(register: Register, id: str) -> None:
    with pytest.raises(UnknownDocument):
        see(register, id)


@pytest.mark.parametrize("payload", [{"a": float("nan")}, {"a": object()}, {"a": b"bytes"}])
def test_what_cannot_be_kept_is_refused_without_repeating_it(register: Register, payload: Any) -> None:
    with pytest.raises(DocumentRefused) as refused:
        keep(register, payload)

    assert "nan" not in str(refused.value)


def test_a_document_beyond_the_limit_is_refused(register: Register) -> None:
    with pytest.raises(DocumentRefused, match="16 MiB"):
        keep(register, "x" * (16 * 1024 * 1024))


def test_a_form_of_ten_megabytes_is_kept(register: Register) -> None:
    ref = keep(register, {"summary": "x" * 10_000_000})

    assert len(see(register, ref.id)["summary"]) == 10_000_000


def test_the_same_document_under_the_caller_s_id_is_kept_once(register: Register) -> None:
    first = keep(register, id="D-c1-form")

    assert keep(register, id="D-c1-form") == first
    assert len(register.documents_of(CASE)) == 1


def test_another_document_under_the_same_id_is_refused(register: Register) -> None:
    keep(register, id="D-c1-form")

    with pytest.raises(DocumentRefused, match="something else"):
        keep(register, {"other": 1}, id="D-c1-form")


def test_equal_texts_of_two_cases_have_hashes_that_tell_nothing(register: Register) -> None:
    one = keep(register, "No.", kind="reasons")
    same = keep(register, "No.", kind="reasons")
    other = keep(register, "No.", kind="reasons", case="GSCP-2026-002")

    assert one.sha256 == same.sha256
    assert one.sha256 != other.sha256


def test_an_altered_ciphertext_is_refused(register: Register) -> None:
    ref = keep(register)
    concat = {"sqlite": "CAST(body || x'00' AS BLOB)", "postgresql": "body || '\\x00'::bytea"}

    meddle(register, f"UPDATE documents SET body = {concat[engine_of(register).dialect.name]}")  # noqa: S608

    with pytest.raises(CiphertextRefused):
        see(register, ref.id)


def test_a_ciphertext_moved_to_another_row_is_refused(register: Register) -> None:
    mine, theirs = keep(register, {"mine": 1}), keep(register, {"theirs": 1})

    meddle(
        register,
        f"UPDATE documents SET body = (SELECT body FROM documents WHERE id = '{theirs.id}') WHERE id = '{mine.id}'",  # noqa: S608
    )

    with pytest.raises(CiphertextRefused):
        see(register, mine.id)


def test_a_refused_view_leaves_no_entry_of_a_view(register: Register) -> None:
    ref = keep(register)
    meddle(register, "UPDATE documents SET body = (SELECT wrapped FROM data_keys)")

    with pytest.raises(CiphertextRefused):
        see(register, ref.id)

    assert register.audit_of(CASE) == []


def test_without_its_master_key_a_document_stays_shut(register: Register, database: str) -> None:
    ref = keep(register)
    stranger = Register.open(database, MasterKeys.generate("m9"), StoppedClock(), OfficeNineToFive())

    with pytest.raises(KeyMissing, match="m1"):
        see(stranger, ref.id)

    stranger.close()
